/// Cuts UTF-8 text into tokens.
///
/// It never fails: what is not a token of the language becomes one of kind `invalid` or
/// `unterminated…`, and the parser complains when it gets there. So the first mistake in the text
/// is the one that is reported.
struct Lexer {
  let bytes: [UInt8]
  var offset: Int
  /// Where a lexer of a longer text with the same beginning can go on: no earlier token changes.
  var resumption: Int

  /// A lexer of `bytes`, from `offset`, which is where a token or white space begins.
  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
    resumption = offset
  }

  /// All tokens, the last of kind `endOfText`, with brackets paired.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes)
    var tokens: [Token] = []
    var open: [Int] = []
    while true {
      let token = lexer.next()
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: open.append(tokens.count)
      case .rightParenthesis, .rightBracket, .rightBrace:
        // A bracket of the wrong kind is left for the parser to complain of.
        if let last = open.last, tokens[last].kind.isClosed(by: token.kind) {
          tokens[last].partner = tokens.count
          open.removeLast()
        }
      default: break
      }
      tokens.append(token)
      if token.kind == .endOfText { return tokens }
    }
  }

  /// The next token; `endOfText` for ever once the text is used up.
  mutating func next() -> Token {
    if let comment = skipTrivia() { return comment }
    let start = offset
    guard start < bytes.count else { return Token(kind: .endOfText, start: start, end: start) }
    resumption = start
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      return word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "."):
      return isDigit(at: start + 1) ? number() : punctuation(byte)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text(quote: byte)
    case UInt8(ascii: "`"): return quotedName()
    case UInt8(ascii: "$"): return parameter()
    case 0x80...0xFF:
      let (scalar, length) = scalar(at: start)
      if scalar.properties.isXIDStart { return word() }
      return take(.invalid, length)
    default: return punctuation(byte)
    }
  }

  /// The byte at `index`, or 0 beyond the end.
  func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The token of `kind` that is `length` bytes long.
  mutating func take(_ kind: Token.Kind, _ length: Int) -> Token {
    let start = offset
    offset += length
    return Token(kind: kind, start: start, end: offset)
  }

  private mutating func word() -> Token {
    let start = offset
    skipNameCharacters()
    var token = Token(kind: .word, start: start, end: offset)
    token.keyword = Keyword(word: String(decoding: bytes[start..<offset], as: UTF8.self))
    return token
  }

  private mutating func parameter() -> Token {
    let start = offset
    if byte(at: start + 1) == UInt8(ascii: "`") {
      offset += 1
      let name = quotedName()
      let kind = name.kind == .quotedName ? Token.Kind.parameter : name.kind
      return Token(kind: kind, start: start, end: offset)
    }
    offset += 1
    skipNameCharacters()
    return Token(kind: offset > start + 1 ? .parameter : .dollar, start: start, end: offset)
  }

  /// Goes past letters, digits, underscores and all else that a name may continue with.
  mutating func skipNameCharacters() {
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        offset += 1
      case 0x80...0xFF:
        let (scalar, length) = scalar(at: offset)
        guard scalar.properties.isXIDContinue else { return }
        offset += length
      default: return
      }
    }
  }

  private mutating func punctuation(_ byte: UInt8) -> Token {
    let next = self.byte(at: offset + 1)
    if let kind = Token.Kind(byte, next) { return take(kind, 2) }
    return take(Token.Kind(byte) ?? .invalid, 1)
  }

  /// The Unicode scalar that begins at `index`, and its number of bytes.
  func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[index])
    let length = first < 0x80 ? 1 : (first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4))
    guard length > 1, index + length <= bytes.count else {
      return (Unicode.Scalar(bytes[index]), 1)
    }
    var value = first & (0xFF >> UInt32(length + 1))
    for next in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension Lexer {
  /// Goes past white space and comments; a comment without an end is returned as a token.
  private mutating func skipTrivia() -> Token? {
    while offset < bytes.count {
      resumption = offset
      switch bytes[offset] {
      case 0x09...0x0D, 0x1C...0x20: offset += 1
      case UInt8(ascii: "/") where byte(at: offset + 1) == UInt8(ascii: "/"):
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      case UInt8(ascii: "/") where byte(at: offset + 1) == UInt8(ascii: "*"):
        let start = offset
        offset += 2
        if !skipComment() {
          return Token(kind: .unterminatedComment, start: start, end: offset)
        }
      case 0x80...0xFF:
        let (scalar, length) = scalar(at: offset)
        guard scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x180E
        else { return nil }
        offset += length
      default: return nil
      }
    }
    return nil
  }

  /// Goes past the rest of a comment, or to the end of the text; whether the comment is closed.
  mutating func skipComment() -> Bool {
    resumption = offset
    while offset < bytes.count {
      resumption = offset
      if bytes[offset] == UInt8(ascii: "*"), byte(at: offset + 1) == UInt8(ascii: "/") {
        offset += 2
        resumption = offset
        return true
      }
      offset += 1
    }
    return false
  }
}

extension Token.Kind {
  /// Whether `other` is the bracket that closes this one.
  func isClosed(by other: Token.Kind) -> Bool {
    switch self {
    case .leftParenthesis: other == .rightParenthesis
    case .leftBracket: other == .rightBracket
    case .leftBrace: other == .rightBrace
    default: false
    }
  }

  /// The punctuation of one byte.
  init?(_ byte: UInt8) {
    switch Unicode.Scalar(byte) {
    case "(": self = .leftParenthesis
    case ")": self = .rightParenthesis
    case "[": self = .leftBracket
    case "]": self = .rightBracket
    case "{": self = .leftBrace
    case "}": self = .rightBrace
    case ",": self = .comma
    case ".": self = .dot
    case ":": self = .colon
    case ";": self = .semicolon
    case "+": self = .plus
    case "-": self = .minus
    case "*": self = .star
    case "/": self = .slash
    case "%": self = .percent
    case "^": self = .caret
    case "=": self = .equals
    case "<": self = .less
    case ">": self = .greater
    case "|": self = .bar
    case "&": self = .ampersand
    case "!": self = .exclamation
    default: return nil
    }
  }

  /// The punctuation of two bytes. Arrows are not among them: `a<-1` is a comparison.
  init?(_ first: UInt8, _ second: UInt8) {
    switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
    case (".", "."): self = .dotDot
    case (":", ":"): self = .doubleColon
    case ("+", "="): self = .plusEquals
    case ("=", "="): self = .doubleEquals
    case ("=", "~"): self = .matches
    case ("<", ">"): self = .notEquals
    case ("!", "="): self = .exclamationEquals
    case ("<", "="): self = .lessOrEqual
    case (">", "="): self = .greaterOrEqual
    case ("|", "|"): self = .doubleBar
    default: return nil
    }
  }
}
