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

  private let text: DecodedText
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Where the current token begins.
  private(set) var place: SourcePlace
  /// The current token.
  private(set) var token = Token.end

  init(_ text: DecodedText) throws {
    self.text = text
    place = SourcePlace(text.name, line: 1, column: 1)
    try next()
  }

  private var byte: UInt8? { peek(0) }

  private func peek(_ offset: Int) -> UInt8? {
    index + offset < text.bytes.count ? text.bytes[index + offset] : nil
  }

  private mutating func advance() {
    if text.bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    index += 1
  }

  private var here: SourcePlace {
    SourcePlace(text.name, line: line, column: index - lineStart + 1)
  }

  /// Goes to the next token.
  mutating func next() throws {
    try skipBlanks()
    place = here
    guard let byte else {
      token = .end
      return
    }
    if byte == UInt8(ascii: "-"), let second = peek(1), second == 0x2D || second == 0x3E {
      index += 2
      token = .edge(isDirected: second == 0x3E)
    } else if byte == UInt8(ascii: "\"") {
      token = .text(try quoted())
      try concatenate()
    } else if byte == UInt8(ascii: "<") {
      token = .text(try bracketed())
    } else if Self.isOfWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
      var word: [UInt8] = []
      while let byte = self.byte,
        Self.isOfWord(byte) || byte == UInt8(ascii: ".")
          || word.isEmpty && byte == UInt8(ascii: "-")
      {
        word.append(byte)
        index += 1
      }
      token = .word(String(decoding: word, as: UTF8.self))
    } else {
      index += 1
      token = .sign(Character(Unicode.Scalar(byte)))
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F || byte >= 0x80
  }

  private mutating func skipBlanks() throws {
    while let byte {
      if byte <= 0x20 {
        advance()
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while let byte = self.byte, byte != 0x0A { _ = byte; advance() }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        let start = here
        while self.byte != nil, !(self.byte == 0x2A && peek(1) == 0x2F) { advance() }
        guard self.byte != nil else {
          throw ImportError("The comment is never closed", at: start, hint: "Close it by */")
        }
        index += 2
      } else if byte == UInt8(ascii: "#"), index == lineStart {
        while let byte = self.byte, byte != 0x0A { _ = byte; advance() }
      } else {
        return
      }
    }
  }

  private mutating func quoted() throws -> String {
    let start = here
    advance()
    var bytes: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let second = peek(1) {
        advance()
        if second == UInt8(ascii: "\"") {
          bytes.append(second)
        } else if second != 0x0A {
          bytes += [byte, second]
        }
        advance()
        continue
      }
      bytes.append(byte)
      advance()
    }
    guard byte != nil else {
      throw ImportError("The quote is never closed", at: start, hint: "Close it by \"")
    }
    advance()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the texts that `+` joins to the current one.
  private mutating func concatenate() throws {
    guard case .text(var all) = token else { return }
    while true {
      try skipBlanks()
      guard byte == UInt8(ascii: "+") else { break }
      advance()
      try skipBlanks()
      guard byte == UInt8(ascii: "\"") else {
        throw ImportError("'+' joins texts in quotes", at: here, hint: "Write \"a\" + \"b\"")
      }
      all += try quoted()
    }
    token = .text(all)
  }

  private mutating func bracketed() throws -> String {
    let start = here
    var depth = 0
    var bytes: [UInt8] = []
    while let byte {
      advance()
      if byte == UInt8(ascii: "<") { depth += 1 }
      if byte == UInt8(ascii: ">") { depth -= 1 }
      bytes.append(byte)
      if depth == 0 { return String(decoding: bytes, as: UTF8.self) }
    }
    throw ImportError("'<' is never closed", at: start, hint: "Close the HTML of the label by '>'")
  }
}
