/// An encoding of text that files of reference managers and databases come in.
public enum CharacterEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, the low byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, the high byte first.
  case utf16BigEndian = "utf-16be"
  /// Western European, as Windows writes it; of ISO 8859-1 it has all letters.
  case windows1252 = "windows-1252"
  /// ISO 8859-1.
  case latin1 = "latin-1"
  /// Western European, as the Macintosh wrote it before UTF-8.
  case macRoman = "mac-roman"

  /// The name in a sentence.
  public var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .windows1252: "Windows-1252"
    case .latin1: "ISO 8859-1"
    case .macRoman: "Mac Roman"
    }
  }

  /// The encoding that an XML declaration or a person calls `name`; nil where it is not known.
  public init?(named name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "utf-16", "utf-16le", "utf16": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    case "windows-1252", "cp1252": self = .windows1252
    case "iso-8859-1", "latin-1", "latin1", "iso8859-1", "iso_8859-1": self = .latin1
    case "macintosh", "mac-roman", "macroman", "x-mac-roman": self = .macRoman
    default: return nil
    }
  }

  /// The character of a byte, in an encoding of one byte a character.
  ///
  /// What Windows-1252 leaves open is the control character of that number, as browsers read it.
  public func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    switch self {
    case .macRoman: return Self.macRomanUpper[Int(byte) - 0x80]
    case .windows1252 where byte < 0xA0: return Self.windowsUpper[Int(byte) - 0x80]
    default: return Unicode.Scalar(byte)
    }
  }

  /// The bytes 0x80 to 0x9F of Windows-1252.
  private static let windowsUpper = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  /// The bytes 0x80 to 0xFF of Mac Roman, as Apple maps them.
  private static let macRomanUpper = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ"
      + "–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars)
}

extension CharacterEncoding {
  /// The encoding of one byte a character that the bytes over 0x7F fit best: the one in which they are the
  /// likelier letters and signs, where they stand.
  ///
  /// The two have hardly a byte in common: ü of the Macintosh is Ÿ of Windows, ü of Windows is a cedilla
  /// of the Macintosh. A few letters tell.
  static func guess(_ bytes: ArraySlice<UInt8>) -> CharacterEncoding {
    var windows = 0
    var macintosh = 0
    var before: UInt8 = 0x20
    for index in bytes.indices {
      let byte = bytes[index]
      defer { before = byte }
      guard byte >= 0x80 else { continue }
      let after = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
      let context = Context(
        before: before, after: after,
        begins: !isPlainLetter(index > bytes.startIndex + 1 ? bytes[index - 2] : 0x20))
      windows += windows1252.likelihood(of: byte, context)
      macintosh += macRoman.likelihood(of: byte, context)
    }
    return macintosh > windows ? .macRoman : .windows1252
  }

  /// How likely a byte is what this encoding makes of it, between two others: more than 0 where texts have
  /// such a character there, less where they hardly do.
  private func likelihood(of byte: UInt8, _ context: Context) -> Int {
    let (scalar, before, after) = (scalar(of: byte), context.before, context.after)
    let isInWord = isLetter(before) || isLetter(after)
    switch scalar {
    case "’":
      // Ann’s, don’t, l’eau; otherwise it is hardly between letters.
      if Self.isPlainLetter(before), "stdm".utf8.contains(after) { return 3 }
      if context.begins, "ldnsjcmtLDNSJCMT".utf8.contains(before) { return 4 }
      return Self.isPlainLetter(before) ? 2 : 0
    case "“", "‘", "„", "«", "‹", "¿", "¡": return !isLetter(before) && after > 0x20 ? 4 : -1
    case "”", "»", "›", "…": return before > 0x20 && !isLetter(after) ? 4 : -1
    case "–", "—", "\u{A0}", "•": return 1
    case "©", "®", "™", "°", "±", "§", "£", "€", "µ", "×": return isInWord ? 0 : 1
    default: break
    }
    guard scalar.properties.isAlphabetic else { return isInWord ? -3 : -1 }
    guard isInWord else { return -1 }
    let isCommon = Self.commonLetters.contains(scalar)
    // A capital in the midst of small letters is none.
    if scalar.properties.isUppercase, Self.isSmall(before) { return -3 }
    if !isCommon { return scalar.properties.isUppercase ? 1 : 0 }
    return isLetter(before) && isLetter(after) ? 3 : 2
  }

  /// What stands around a byte.
  private struct Context {
    var before: UInt8
    var after: UInt8
    /// Whether the byte before begins a word.
    var begins: Bool
  }

  /// The letters beyond ASCII that the languages of both encodings are written in.
  private static let commonLetters = Set(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÛÜŒ".unicodeScalars)

  /// Whether a byte is a letter in this encoding.
  private func isLetter(_ byte: UInt8) -> Bool {
    byte < 0x80 ? Self.isPlainLetter(byte) : scalar(of: byte).properties.isAlphabetic
  }

  private static func isPlainLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || isSmall(byte)
  }

  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
