/// Writes values in Cypher's notation, as people are shown them, into bytes of its own.
///
/// ``Value/cypherText`` is what comes of one value. A value of any size leaves in pieces:
///
///     var writer = ValueTextWriter()
///     try writer.write(value) { piece in try output.write(piece) }
///
/// - Complexity: O(*n*) in the number of bytes written.
public struct ValueTextWriter: PieceWriter {
  /// What has been written so far; what was handed on is not among it.
  public internal(set) var bytes: [UInt8] = []
  var outlet: PieceOutlet?

  /// A writer that has written nothing.
  public init() {}

  /// What has been written so far, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes a value.
  public mutating func write(_ value: Value) { write(value, depth: 0) }

  /// Writes a value, which leaves piece by piece.
  ///
  /// - Throws: What `handler` throws.
  public mutating func write(_ value: Value, handingOn handler: @escaping PieceHandler) throws {
    try write(handingOn: handler) { $0.write(value) }
  }

  /// Writes a text as it is, without quotes, which leaves piece by piece.
  ///
  /// - Throws: What `handler` throws.
  public mutating func write(plain text: Text, handingOn handler: @escaping PieceHandler) throws {
    try write(handingOn: handler) { writer in
      text.withUTF8 { writer.inParts($0) { writer, part in writer.bytes.append(contentsOf: part) } }
    }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ value: Value, depth: Int) {
    guard depth <= 100 else { return append("…" as String) }
    switch value {
    case .null: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .float(let value): append(Value.floatText(value))
    case .text(let value): write(quoted: value)
    case .list(let list):
      append("[")
      for (index, element) in list.enumerated() {
        guard goesOn() else { break }
        if index > 0 { append(", ") }
        write(element, depth: depth + 1)
      }
      append("]")
    case .map(let map): write(map, depth: depth)
    case .node(let node): write(node, depth: depth)
    case .relationship(let relationship): write(relationship, depth: depth)
    case .path(let path): write(path, depth: depth)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      append(value.isoText ?? value.typeName)
    }
  }

  private mutating func write(_ map: MapValue, depth: Int) {
    append("{")
    var isFirst = true
    for (key, value) in map.entries {
      guard goesOn() else { break }
      if isFirst { isFirst = false } else { append(", ") }
      append(Value.quotedName(key))
      append(": ")
      write(value, depth: depth + 1)
    }
    append("}")
  }

  private mutating func write(_ node: Node, depth: Int) {
    guard let contents = node.contents else { return append("(#\(node.id))" as String) }
    append("(")
    for label in contents.labels {
      guard goesOn() else { break }
      append(":")
      append(Value.quotedName(label))
    }
    if !contents.properties.isEmpty {
      if !contents.labels.isEmpty { append(" ") }
      write(contents.properties, depth: depth)
    }
    append(")")
  }

  private mutating func write(_ relationship: Relationship, depth: Int) {
    guard let contents = relationship.contents else {
      return append("[#\(relationship.id)]" as String)
    }
    append("[:")
    append(Value.quotedName(contents.type))
    if !contents.properties.isEmpty {
      append(" ")
      write(contents.properties, depth: depth)
    }
    append("]")
  }

  private mutating func write(_ path: Path, depth: Int) {
    append("<")
    for (index, node) in path.nodes.enumerated() {
      guard goesOn() else { break }
      if index > 0 {
        let relationship = path.relationships[index - 1]
        // A loop points both ways; it is drawn forwards.
        let start = relationship.contents?.start
        let end = relationship.contents?.end
        let backwards = start != end && start == node.id
        append(backwards ? "<-" : "-")
        write(relationship, depth: depth)
        append(backwards || start == nil ? "-" : "->")
      }
      write(node, depth: depth)
    }
    append(">")
  }

  /// Writes a text as a literal in single quotes, with the escapes of the language.
  private mutating func write(quoted text: Text) {
    append("'")
    text.withUTF8 { inParts($0) { writer, part in writer.write(escaping: part) } }
    append("'")
  }

  private mutating func write(escaping part: UnsafeBufferPointer<UInt8>) {
    var run = 0
    var index = 0
    while index < part.count {
      let byte = part[index]
      var length = 1
      var code = byte
      if byte == 0xC2, index + 1 < part.count, part[index + 1] < 0xA0 {
        // U+0080 to U+009F, whose second byte is the code point itself.
        (length, code) = (2, part[index + 1])
      } else if byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\\") {
        index += 1
        continue
      }
      bytes.append(contentsOf: part[run..<index])
      writeEscape(of: code)
      index += length
      run = index
    }
    bytes.append(contentsOf: part[run...])
  }

  private mutating func writeEscape(of code: UInt8) {
    switch code {
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "'"): append("\\'")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0x08: append("\\b")
    case 0x0C: append("\\f")
    default:
      append(code < 0x10 ? "\\u000" : "\\u00")
      append(String(code, radix: 16))
    }
  }
}
