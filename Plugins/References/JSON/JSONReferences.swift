import GraphModel
import PluginKit

/// What formats of references in JSON have in common.
enum JSONReferences {
  /// Which format of references a file in JSON is.
  enum Kind {
    case csl
    case openAlex
    case crossref
  }

  /// What the first bytes tell; nil where they are none of these.
  ///
  /// Of an answer of a service, its members tell; of a list of items, what the first one has.
  static func kind(of head: FileHead) -> Kind? {
    guard let json = head.json else { return nil }
    if json["message-type"]?.text?.hasPrefix("work") ?? false || json["message-version"] != nil {
      return .crossref
    }
    let message = json["message"]
    let lists = [json, json["items"], json["results"], message, message?["items"]]
    let items = lists.compactMap(\.self).flatMap { $0.isArray ? $0.elements : [$0] }
    if items.contains(where: { $0["id"]?.text?.hasPrefix("https://openalex.org/W") ?? false }) {
      return .openAlex
    }
    if items.contains(where: isWork) { return .crossref }
    return items.contains(where: isItem) ? .csl : nil
  }

  /// Whether an object is a work of Crossref, whose titles are lists.
  private static func isWork(_ object: JSONOutline) -> Bool {
    let isWork =
      object["title"]?.isArray ?? false || object["container-title"]?.isArray ?? false
      || object["short-container-title"] != nil
    return isWork && ["DOI", "indexed", "publisher"].contains { object[$0] != nil }
  }

  /// Whether an object is an item of CSL: its type is one, and it says what an item does.
  private static func isItem(_ object: JSONOutline) -> Bool {
    guard let type = object["type"]?.text,
      ReferenceKind.isKnown(type) || TypeTable.csl.kind(of: type) != nil
    else { return false }
    // BibJSON has types and titles of the same names, and journals that are objects.
    if object["journal"]?.isObject ?? false { return false }
    return ["title", "author", "issued", "container-title", "DOI", "URL"].contains {
      object[$0] != nil
    }
  }

  /// Calls `give` with every object of the file, and `reject` with what is none, and its text.
  ///
  /// - Parameter members: Those of an answer that hold the objects.
  static func read(
    _ source: ImportSource, _ encoding: CharacterEncoding?, within members: [String],
    named title: String, _ give: (MapValue, SourcePlace) throws -> Void,
    reject: (ImportError, String?) throws -> Void
  ) throws {
    var stream: ByteStream
    if let encoding {
      let text = try DecodedText(source, as: encoding, parts: .quoted)
      stream = ByteStream(text.bytes, name: text.name)
    } else {
      stream = try source.stream()
    }
    let elements = JSONElementReader(stream, within: members)
    while try elements.next() {
      let place = elements.place
      do {
        guard case .map(let map) = try elements.value() else {
          throw ImportError(
            "This is no object of \(title)", at: place,
            hint: "Take it out, or import with on-error=skip")
        }
        try give(map, place)
      } catch let error as ImportError {
        try reject(error, elements.text)
      }
    }
  }

  /// The text that a value of JSON says; nil for lists and objects.
  static func text(_ value: Value) -> String? {
    switch value {
    case .text(let text): text.string.trimmed.nonEmpty
    case .integer(let integer): String(integer)
    case .float(let float): "\(float)"
    case .boolean(let boolean): String(boolean)
    default: nil
    }
  }

  /// What is kept of a value: itself, the elements of a list of texts, numbers and booleans, or JSON
  /// as a text. A number stays a number, so that it can be compared and summed up.
  static func kept(_ value: Value) -> [Value] {
    if text(value) != nil { return [value] }
    switch value {
    case .text, .null: return []
    case .list(let list) where list.allSatisfy({ text($0) != nil }): return list
    case .map(let map) where map.isEmpty: return []
    default: return [.string(json(value))]
    }
  }

  /// The value as JSON.
  static func json(_ value: Value) -> String {
    var writer = JSONWriter(mode: .plain)
    // What was read as JSON can be written as such.
    guard (try? writer.write(value)) != nil else { return "" }
    return writer.text
  }
}
