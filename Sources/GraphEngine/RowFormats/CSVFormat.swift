import GraphModel

/// Comma-separated values as RFC 4180 has them, with line feeds.
///
/// Null is an empty field and the empty text `""`, so that the two stay apart. Lists, maps, nodes,
/// relationships and paths are written as JSON; all else as `toString()` gives it.
public struct CSVFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "csv" }
  /// What it is good for.
  public var summary: String { "Comma-separated values with a header, for spreadsheets and R" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    SeparatedRowWriter(output: output, separator: ",")
  }
}

extension RowFormat where Self == CSVFormat {
  /// Comma-separated values.
  public static var csv: CSVFormat { CSVFormat() }
}

/// Writes fields with a separator between them; those that have one, a quote or the end of a line in them
/// stand in quotes.
struct SeparatedRowWriter: RowWriter {
  private let out: AnswerText
  private let separator: String
  private let separatorByte: UInt8
  /// Keeps its room from one value to the next.
  private var json = JSONWriter(mode: .plain)

  /// A writer whose fields are separated by an ASCII character.
  init(output: any ByteOutput, separator: Unicode.Scalar) {
    out = AnswerText(output)
    self.separator = String(separator)
    separatorByte = UInt8(ascii: separator)
  }

  mutating func begin(_ columns: [String]) throws {
    if columns.isEmpty { return }
    for (i, column) in columns.enumerated() {
      if i > 0 { try out.append(separator) }
      try append(field: Text(column))
    }
    try out.endRow("\n")
  }

  mutating func write(_ row: [Value]) throws {
    if row.isEmpty { return }
    for (i, value) in row.enumerated() {
      if i > 0 { try out.append(separator) }
      try append(value)
    }
    try out.endRow("\n")
  }

  mutating func end(_ summary: Summary) throws { try out.flush() }

  mutating func stop() throws {
    // A row that has begun to go out stays as it is, with a quote that no one closes.
    if try out.stop(), out.isWithinRow { try out.append("\n") }
    try out.flush()
  }

  private mutating func append(_ value: Value) throws {
    switch value {
    case .null: return
    case .text(let text): try append(field: text)
    case .list, .map, .node, .relationship, .path:
      let field = SeparatedField(out, separatorByte)
      json.removeAll()
      try json.write(value) { piece in try field.append(piece) }
      try field.end()
    default: try append(field: Text(value.cypherText))
    }
  }

  private func append(field text: Text) throws {
    if text.isEmpty { return try out.append("\"\"") }
    let field = SeparatedField(out, separatorByte)
    try text.withUTF8 { bytes in
      try field.begin(isQuoted: bytes.contains(where: field.needsQuotes))
      try field.append(bytes)
    }
    try field.end()
  }
}

/// A field that is written piece by piece.
private final class SeparatedField {
  private let out: AnswerText
  private let separator: UInt8
  /// Whether it is in quotes; nil as long as nothing of it is there.
  private var isQuoted: Bool?

  init(_ out: AnswerText, _ separator: UInt8) {
    self.out = out
    self.separator = separator
  }

  func needsQuotes(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }

  func begin(isQuoted: Bool) throws {
    self.isQuoted = isQuoted
    if isQuoted { try out.append("\"") }
  }

  /// Adds a piece; of JSON, which is quoted where its first piece has to be: one that goes on after that
  /// has a comma or a text in it.
  func append(_ piece: UnsafeBufferPointer<UInt8>) throws {
    if isQuoted == nil { try begin(isQuoted: piece.contains(where: needsQuotes)) }
    guard isQuoted == true else { return try out.append(piece) }
    // Two quotes go together: an answer that ended between them would end with a whole row.
    var start = 0
    while start < piece.count {
      let end = min(piece.count, start + AnswerText.pieceSize)
      // Written in place: long answers are all quotes and bytes between them.
      let doubled = [UInt8](unsafeUninitializedCapacity: 2 * (end - start)) { target, count in
        for byte in piece[start..<end] {
          target[count] = byte
          count &+= 1
          if byte == UInt8(ascii: "\"") {
            target[count] = byte
            count &+= 1
          }
        }
      }
      try out.append(doubled)
      start = end
    }
  }

  func end() throws {
    if isQuoted == true { try out.append("\"") }
  }
}
