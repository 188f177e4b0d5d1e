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
    guard let first = head.bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else { return nil }
    // Blanks between signs would have to be looked past everywhere.
    let text = String(decoding: head.bytes.filter { $0 > 0x20 }, as: UTF8.self)
    func has(_ part: String) -> Bool { text.position(of: part) != nil }
    if has("\"id\":\"https://openalex.org/W") { return .openAlex }
    if has("\"message-type\":\"work") || has("\"message-version\"") { return .crossref }
    if has("\"type\":\"node\"") || has("\"type\":\"relationship\"") { return nil }
    let isWork =
      has("\"title\":[") || has("\"container-title\":[") || has("\"short-container-title\"")
    if isWork, has("\"DOI\":") || has("\"indexed\":") || has("\"publisher\":") { return .crossref }
    let hasType = text.position(of: "\"type\":\"").map { position in
      let type = text[position...].dropFirst("\"type\":\"".count).prefix { $0 != "\"" }
      return ReferenceKind.isKnown(String(type)) || TypeTable.csl.kind(of: String(type)) != nil
    }
    guard hasType ?? false else { return nil }
    let signs = [
      "\"title\":", "\"author\":", "\"issued\":", "\"container-title\":", "\"DOI\":", "\"URL\":",
    ]
    return signs.contains(where: has) ? .csl : nil
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
      let text = try DecodedText(source, as: encoding)
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
