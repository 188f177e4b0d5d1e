import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// What a file declares of the data of its elements: a name, a type, a default.
struct GraphMLKey {
  /// What the data mean where it is more than a property.
  enum Role: String {
    case labels
    case type
    case caption
  }

  /// How texts become values.
  enum Reading: Equatable {
    case attribute(AttributeType)
    case bulk(BulkType)
    /// A list as JSON, as APOC writes it.
    case list
    /// What yEd draws: nothing but the label in it says something.
    case graphics
  }

  var id: String
  var name: String
  /// `node`, `edge` and the like; `all` where nothing is said.
  var domain: String
  var reading: Reading
  var role: Role?
  /// The type that is not known, for a remark.
  var unknownType: String?
  /// Whether the key says no type.
  var isUntyped = false
  /// The value of elements that say none.
  var standard: Value?

  init(_ element: XMLElement) throws {
    guard let id = element["id"], !id.isEmpty else {
      throw ImportError(
        "The key has no id", at: element.place, hint: "Write <key id=\"d0\" for=\"node\" …/>")
    }
    self.id = id
    let start = element.start
    // Earlier versions had attributes of their own for what the mark says.
    let mark = element.first("desc").flatMap { GraphMLMark($0.text) }
    name = mark?.name ?? start["dolen:name"] ?? start["attr.name"] ?? id
    let domain = start["for"] ?? "all"
    self.domain = domain == "" ? "all" : domain
    role = (mark?.role ?? start["dolen:role"]).flatMap(Role.init)
    if start["yfiles.type"] != nil || start["attr.uri"] != nil {
      reading = .graphics
    } else if (mark?.type ?? start["dolen:type"]) == "json" {
      reading = .attribute(.json)
    } else if start["attr.list"] != nil {
      reading = .list
    } else if let word = start["attr.type"] {
      if let type = AttributeType(word: word) {
        reading = .attribute(type)
      } else if let type = BulkType(rawValue: word.lowercased()) {
        reading = .bulk(type)
      } else {
        reading = .attribute(.text)
        unknownType = word
      }
    } else {
      reading = .attribute(.text)
      isUntyped = true
    }
    if let text = element.first("default") {
      standard = try value(of: text.text, at: text.place)
    }
  }

  /// Whether the data of an element of the kind `domain` may be of this key.
  func isOf(_ domain: String) -> Bool { self.domain == "all" || self.domain == domain }

  /// Whether another declaration says the same, but for what it is of.
  func says(the other: GraphMLKey) -> Bool {
    name == other.name && role == other.role && unknownType == other.unknownType
      && isUntyped == other.isUntyped && reading == other.reading && standard == other.standard
  }

  /// The value that `text` is; nil where it says nothing.
  func value(of text: String, at place: SourcePlace) throws -> Value? {
    do {
      switch reading {
      case .attribute(let type): return try type.value(of: text)
      case .bulk(let type):
        let word = text.trimmed
        return word.isEmpty ? nil : try type.value(of: Text(word))
      case .list:
        guard let list = try? JSONReader(tags: .ignore).value(of: Text(text.trimmed)) else {
          return .string(text)
        }
        return list.storable
      case .graphics: return nil
      }
    } catch {
      throw ImportError(
        "\(error.message) (\(name))", at: place,
        hint: "Mend the value, or declare the key '\(id)' as attr.type=\"string\"")
    }
  }
}
