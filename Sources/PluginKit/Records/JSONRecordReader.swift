import GraphModel

/// Reads records that are JSON objects, in any of the forms that APOC's `apoc.export.json` writes:
///
///     {"type":"node",…}                            JSON_LINES: one record a line
///     [{"type":"node",…}, …]                       ARRAY_JSON: an array of records
///     {"nodes": [{…}, …], "rels": [{…}, …]}        JSON: an array for each kind
///     {"nodes": {"7": {…}}, "rels": {"1": {…}}}    JSON_ID_AS_KEYS: records by their ids
///
/// Which form it is, the first bytes say. One record at a time is held in memory, whatever the length
/// of the file.
///
/// - Complexity: O(*n*) in the number of bytes.
public final class JSONRecordReader {
  /// The member of the file that a record stands in.
  public enum Section: String, Sendable {
    case nodes
    case relationships = "rels"
  }

  /// The section of the current record, in the forms that have sections.
  public private(set) var section: Section?
  /// The id under which the current record stands, in the form that has ids as keys.
  public private(set) var key: Text?
  /// Where the current record begins.
  public private(set) var place: SourcePlace
  private let scanner: JSONScanner
  /// Reads the form of lines; nil for the others.
  private var lines: LineReader?
  private var state = State.start
  private var length = 0
  private var keys: Set<Text> = []
  private var sections: Set<Section> = []

  private enum State {
    case start
    case lines
    /// Within an array of records, or an object of them; `isTop` where nothing is around it.
    case records(isObject: Bool, isTop: Bool, isFirst: Bool)
    case sections(isFirst: Bool)
    case end
  }

  /// A reader of `stream` that takes records of at most `limit` bytes.
  public init(_ stream: ByteStream, limit: Int = 16 << 20) {
    scanner = JSONScanner(ByteBuffer(stream), limit: limit)
    place = SourcePlace(stream.name, line: 1)
  }

  /// Goes to the next record; false after the last.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the text is of none of the forms, a section or an
  ///   id occurs twice, or a record is too long.
  public func next() throws -> Bool {
    if length > 0 {
      scanner.advance(length)
      length = 0
    }
    while true {
      switch state {
      case .start: try begin()
      case .lines: return try nextLine()
      case .records(let isObject, let isTop, let isFirst):
        if try record(isObject, isTop, isFirst) { return true }
      case .sections(let isFirst): try openSection(isFirst)
      case .end:
        if try scanner.peek() != nil { throw scanner.error("Nothing more was expected") }
        return false
      }
    }
  }

  /// The current record as it stands in the file.
  public var text: String {
    if let lines { return lines.withLine { String(decoding: $0, as: UTF8.self) } }
    return String(decoding: scanner.bytes(length), as: UTF8.self)
  }

  /// Lends the bytes of the current record where it stands on a line of its own; nil in the other forms.
  package func withLine<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R?) -> R? {
    lines.flatMap { $0.withLine(body) }
  }

  /// The current record.
  ///
  /// - Throws: ``ImportError`` where it is no JSON object.
  public func record(_ reader: JSONReader) throws -> MapValue {
    do {
      if let lines { return try lines.withLine { try reader.map(of: $0) } }
      return try reader.map(of: scanner.bytes(length))
    } catch let error as JSONError {
      throw ImportError(error, from: place)
    }
  }

  /// Whether a file begins as one of records does: by a node or relationship, or by a section of them.
  ///
  /// The rows of a query that APOC writes are claimed as well, for their reader says what to do.
  public static func recognizes(_ head: FileHead) -> Bool {
    guard let json = head.json else { return false }
    if let sections = sections(of: json) { return sections }
    guard let first = json.isArray ? json.elements.first : json, first.isObject else {
      return false
    }
    return isRecord(first) || isRow(first)
  }

  private static func isRecord(_ object: JSONOutline) -> Bool {
    object["type"]?.text == "node" || object["type"]?.text == "relationship"
  }

  /// Whether an object is a row of a query: `{"n":{"type":"node",…}}`.
  private static func isRow(_ object: JSONOutline) -> Bool {
    object.names.contains { name in
      guard let value = object[name] else { return false }
      return isRecord(value) || value.elements.contains(where: isRecord)
    }
  }

  /// Whether a file of sections has nodes and relationships in them; nil where it has no sections.
  ///
  /// Others call their sections `nodes`, too, and have other things in them.
  private static func sections(of json: JSONOutline) -> Bool? {
    let known: Set = ["nodes", "rels", "relationships"]
    guard let first = json.names.first, known.contains(first) else { return nil }
    guard known.isSuperset(of: json.names) else { return false }
    guard let nodes = json["nodes"] else { return true }
    let element = nodes.elements.first ?? nodes.names.first.flatMap { nodes[$0] }
    guard let element, !element.names.isEmpty else { return true }
    return isRecord(element) || element["labels"]?.isArray == true
      || element["properties"]?.isObject == true
  }

  // MARK: The forms

  private func begin() throws {
    try scanner.buffer.checkEncoding()
    switch try scanner.form() {
    case .lines:
      lines = LineReader(scanner.buffer, limit: scanner.limit, isChecked: true)
      state = .lines
    case .array:
      try scanner.take("[")
      state = .records(isObject: false, isTop: true, isFirst: true)
    case .sections:
      try scanner.take("{")
      state = .sections(isFirst: true)
    }
  }

  private func nextLine() throws -> Bool {
    guard let lines else { return false }
    while try lines.next() {
      place = lines.place
      let isBlank = lines.withLine { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
      if !isBlank { return true }
    }
    return false
  }

  /// Goes to the next record of an array or object; false at its end.
  private func record(_ isObject: Bool, _ isTop: Bool, _ isFirst: Bool) throws -> Bool {
    if try scanner.peek() == UInt8(ascii: isObject ? "}" : "]") {
      scanner.advance(1)
      state = isTop ? .end : .sections(isFirst: false)
      return false
    }
    if !isFirst { try scanner.take(",") }
    key = nil
    if isObject {
      _ = try scanner.peek()
      let keyPlace = scanner.place
      let name = try scanner.key()
      guard keys.insert(name).inserted else {
        throw ImportError("The key '\(name)' occurs twice", at: keyPlace)
      }
      key = name
    }
    _ = try scanner.peek()
    place = scanner.place
    length = try scanner.valueLength()
    state = .records(isObject: isObject, isTop: isTop, isFirst: false)
    return true
  }

  private func openSection(_ isFirst: Bool) throws {
    if try scanner.peek() == UInt8(ascii: "}") {
      scanner.advance(1)
      state = .end
      return
    }
    if !isFirst { try scanner.take(",") }
    _ = try scanner.peek()
    let place = scanner.place
    let name = try scanner.key()
    guard let section = Section(rawValue: name == "relationships" ? "rels" : name.string) else {
      throw ImportError(
        "The member '\(name)' is not known", at: place,
        hint:
          "APOC's JSON has two members, 'nodes' and 'rels'; with 'links' or 'edges' it is of another "
          + "format: --format node-link, or cyjs")
    }
    guard sections.insert(section).inserted else {
      throw ImportError("The key '\(name)' occurs twice", at: place)
    }
    self.section = section
    keys = []
    let isObject = try scanner.peek() == UInt8(ascii: "{")
    try scanner.take(isObject ? "{" : "[")
    state = .records(isObject: isObject, isTop: false, isFirst: true)
  }
}
