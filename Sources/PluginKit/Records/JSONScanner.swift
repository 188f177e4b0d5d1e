import GraphModel

/// Finds where JSON values begin and end in a stream, without reading what is in them.
final class JSONScanner {
  /// How a file of records is laid out.
  enum Form {
    case lines
    case array
    case sections
  }

  let buffer: ByteBuffer
  let limit: Int
  private var line: Int
  private var column: Int

  /// - Parameter start: Where the first byte stands.
  init(_ buffer: ByteBuffer, limit: Int, from start: SourcePlace? = nil) {
    self.buffer = buffer
    self.limit = limit
    line = start?.line ?? 1
    column = start?.column ?? 1
  }

  /// Where the next byte stands.
  var place: SourcePlace { SourcePlace(buffer.stream.name, line: line, column: column) }

  /// The next `count` bytes.
  func bytes(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: buffer.window.prefix(count))
  }

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// The form that the first bytes tell; nothing is taken.
  func form() throws -> Form {
    var position = 0
    func skipSpace() throws {
      while let byte = try byte(at: position), Self.isSpace(byte) { position += 1 }
    }
    try skipSpace()
    switch try byte(at: position) {
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "{"):
      position += 1
      try skipSpace()
      for name in ["\"nodes\"", "\"rels\"", "\"relationships\""] {
        _ = try byte(at: position + name.utf8.count)
        if buffer.window.dropFirst(position).starts(with: name.utf8) { return .sections }
      }
      return .lines
    default: return .lines
    }
  }

  /// The next byte that is no space, which stays; nil at the end.
  func peek() throws -> UInt8? {
    while let byte = try byte(at: 0) {
      guard Self.isSpace(byte) else { return byte }
      advance(1)
    }
    return nil
  }

  /// Takes the sign `sign`, after space.
  func take(_ sign: Unicode.Scalar) throws {
    guard try peek() == UInt8(ascii: sign) else { throw error("Expected '\(sign)'") }
    advance(1)
  }

  /// Takes a key and the colon behind it.
  func key() throws -> Text {
    guard try peek() == UInt8(ascii: "\"") else { throw error("Expected a key in quotes") }
    let length = try valueLength()
    let value: Value
    do {
      value = try JSONReader(tags: .ignore).value(of: bytes(length))
    } catch {
      throw self.error(error.message)
    }
    guard case .text(let key) = value else { throw error("Expected a key in quotes") }
    advance(length)
    try take(":")
    return key
  }

  /// The number of bytes of the value that begins here.
  ///
  /// Brackets are counted and texts passed over; whether it is JSON, its reader says.
  func valueLength() throws -> Int {
    var position = 0
    var depth = 0
    var isInText = false
    /// Where the text or the word at hand begins.
    var start = 0
    while let byte = try byte(at: position) {
      position += 1
      if position - start > BoundedParts.limit { throw tooLong }
      if isInText {
        if byte == UInt8(ascii: "\\") { position += 1 }
        if byte != UInt8(ascii: "\"") { continue }
        isInText = false
        start = position
      } else {
        if byte != UInt8(ascii: "\""), !Self.isOfWord(byte) { start = position }
        switch byte {
        case UInt8(ascii: "\""):
          isInText = true
          start = position
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return position - 1 }
          depth -= 1
        case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
          if depth == 0 { return position - 1 }
          continue
        default: continue
        }
      }
      if depth == 0 { return position }
    }
    return min(position, buffer.end - buffer.start)
  }

  /// The number of bytes from here to the value of the first member of the object that begins here which is
  /// called one of `names` and is an object or an array; nil where there is none, or no object.
  ///
  /// Nothing is taken. Names are compared as they are written, without escapes.
  func offset(ofMember names: [String]) throws -> Int? {
    guard try byte(at: 0) == UInt8(ascii: "{") else { return nil }
    var position = 1
    var depth = 1
    /// The last text of the object itself: its key, where a colon follows.
    var text = 0..<0
    var start = 1
    while let byte = try byte(at: position) {
      if position - start > BoundedParts.limit { throw tooLong }
      position += 1
      if Self.isOfWord(byte), byte != UInt8(ascii: "\"") { continue }
      start = position
      switch byte {
      case UInt8(ascii: "\""):
        while let inner = try self.byte(at: position), inner != UInt8(ascii: "\"") {
          position += inner == UInt8(ascii: "\\") ? 2 : 1
          if position - start > BoundedParts.limit { throw tooLong }
        }
        if depth == 1 { text = start..<position }
        position += 1
        start = position
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return nil }
      case UInt8(ascii: ":") where depth == 1:
        let isNamed = names.contains { buffer.window[text].elementsEqual($0.utf8) }
        while let space = try self.byte(at: position), Self.isSpace(space) { position += 1 }
        start = position
        guard isNamed, let first = try self.byte(at: position) else { continue }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return position }
      default: continue
      }
    }
    return nil
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20: false
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"): false
    case UInt8(ascii: ","), UInt8(ascii: ":"): false
    default: true
    }
  }

  private var tooLong: ImportError {
    error(
      "A text of the record that begins here is longer than \(BoundedParts.limit >> 20) MB",
      hint: "The file is damaged, or a quote is missing; load it again")
  }

  /// Moves past the next `count` bytes.
  func advance(_ count: Int) {
    for byte in buffer.window.prefix(count) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    buffer.start = min(buffer.end, buffer.start + count)
  }

  /// The byte at `position` from here, after reading more where needed; nil at the end.
  private func byte(at position: Int) throws -> UInt8? {
    while buffer.start + position >= buffer.end {
      guard position <= limit, let more = try buffer.fill(limit: limit + 1) else {
        throw error(
          "The record is longer than \(limit) bytes",
          hint: "A quote or bracket that is never closed makes one record of the rest of the file")
      }
      if !more { return nil }
    }
    return buffer.bytes[buffer.start + position]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
