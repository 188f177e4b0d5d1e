/// A text brought to the letters and digits by which two spellings of it agree.
///
/// Letters are in lower case and without diacritics (`Ŵyn` as `wyn`), Greek ones are spelled out (`β` as
/// `beta`, as databases do), digits of every form are plain (`CO₂` as `co2`), `&` is `and`, apostrophes are
/// nothing, all else parts words. Tags and entities of HTML are understood: `<i>E. coli</i> &amp; &eacute;`.
///
///     FoldedText.words("Llŷn &amp; Môn: β-blockers")  // llyn, and, mon, beta, blockers
///
/// The letter is what the name that Unicode gives a character says it is, so that there is no table of
/// letters here to be incomplete.
enum FoldedText {
  /// The words of `text`, as bytes of UTF-8.
  ///
  /// - Complexity: O(*n*).
  static func words(_ text: String) -> [[UInt8]] {
    letters(text).split(separator: space).map(Array.init)
  }

  /// The words of `text` with a blank between them.
  static func letters(_ text: String) -> [UInt8] {
    let plain = text.utf8.contains { $0 == ampersand || $0 == less } ? unmarked(text) : text
    var folded: [UInt8] = []
    folded.reserveCapacity(plain.utf8.count)
    for scalar in plain.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if isLetterOrDigit(byte) {
          folded.append(byte)
        } else if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
          folded.append(byte | 0x20)
        } else if byte == ampersand {
          folded += Array(" and ".utf8)
        } else if byte != apostrophe {
          folded.append(space)
        }
      } else if scalar.value < UInt32(table.count) {
        folded += table[Int(scalar.value)]
      } else {
        folded += fold(scalar)
      }
    }
    return folded
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static let space = UInt8(ascii: " ")
  private static let ampersand = UInt8(ascii: "&")
  private static let less = UInt8(ascii: "<")
  private static let apostrophe = UInt8(ascii: "'")

  /// What the characters of Latin and Greek are folded to, found once.
  private static let table: [[UInt8]] = (0..<0x600 as Range<UInt32>).map {
    Unicode.Scalar($0).map(fold) ?? []
  }

  /// Marks that stand within a word and are no part of it.
  private static let nothing: Set<UInt32> = [
    0xAD, 0x2BB, 0x2BC, 0x2019, 0x2018, 0x201B, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF,
  ]

  private static func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return []
    default: break
    }
    if nothing.contains(scalar.value) { return [] }
    if let value = properties.numericValue, properties.numericType != .numeric {
      return Array(String(Int(value)).utf8)
    }
    if let letter = properties.name.flatMap(letter(named:)) { return letter }
    guard properties.isAlphabetic || properties.numericValue != nil else { return [space] }
    return Array(properties.lowercaseMapping.utf8)
  }

  /// The letter that a name such as `LATIN SMALL LETTER W WITH CIRCUMFLEX` says.
  private static func letter(named name: String) -> [UInt8]? {
    var words = name.split(separator: " ").drop { $0 == "FULLWIDTH" || $0 == "MATHEMATICAL" }
    let greek = words.first == "GREEK"
    guard greek || words.first == "LATIN" else { return nil }
    words = words.dropFirst().prefix { $0 != "WITH" }
    guard words.contains("LETTER") || words.contains("LIGATURE"), let last = words.last else {
      return nil
    }
    if greek { return Array((last == "LAMDA" ? "lambda" : last.lowercased()).utf8) }
    switch words.dropFirst().joined(separator: " ").dropFirst("LETTER ".utf8.count) {
    case "SHARP S": return Array("ss".utf8)
    case "THORN": return Array("th".utf8)
    case "ETH": return Array("d".utf8)
    case "ENG": return Array("ng".utf8)
    default:
      // LETTER AE, LIGATURE OE, LETTER DOTLESS I, LETTER MIDDLE-WELSH LL.
      return last.utf8.allSatisfy { $0.isASCIICapital } && last.utf8.count <= 3
        ? Array(last.lowercased().utf8) : nil
    }
  }
}

extension UInt8 {
  fileprivate var isASCIICapital: Bool { (0x41...0x5A).contains(self) }
}

// MARK: Markup

extension FoldedText {
  /// The text without tags, and with the characters that entities stand for.
  ///
  /// A `<` that begins no tag stays: it is less than something.
  static func unmarked(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      result += rest[..<mark]
      rest = rest[mark...]
      if rest.first == "<", let end = tagEnd(rest) {
        rest = rest[end...]
      } else if rest.first == "&", let (value, end) = entity(rest) {
        result += value
        rest = rest[end...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  /// Where the tag at the start of `text` ends.
  private static func tagEnd(_ text: Substring) -> Substring.Index? {
    var name = text.dropFirst()
    if name.first == "/" { name = name.dropFirst() }
    guard let first = name.first, first.isASCII, first.isLetter,
      let end = text.prefix(80).firstIndex(of: ">")
    else { return nil }
    return text.index(after: end)
  }

  /// The characters of the entity at the start of `text`, and where it ends.
  private static func entity(_ text: Substring) -> (String, Substring.Index)? {
    guard let semicolon = text.prefix(12).firstIndex(of: ";") else { return nil }
    let name = text[text.index(after: text.startIndex)..<semicolon]
    let end = text.index(after: semicolon)
    if name.first == "#" {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let number =
        isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap { Unicode.Scalar($0) }.map { (String(Character($0)), end) }
    }
    guard !name.isEmpty, name.utf8.allSatisfy({ isLetterOrDigit($0 | 0x20) }) else { return nil }
    switch name {
    case "amp": return ("&", end)
    case "lt": return ("<", end)
    case "gt": return (">", end)
    case "szlig": return ("ß", end)
    case "AElig", "aelig", "OElig", "oelig": return (String(name.prefix(2)), end)
    case "eth", "ETH": return ("d", end)
    case "apos", "rsquo", "lsquo", "shy": return ("", end)
    default: break
    }
    // &eacute; is an e for us; &alpha; is alpha; &ndash; parts words.
    if accents.contains(where: { name.dropFirst() == $0 }) { return (String(name.prefix(1)), end) }
    return (greek.contains(name.lowercased()) ? String(name) : " ", end)
  }

  private static let accents = [
    "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron",
  ]
  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigmaf", "tau", "upsilon", "phi", "chi",
    "psi", "omega",
  ]
}
