import ExchangeKit
import PluginKit

/// Parts a file of DOT into words and signs.
struct DOTScanner {
  /// What stands in the file.
  enum Token: Equatable {
    /// A name without quotes, which may be a keyword.
    case word(String)
    /// A name in quotes, with its escapes still in it, or in angle brackets.
    case text(String)
    case sign(Character)
    /// `->`, or `--` where it is not directed.
    case edge(isDirected: Bool)
    case end
  }

  private var cursor: TextCursor
  /// Where the current token begins.
  private(set) var place: SourcePlace
  /// The current token.
  private(set) var token = Token.end

  init(_ text: DecodedText) throws {
    cursor = TextCursor(text)
    place = cursor.place
    try next()
  }

  /// Goes to the next token.
  mutating func next() throws {
    try skipBlanks()
    place = cursor.place
    guard let byte = cursor.peek() else {
      token = .end
      return
    }
    if byte == UInt8(ascii: "-"), let second = cursor.peek(1), second == 0x2D || second == 0x3E {
      cursor.advance(2)
      token = .edge(isDirected: second == 0x3E)
    } else if byte == UInt8(ascii: "\"") {
      token = .text(try quoted())
      try concatenate()
    } else if byte == UInt8(ascii: "<") {
      token = .text(try bracketed())
    } else if Self.isOfWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
      // A minus is the sign of a number, and begins the word.
      cursor.advance()
      let rest = cursor.take { Self.isOfWord($0) || $0 == UInt8(ascii: ".") }
      token = .word(String(decoding: [byte] + rest, as: UTF8.self))
    } else {
      cursor.advance()
      token = .sign(Character(Unicode.Scalar(byte)))
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F || byte >= 0x80
  }

  private mutating func skipBlanks() throws {
    while let byte = cursor.peek() {
      if byte <= 0x20 {
        cursor.advance()
      } else if byte == UInt8(ascii: "/"), cursor.peek(1) == UInt8(ascii: "/") {
        cursor.skipLine()
      } else if byte == UInt8(ascii: "/"), cursor.peek(1) == UInt8(ascii: "*") {
        let start = cursor.place
        while let byte = cursor.peek(), byte != 0x2A || cursor.peek(1) != 0x2F { cursor.advance() }
        guard cursor.peek() != nil else {
          throw ImportError("The comment is never closed", at: start, hint: "Close it by */")
        }
        cursor.advance(2)
      } else if byte == UInt8(ascii: "#"), cursor.isAtLineStart {
        cursor.skipLine()
      } else {
        return
      }
    }
  }

  private mutating func quoted() throws -> String {
    let start = cursor.place
    cursor.advance()
    var bytes: [UInt8] = []
    while let byte = cursor.peek(), byte != UInt8(ascii: "\"") {
      cursor.advance()
      if byte == UInt8(ascii: "\\"), let second = cursor.peek() {
        if second == UInt8(ascii: "\"") {
          bytes.append(second)
        } else if second == 0x0D {
          // The line goes on, whether CR or CRLF ends it.
          if cursor.peek(1) == 0x0A { cursor.advance() }
        } else if second != 0x0A {
          bytes += [byte, second]
        }
        cursor.advance()
        continue
      }
      bytes.append(byte)
      try cursor.check(bytes.count, from: start)
    }
    guard cursor.peek() != nil else {
      throw ImportError("The quote is never closed", at: start, hint: "Close it by \"")
    }
    cursor.advance()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the texts that `+` joins to the current one.
  private mutating func concatenate() throws {
    guard case .text(var all) = token else { return }
    while true {
      try skipBlanks()
      guard cursor.peek() == UInt8(ascii: "+") else { break }
      cursor.advance()
      try skipBlanks()
      guard cursor.peek() == UInt8(ascii: "\"") else {
        throw ImportError(
          "'+' joins texts in quotes", at: cursor.place, hint: "Write \"a\" + \"b\"")
      }
      all += try quoted()
    }
    token = .text(all)
  }

  private mutating func bracketed() throws -> String {
    let start = cursor.place
    var depth = 0
    var bytes: [UInt8] = []
    while let byte = cursor.peek() {
      cursor.advance()
      if byte == UInt8(ascii: "<") { depth += 1 }
      if byte == UInt8(ascii: ">") { depth -= 1 }
      bytes.append(byte)
      try cursor.check(bytes.count, from: start)
      if depth == 0 { return String(decoding: bytes, as: UTF8.self) }
    }
    throw ImportError("'<' is never closed", at: start, hint: "Close the HTML of the label by '>'")
  }
}
