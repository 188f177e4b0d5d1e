/// A field of a CSV file; an empty field without quotes is absent, `""` is the empty text.
struct CSVField: Equatable {
  let text: String
  let isQuoted: Bool

  /// The text, or nothing where the field is absent.
  var value: String? { text.isEmpty && !isQuoted ? nil : text }
}

/// A strict reader of RFC 4180 text with LF line ends: a header and rows of the same width.
struct CSVTable {
  let header: [String]
  let rows: [[CSVField]]

  init(parsing text: String) throws {
    var reader = CSVReader(bytes: Array(text.utf8))
    var lines = try reader.allRows()
    guard !lines.isEmpty else { throw LibraryError("a CSV file has no header") }
    header = lines.removeFirst().map(\.text)
    rows = lines
    for (number, row) in rows.enumerated() where row.count != header.count {
      throw LibraryError("row \(number + 1) has \(row.count) fields, not \(header.count)")
    }
  }
}

/// The position in a CSV text while it is read.
private struct CSVReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func allRows() throws -> [[CSVField]] {
    var rows: [[CSVField]] = []
    while position < bytes.count { rows.append(try row()) }
    return rows
  }

  private mutating func row() throws -> [CSVField] {
    var fields: [CSVField] = []
    while true {
      fields.append(try field())
      guard position < bytes.count else { throw LibraryError("the last line has no line end") }
      let separator = bytes[position]
      position += 1
      if separator == UInt8(ascii: "\n") { return fields }
      guard separator == UInt8(ascii: ",") else {
        throw LibraryError("text follows the closing quote at byte \(position)")
      }
    }
  }

  private mutating func field() throws -> CSVField {
    let quote = UInt8(ascii: "\"")
    if position < bytes.count, bytes[position] == quote { return try quotedField() }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: ","),
      bytes[position] != UInt8(ascii: "\n")
    {
      guard bytes[position] != quote, bytes[position] != UInt8(ascii: "\r") else {
        throw LibraryError("a quote or CR stands in a plain field at byte \(position)")
      }
      position += 1
    }
    return CSVField(text: String(decoding: bytes[start..<position], as: UTF8.self), isQuoted: false)
  }

  private mutating func quotedField() throws -> CSVField {
    let quote = UInt8(ascii: "\"")
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == quote else {
        content.append(byte)
        continue
      }
      guard position < bytes.count, bytes[position] == quote else {
        return CSVField(text: String(decoding: content, as: UTF8.self), isQuoted: true)
      }
      content.append(quote)
      position += 1
    }
    throw LibraryError("a quoted field is not closed")
  }
}
