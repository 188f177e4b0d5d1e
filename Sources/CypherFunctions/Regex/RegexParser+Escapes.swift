import GraphModel

extension RegexParser {
  /// An escape outside of a character class.
  mutating func escape() throws(Diagnostic) -> RegexNode {
    let start = position
    guard let letter = peek(1) else { throw .regex("the pattern ends with a backslash", at: start) }
    switch letter {
    case "b":
      position += 2
      if peek == "{" {
        throw .unsupportedRegex("a boundary of text", at: start, hint: "Use \\b")
      }
      return .assertion(.wordBoundary)
    case "B":
      position += 2
      return .assertion(.noWordBoundary)
    case "A":
      position += 2
      return .assertion(.textStart)
    case "z", "Z":
      position += 2
      return .assertion(.textEnd)
    case "R":
      position += 2
      return .choice([
        .sequence([.set(.carriageReturn), .set(.lineFeed)]), .set(.verticalSpace),
      ])
    case "1"..."9", "k":
      throw .unsupportedRegex(
        "a reference back to a group", at: start, hint: "Write out what the group may match")
    case "G", "X":
      throw .unsupportedRegex(
        "the escape \\\(letter)", at: start, hint: "Use \\b, \\R or a character class")
    default: break
    }
    if let set = try classEscape() { return .set(set) }
    return literal(try characterEscape())
  }

  /// `\d` and its fellows, or nil, with nothing taken, where the escape is another one.
  mutating func classEscape() throws(Diagnostic) -> ScalarSet? {
    let set: ScalarSet
    switch peek(1) {
    case "d": set = .digit
    case "D": set = ScalarSet.digit.inverted
    case "w": set = .word
    case "W": set = ScalarSet.word.inverted
    case "s": set = .space
    case "S": set = ScalarSet.space.inverted
    case "h": set = .horizontalSpace
    case "H": set = ScalarSet.horizontalSpace.inverted
    case "v": set = .verticalSpace
    case "V": set = ScalarSet.verticalSpace.inverted
    case "p", "P": return try property()
    default: return nil
    }
    position += 2
    return set
  }

  // property = ("\p" | "\P") (letter | "{" name "}")
  private mutating func property() throws(Diagnostic) -> ScalarSet {
    let start = position
    let isInverted = peek(1) == "P"
    position += 2
    var name = String.UnicodeScalarView()
    if take("{") {
      while let next = peek, next != "}" {
        name.append(next)
        position += 1
      }
      guard take("}") else { throw .regex("the property is not closed", at: start) }
    } else if let letter = peek {
      name.append(letter)
      position += 1
    }
    guard let set = ScalarSet(property: String(name)) else {
      throw .unsupportedRegex(
        "the property '\(String(name))'", at: start,
        hint: "Supported are general categories such as \\p{L}, and \\p{IsAlphabetic}, \\p{Alpha}")
    }
    let all = folded(set)
    return isInverted ? all.inverted : all
  }

  /// An escape that stands for one character.
  mutating func characterEscape() throws(Diagnostic) -> Unicode.Scalar {
    let start = position
    guard let letter = peek(1) else { throw .regex("the pattern ends with a backslash", at: start) }
    position += 2
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "a": return "\u{7}"
    case "e": return "\u{1B}"
    case "0": return try code(radix: 8, digits: 1...3, at: start)
    case "u": return try unicodeEscape(at: start)
    case "x":
      guard take("{") else { return try code(radix: 16, digits: 2...2, at: start) }
      let scalar = try code(radix: 16, digits: 1...6, at: start)
      guard take("}") else { throw .regex("the code point is not closed", at: start) }
      return scalar
    case "c":
      guard let control = peek, control.isASCII, let scalar = Unicode.Scalar(control.value ^ 64)
      else { throw .regex("\\c needs a character", at: start) }
      position += 1
      return scalar
    default:
      guard !(letter.isASCII && letter.properties.isAlphabetic) else {
        throw .regex(
          "\\\(letter) means nothing", at: start,
          hint: "In a query's text a backslash is written twice, as in '\\\\d'")
      }
      return letter
    }
  }

  /// Four hexadecimal digits, or two such escapes that are a pair of surrogates.
  private mutating func unicodeEscape(at start: Int) throws(Diagnostic) -> Unicode.Scalar {
    let high = try value(radix: 16, digits: 4...4, at: start)
    if high >= 0xD800, high < 0xDC00, take("\\u") {
      let low = try value(radix: 16, digits: 4...4, at: start)
      if low >= 0xDC00, low < 0xE000,
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    guard let scalar = Unicode.Scalar(high) else {
      throw .regex("a surrogate stands alone", at: start)
    }
    return scalar
  }

  private mutating func code(
    radix: UInt32, digits: ClosedRange<Int>, at start: Int
  ) throws(Diagnostic) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(try value(radix: radix, digits: digits, at: start)) else {
      throw .regex("there is no such code point", at: start)
    }
    return scalar
  }

  private mutating func value(
    radix: UInt32, digits: ClosedRange<Int>, at start: Int
  ) throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < digits.upperBound, let next = peek, next.isASCII,
      let digit = Character(next).hexDigitValue, digit < radix
    {
      value = value * radix + UInt32(digit)
      count += 1
      position += 1
    }
    guard digits.contains(count) else {
      throw .regex("the code of a character needs more digits", at: start)
    }
    return value
  }
}
