import GraphModel

/// The text of an answer on its way out: gathered, and written in pieces of bounded length.
///
/// Every format writes through one of these. What is in memory of an answer's text is one piece, however
/// long a row or a value is: values come in pieces (``append(plain:)``, ``append(json:_:)``), and where a
/// piece is full it goes. An answer that is stopped ends with the last row of which nothing is missing,
/// unless a part of another has gone already.
package final class AnswerText {
  private let output: any ByteOutput
  private var bytes: [UInt8] = []
  /// How many of the bytes are of whole rows.
  private var wholeBytes = 0
  /// Whether anything has gone out.
  package private(set) var hasBegun = false
  /// Whether a part of a row has gone out whose end has not been written.
  package private(set) var isWithinRow = false

  /// The most bytes that are written at once.
  package static let pieceSize = PacedOutput.pieceSize
  /// More than a piece of a value has.
  private static let mostAtOnce = 1 << 18
  /// So many bytes of a row are left with who writes them.
  private static let mostGathered = 1 << 12

  /// The text of an answer that goes to `output`.
  package init(_ output: any ByteOutput) { self.output = output }

  /// Adds bytes. Where the answer ends over it, all of them are among what was gathered, so that it ends
  /// where a piece of a value does; but very many are cut up.
  package func append(_ added: UnsafeBufferPointer<UInt8>) throws {
    var rest = added[...]
    repeat {
      let part = rest.prefix(Self.mostAtOnce)
      bytes.append(contentsOf: part)
      rest = rest.dropFirst(part.count)
      if bytes.count >= Self.pieceSize { try flush() }
    } while !rest.isEmpty
  }

  /// Adds the bytes of an array.
  package func append(_ added: [UInt8]) throws {
    try added.withUnsafeBufferPointer { try append($0) }
  }

  /// Adds a text.
  package func append(_ text: String) throws {
    var text = text
    try text.withUTF8 { try append($0) }
  }

  /// Adds a text so many times, as the lines of a box and the space beside a cell need it.
  package func append(repeating text: String, count: Int) throws {
    if count <= 0 { return }
    let most = 1 << 10
    let part = String(repeating: text, count: min(count, most))
    for _ in 0..<(count / most) { try append(part) }
    let rest = count < most ? count : count % most
    if rest > 0 { try append(rest == count ? part : String(repeating: text, count: rest)) }
  }

  /// Adds the text of a value as it is shown to people, each piece as `shown` gives it; a text without
  /// quotes.
  func append(plain value: Value, _ shown: @escaping PieceHandler) throws {
    var writer = ValueTextWriter()
    if case .text(let text) = value {
      try writer.write(plain: text, handingOn: shown)
    } else {
      try writer.write(value, handingOn: shown)
    }
  }

  /// Adds the JSON of a value after what else is in `writer`, where short values stay until the row ends
  /// (``endRow(_:_:)``): a row of them is put into the answer at once.
  package func append(json value: Value, _ writer: inout JSONWriter) throws {
    switch value {
    case .list, .map, .node, .relationship, .path:
      try writer.write(value) { piece in try self.append(piece) }
      writer.removeAll()
    case .text(let text) where text.string.utf8.count > Self.mostGathered:
      try writer.write(value) { piece in try self.append(piece) }
      writer.removeAll()
    default:
      try writer.write(value)
      if writer.bytes.count > Self.mostGathered { try take(&writer) }
    }
  }

  /// Adds what is in `writer`, which is empty afterwards.
  private func take(_ writer: inout JSONWriter) throws {
    defer { writer.removeAll() }
    try append(writer.bytes)
  }

  /// Changes how the text that follows looks.
  func append(_ style: TextStyle) throws {
    try flush()
    try output.write(style)
  }

  /// Adds what ends a row.
  package func endRow(_ end: String = "") throws {
    bytes.append(contentsOf: end.utf8)
    wholeBytes = bytes.count
    if bytes.count >= Self.pieceSize { try flush() }
  }

  /// Adds what is in `writer`, which is empty afterwards, and what ends a row.
  package func endRow(_ writer: inout JSONWriter, _ end: String = "") throws {
    bytes.append(contentsOf: writer.bytes)
    writer.removeAll()
    try endRow(end)
  }

  /// Ends the answer where it is to end: for who works long before there is anything to be written.
  func checkLimits() throws { try output.checkLimits() }

  /// Writes what was gathered.
  package func flush() throws {
    var written = 0
    defer {
      bytes.removeFirst(written)
      wholeBytes = max(0, wholeBytes - written)
    }
    while written < bytes.count {
      let end = min(written + Self.pieceSize, bytes.count)
      try bytes[written..<end].withUnsafeBufferPointer { try output.write($0) }
      isWithinRow = end < wholeBytes || wholeBytes < end
      hasBegun = true
      written = end
    }
  }

  /// Ends the text where an answer was stopped: whole rows stay, and an answer of which nothing has gone
  /// out stays unwritten. A row that has begun to go out is left as far as it came.
  ///
  /// - Returns: Whether there is an answer to be ended.
  package func stop() throws -> Bool {
    let endsWithinRow = isWithinRow && wholeBytes == 0
    if !endsWithinRow { bytes.removeLast(bytes.count - wholeBytes) }
    guard hasBegun else {
      bytes = []
      return false
    }
    try flush()
    isWithinRow = endsWithinRow
    return true
  }
}
