// How the lexer finds the ends of numbers, texts and quoted names. What they mean is read by
// `Literal`, when the parser gets there.
extension Lexer {
  func isDigit(at index: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: index))
  }

  /// A number: `12`, `1_000`, `0x1F`, `0o17`, `1.5`, `.5`, `1e9`, `1.5f`.
  ///
  /// Letters that follow a number at once make it malformed as a whole.
  mutating func number() -> Token {
    let start = offset
    let kind = numberBody()
    let bodyEnd = offset
    skipNameCharacters()
    let malformed = kind == .malformedNumber || offset > bodyEnd
    return Token(kind: malformed ? .malformedNumber : kind, start: start, end: offset)
  }

  private mutating func numberBody() -> Token.Kind {
    let prefix = byte(at: offset + 1) | 0x20
    if bytes[offset] == UInt8(ascii: "0"), prefix == UInt8(ascii: "x") {
      offset += 2
      return skipDigits { $0.isHexDigit } ? .integer : .malformedNumber
    }
    if bytes[offset] == UInt8(ascii: "0"), byte(at: offset + 1) == UInt8(ascii: "o") {
      offset += 2
      return skipDigits { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        ? .integer : .malformedNumber
    }
    let isDecimal: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    var kind = Token.Kind.integer
    if bytes[offset] != UInt8(ascii: "."), !skipDigits(isDecimal) { return .malformedNumber }
    // `1..3` is a range, and `1.` without digits is no float.
    if byte(at: offset) == UInt8(ascii: "."), isDigit(at: offset + 1) {
      offset += 1
      kind = .float
      if !skipDigits(isDecimal) { return .malformedNumber }
    }
    if byte(at: offset) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at: offset + 1)
      let signed = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      guard isDigit(at: offset + (signed ? 2 : 1)) else { return .malformedNumber }
      offset += signed ? 2 : 1
      kind = .float
      if !skipDigits(isDecimal) { return .malformedNumber }
    }
    if kind == .float, [UInt8(ascii: "f"), UInt8(ascii: "d")].contains(byte(at: offset) | 0x20) {
      offset += 1
    }
    return kind
  }

  /// Goes past digits with single underscores between them; whether there are any, and none of the
  /// underscores is out of place.
  private mutating func skipDigits(_ isDigit: (UInt8) -> Bool) -> Bool {
    var wellFormed = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if isDigit(byte) {
        wellFormed = true
      } else if byte == UInt8(ascii: "_"), wellFormed {
        wellFormed = false
      } else {
        break
      }
      offset += 1
    }
    return wellFormed
  }

  /// A text in single or double quotes, where a backslash or a second quote escapes.
  mutating func text(quote: UInt8) -> Token {
    let start = offset
    offset += 1
    let closed = skipQuoted(by: quote, backslash: true)
    return Token(kind: closed ? .text : .unterminatedText, start: start, end: offset)
  }

  /// A name in backticks, where a second backtick escapes.
  mutating func quotedName() -> Token {
    let start = offset
    offset += 1
    let closed = skipQuoted(by: UInt8(ascii: "`"), backslash: false)
    return Token(kind: closed ? .quotedName : .unterminatedName, start: start, end: offset)
  }

  /// Goes past the rest of something quoted, or to the end of the text; whether it is closed.
  private mutating func skipQuoted(by quote: UInt8, backslash: Bool) -> Bool {
    resumption = offset
    while offset < bytes.count {
      resumption = offset
      let byte = bytes[offset]
      if byte == quote {
        guard self.byte(at: offset + 1) == quote else {
          offset += 1
          return true
        }
        offset += 2
      } else if backslash, byte == UInt8(ascii: "\\") {
        offset = min(offset + 2, bytes.count)
      } else {
        offset += 1
      }
    }
    return false
  }
}

extension Lexer {
  /// Goes on from `offset` with `begun`, a text or name that an earlier text left unterminated.
  mutating func resume(_ begun: Token) -> Token {
    var token = begun
    if begun.kind == .unterminatedText {
      if skipQuoted(by: bytes[begun.start], backslash: true) { token.kind = .text }
    } else if skipQuoted(by: UInt8(ascii: "`"), backslash: false) {
      token.kind = .quotedName
    }
    token.end = offset
    return token
  }
}

extension UInt8 {
  /// Whether this is one of the digits 0 to 9, a to f or A to F.
  var isHexDigit: Bool { hexValue != nil }

  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
