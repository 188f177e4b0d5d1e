import ExchangeKit
import PluginKit

/// The bytes of a file of Turtle or one of its relatives, and the terms that stand in it.
///
/// Source: *RDF 1.1 Turtle*, *N-Triples* and *TriG*, W3C Recommendations of 2014.
struct RDFScanner {
  private var cursor: TextCursor

  init(_ text: DecodedText) { cursor = TextCursor(text) }

  /// Where the next byte stands.
  var place: SourcePlace { cursor.place }

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// The byte at `offset` from here; nil at the end.
  func peek(_ offset: Int = 0) -> UInt8? { cursor.peek(offset) }

  mutating func advance(_ count: Int = 1) { cursor.advance(count) }

  mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        cursor.skipLine()
      } else if byte <= 0x20 {
        advance()
      } else {
        return
      }
    }
  }

  /// Whether `sign` is next, after blanks; it is taken.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard peek() == UInt8(ascii: sign) else { return false }
    advance()
    return true
  }

  /// Whether `word` is next in any case, after blanks, with no letter behind it; it is taken.
  mutating func take(word: String) -> Bool {
    skipBlanks()
    for (offset, byte) in word.utf8.enumerated() {
      guard let found = peek(offset), found | 0x20 == byte | 0x20 else { return false }
    }
    if let after = peek(word.utf8.count), Self.isOfName(after) || after == UInt8(ascii: ":") {
      return false
    }
    advance(word.utf8.count)
    return true
  }

  static func isOfName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F || byte == 0x2D || byte >= 0x80
  }

  /// The name between angle brackets.
  mutating func bracketedIRI() throws -> String {
    let start = place
    advance()
    var bytes: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: ">") {
      if byte <= 0x20 {
        throw ImportError("A name between < and > holds a blank", at: start, hint: "Write %20")
      }
      if byte == UInt8(ascii: "\\") {
        bytes += Array(String(try escape()).utf8)
      } else {
        bytes.append(byte)
        advance()
      }
    }
    guard peek() != nil else { throw ImportError("'<' is never closed", at: start) }
    advance()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The letters, digits and the like that come next, which may be none.
  mutating func name(withColons: Bool = false) -> String {
    var bytes: [UInt8] = []
    while let byte = peek() {
      let isInner =
        Self.isOfName(byte) || withColons && byte == UInt8(ascii: ":")
        || byte == UInt8(ascii: "%")
      if isInner {
        bytes.append(byte)
        advance()
      } else if byte == UInt8(ascii: "\\"), let escaped = peek(1), withColons {
        bytes.append(escaped)
        advance(2)
      } else if byte == UInt8(ascii: "."), let after = peek(1),
        Self.isOfName(after) || after == UInt8(ascii: ":") && withColons
      {
        // A point within a name; one at its end ends the sentence.
        bytes.append(byte)
        advance()
      } else {
        break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text in quotes of either kind, one or three of them.
  mutating func quoted() throws -> String {
    let start = place
    guard let quote = peek() else { throw error("Expected a text") }
    let isLong = peek(1) == quote && peek(2) == quote
    advance(isLong ? 3 : 1)
    var bytes: [UInt8] = []
    while let byte = peek() {
      if byte == quote, !isLong || peek(1) == quote && peek(2) == quote {
        // Quotes right before the three that close belong to the text.
        if isLong, peek(3) == quote {
          bytes.append(byte)
          advance()
          continue
        }
        advance(isLong ? 3 : 1)
        return String(decoding: bytes, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        bytes += Array(String(try escape()).utf8)
        continue
      }
      if !isLong, byte == 0x0A || byte == 0x0D { break }
      bytes.append(byte)
      advance()
      try cursor.check(bytes.count, from: start)
    }
    throw ImportError(
      "The text is never closed", at: start,
      hint: "Close it on its line, or begin and end it with three quotes")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    let start = place
    guard let sign = peek(1) else { throw error("The file ends within an escape") }
    let simple: [UInt8: Unicode.Scalar] = [
      0x74: "\t", 0x62: "\u{8}", 0x6E: "\n", 0x72: "\r", 0x66: "\u{C}", 0x22: "\"", 0x27: "'",
      0x5C: "\\",
    ]
    if let scalar = simple[sign] {
      advance(2)
      return scalar
    }
    let length = sign == 0x75 ? 4 : sign == 0x55 ? 8 : 0
    let digits = (0..<length).compactMap { peek(2 + $0) }
    guard length > 0, digits.count == length,
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else {
      throw ImportError(
        "'\\\(Character(Unicode.Scalar(sign)))' begins no escape", at: start,
        hint: "Write \\\\ for a backslash, \\n for an end of line, \\u00E9 for a character")
    }
    advance(2 + length)
    return scalar
  }
}
