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
    CSVRowWriter(output: output)
  }
}

extension RowFormat where Self == CSVFormat {
  /// Comma-separated values.
  public static var csv: CSVFormat { CSVFormat() }
}

private struct CSVRowWriter: RowWriter {
  let output: any ByteOutput
  var buffer: [UInt8] = []
  var json = JSONWriter(mode: .plain)

  mutating func begin(_ columns: [String]) throws {
    if columns.isEmpty { return }
    for (i, column) in columns.enumerated() {
      if i > 0 { buffer.append(UInt8(ascii: ",")) }
      append(field: Text(column))
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  mutating func write(_ row: [Value]) throws {
    if row.isEmpty { return }
    for (i, value) in row.enumerated() {
      if i > 0 { buffer.append(UInt8(ascii: ",")) }
      try append(value)
    }
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 15 { try flush() }
  }

  mutating func end(_ summary: Summary) throws { try flush() }

  private mutating func flush() throws {
    if buffer.isEmpty { return }
    try output.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ value: Value) throws {
    switch value {
    case .null: return
    case .text(let text): append(field: text)
    case .list, .map, .node, .relationship, .path:
      json.removeAll()
      try json.write(value)
      append(field: json.bytes)
    default: append(field: Text(value.cypherText))
    }
  }

  private mutating func append(field text: Text) {
    if text.isEmpty {
      buffer.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: "\"")])
    } else {
      text.withUTF8 { append(field: $0) }
    }
  }

  private mutating func append(field bytes: some Collection<UInt8>) {
    guard bytes.contains(where: needsQuotes) else {
      buffer.append(contentsOf: bytes)
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
}
