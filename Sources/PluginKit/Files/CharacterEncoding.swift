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
  /// The encoding of one byte a character that the bytes over 0x7F fit best.
  ///
  /// Windows has its accented letters from 0xC0 on, the Macintosh from 0x80 to 0x9F, where Windows
  /// has punctuation and a few capitals. So what counts is which of the two stands beside letters;
  /// the quotes and dashes of Windows (0x85, 0x91–0x97) are no sign of the Macintosh.
  static func guess(_ bytes: ArraySlice<UInt8>) -> CharacterEncoding {
    var windows = 0
    var macintosh = 0
    var before: UInt8 = 0x20
    for index in bytes.indices {
      let byte = bytes[index]
      defer { before = byte }
      guard byte >= 0x80 else { continue }
      let after = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
      let isInWord = isLetter(before) || isLetter(after)
      switch byte {
      case 0x81, 0x8D, 0x8F, 0x90, 0x9D: macintosh += 2
      case 0x85, 0x91...0x97: break
      case 0x80...0x9F: if isInWord { macintosh += 1 }
      // A curly apostrophe or quote of the Macintosh is a capital O in the midst of a word of Windows.
      case 0xD2...0xD5:
        if isLower(before) { macintosh += 1 } else if isInWord { windows += 1 }
      case 0xC0...0xFF: if isInWord { windows += 1 }
      default: break
      }
    }
    return macintosh > windows ? .macRoman : .windows1252
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || isLower(byte)
  }

  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
