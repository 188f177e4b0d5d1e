import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// What a file declares of an attribute of its nodes or edges.
struct GEXFAttribute {
  /// How texts become values.
  enum Reading: Equatable {
    case one(AttributeType)
    case temporal(BulkType)
    case list(AttributeType)
  }

  var name: String
  var reading: Reading
  var isLabels = false
  /// The type that is not known, for a remark.
  var unknownType: String?
  var standard: Value?

  /// - Parameter isOurs: Whether this program wrote the file, so that ids are ``GEXFMark``s.
  init(_ element: XMLElement, isOurs: Bool) throws {
    let start = element.start
    guard let id = start["id"] else {
      throw ImportError(
        "The attribute has no id", at: element.place, hint: "Write <attribute id=\"0\" title=\"…\"")
    }
    let title = start["title"] ?? ""
    let mark = isOurs ? GEXFMark(id) : nil
    // Earlier versions had attributes of their own for what the mark says.
    name = mark?.name ?? start["dolen:name"] ?? (title.isEmpty && mark == nil ? id : title)
    isLabels = isOurs && id == "labels" || start["dolen:role"] == "labels"
    let word = (start["type"] ?? "string").lowercased()
    if mark?.isJSON == true || start["dolen:type"] == "json" {
      reading = .one(.json)
    } else if let type = AttributeType(word: word) {
      reading = .one(type)
    } else if word.hasPrefix("list"), let type = AttributeType(word: word.withoutList) {
      reading = .list(type)
    } else if let type = BulkType(rawValue: word) {
      reading = .temporal(type)
    } else {
      reading = .one(.text)
      unknownType = word
    }
    if let text = element.first("default")?.text.trimmed, !text.isEmpty {
      standard = try value(of: text, at: element.place)
    }
  }

  /// Whether another declaration says the same.
  func says(the other: GEXFAttribute) -> Bool {
    name == other.name && isLabels == other.isLabels && unknownType == other.unknownType
      && reading == other.reading && standard == other.standard
  }

  func value(of text: String, at place: SourcePlace) throws -> Value? {
    do {
      switch reading {
      case .one(let type): return try type.value(of: text)
      case .temporal(let type):
        return text.trimmed.isEmpty ? nil : try type.value(of: Text(text.trimmed))
      case .list(let type):
        var items: [Value] = []
        for item in Self.items(of: text.trimmed) {
          if let value = try type.value(of: item) { items.append(value) }
        }
        return .list(items)
      }
    } catch {
      throw ImportError(
        "\(error.message) (\(name))", at: place,
        hint: "Mend the value, or declare the attribute as type=\"string\"")
    }
  }

  /// The items of a list: `[a, b]` in version 1.3, `a|b` before.
  private static func items(of text: String) -> [String] {
    if text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count > 1 {
      let inside = String(text.dropFirst().dropLast())
      if inside.trimmed.isEmpty { return [] }
      if case .list(let list)? = try? JSONReader(tags: .ignore).value(of: Text(text)) {
        return list.map { if case .text(let item) = $0 { item.string } else { $0.cypherText } }
      }
      return inside.utf8.split(separator: 0x2C).map { String(Substring($0)).trimmed }
    }
    let sign = text.utf8.contains(0x7C) ? UInt8(0x7C) : text.utf8.contains(0x3B) ? 0x3B : 0x2C
    return text.utf8.split(separator: sign).map { String(Substring($0)).trimmed }
  }
}

extension String {
  fileprivate var withoutList: String { String(dropFirst("list".count)) }
}
