/// How wide characters are in Arial, Helvetica and Liberation Sans, which have the same widths.
///
/// A figure is laid out before anybody knows with which font it will be shown, so that the widths of
/// the usual one are its measure. They are those of Liberation Sans 2, in thousandths of the size.
public enum GlyphWidths {
  /// The width of a character, in thousandths of the size of the type.
  ///
  /// Marks that stand on the character before them have none. What the table does not have is as wide
  /// as a wide letter, or as the square of an ideograph, so that text is rather too short for its
  /// box than too long.
  public static func width(of scalar: Unicode.Scalar) -> Int {
    let code = Int(scalar.value)
    switch code {
    case 0x20..<0x7F: return Int(ascii[code - 0x20])
    case 0xA0..<0x180: return Int(latin[code - 0xA0])
    case 0x1E80...0x1E85: return code % 2 == 0 ? 944 : 722
    case 0x1EF2: return 667
    case 0x1EF3: return 500
    case 0x2010...0x2027: return Int(punctuation[code - 0x2010])
    case 0x370..<0x530: return 760
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isSquare(code) ? 1_250 : 800
    }
  }

  /// The width of `text` in type of the given size, in the units of the size.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public static func width(of text: some StringProtocol, size: Double, isBold: Bool = false)
    -> Double
  {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += width(of: scalar) }
    return Double(thousandths) / 1_000 * size * (isBold ? boldness : 1)
  }

  /// How much wider bold type is, at most on the average of a line.
  static let boldness = 1.1

  /// Ideographs, kana, Hangul, full-width forms, and emoji.
  private static func isSquare(_ code: Int) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// U+0020 to U+007E.
  private static let ascii: [UInt16] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
    722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334, 260, 334, 584,
  ]

  /// U+00A0 to U+017F: Latin-1 and Latin Extended-A, with the Welsh ŵ and ŷ.
  private static let latin: [UInt16] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549,
    333, 333, 333, 576, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667,
    667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778,
    778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500,
    556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556,
    556, 556, 556, 500, 556, 500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500,
    722, 500, 722, 615, 722, 556, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556,
    778, 556, 778, 556, 778, 556, 722, 556, 722, 556, 278, 278, 278, 278, 278, 278, 278, 222,
    278, 278, 735, 444, 500, 222, 667, 500, 500, 556, 222, 556, 222, 556, 292, 556, 334, 556,
    222, 722, 556, 722, 556, 722, 556, 604, 723, 556, 778, 556, 778, 556, 778, 556, 1000, 944,
    722, 333, 722, 333, 722, 333, 667, 500, 667, 500, 667, 500, 667, 500, 611, 278, 611, 375,
    611, 278, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 944, 722, 667, 500,
    667, 611, 500, 611, 500, 611, 500, 222,
  ]

  /// U+2010 to U+2027: hyphens, dashes, quotes, bullets, the ellipsis.
  private static let punctuation: [UInt16] = [
    333, 333, 800, 556, 1000, 1000, 800, 552, 222, 222, 222, 222, 333, 333, 333, 800, 556, 556, 350,
    800, 800, 800, 1000, 800,
  ]
}
