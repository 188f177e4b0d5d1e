/// Text as a terminal shows it: how wide it is, and what of it is safe to show.
///
/// Widths follow Unicode's *East Asian Width* (UAX #11): wide and fullwidth characters and emoji
/// take two columns, combining marks and invisible format characters none.
public enum DisplayText {
  /// The number of columns that `text` takes.
  ///
  /// - Complexity: O(*n*); for ASCII without a look at Unicode's tables.
  public static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// The number of columns that one grapheme cluster takes.
  ///
  /// A cluster that asks for emoji presentation, is a flag or is joined from several emoji takes
  /// two; any other as much as its parts.
  public static func width(of character: Character) -> Int {
    var sum = 0
    var isEmoji = false
    for scalar in character.unicodeScalars {
      sum += width(of: scalar)
      let value = scalar.value
      // Variation selector 16, the joiner after an emoji, regional indicators, skin tones.
      if value == 0xFE0F || (0x1F1E6...0x1F1FF).contains(value) { isEmoji = true }
      if value == 0x200D || (0x1F3FB...0x1F3FF).contains(value) { isEmoji = isEmoji || sum >= 2 }
    }
    return isEmoji ? 2 : sum
  }

  /// `text` on one line and without characters that a terminal obeys.
  ///
  /// A line end becomes `↵`, what is not ``isSafe(_:after:)`` its escape, such as `\u001b`.
  public static func escaped(_ text: String) -> String { DisplayEscaping().escaped(text) }

  /// Whether a terminal shows `scalar` where it stands, rather than obey it or hide it.
  ///
  /// Control characters, those that reorder text and those that take no room are not safe. Joiners
  /// and tags are, where they belong to the script or the emoji before them.
  public static func isSafe(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
    if scalar.value < 0x300 {
      return scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0xAD
    }
    let properties = scalar.properties
    switch scalar.value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return true  // variation selectors
    case 0x200C, 0x200D, 0xE0020...0xE007F:
      guard let previous, previous.value >= 0x300 else { return false }
      switch previous.properties.generalCategory {
      case .otherLetter, .nonspacingMark, .spacingMark, .otherSymbol, .modifierSymbol: return true
      default: return (0xE0020...0xE007E).contains(previous.value)
      }
    default: break
    }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return false
    default: return !properties.isBidiControl && !properties.isDefaultIgnorableCodePoint
    }
  }

  /// The escape by which a character is shown: `\u001b`, `\U000e0001`.
  static func escape(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (mark, count) = scalar.value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
    return mark + String(repeating: "0", count: count - digits.utf8.count) + digits
  }

  /// The longest beginning of `text` that takes at most `limit` columns with `…` at its end; `text`
  /// itself where it fits.
  public static func cut(_ text: String, to limit: Int) -> (text: String, isCut: Bool) {
    if width(of: text) <= limit { return (text, false) }
    var taken = 0
    var result = ""
    for character in text {
      let next = width(of: character)
      if taken + next > limit - 1 { break }
      taken += next
      result.append(character)
    }
    return (limit > 0 ? result + "…" : "", true)
  }

  /// `text` in lines of at most `limit` columns: broken after the last space that fits, after `↵`, and
  /// within a word only where the word alone is too wide.
  ///
  /// Joined, the lines are the text but for the spaces at which it was broken. A character that is wider
  /// than `limit` stands alone.
  public static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    /// What of the line stands behind its last space, and how wide that is.
    var word = ""
    var wordWidth = 0
    func end(with next: String = "", width: Int = 0) {
      while line.last == " " { line.removeLast() }
      lines.append(line)
      (line, taken, word, wordWidth) = (next, width, next, width)
    }
    for character in text {
      let width = width(of: character)
      if taken + width > limit, taken > 0 {
        if character == " " {
          end()
          continue
        }
        if wordWidth < taken {
          line.removeLast(word.count)
          end(with: word, width: wordWidth)
        } else {
          end()
        }
      }
      if character == " ", line.isEmpty, !lines.isEmpty { continue }
      line.append(character)
      taken += width
      if character == " " {
        (word, wordWidth) = ("", 0)
      } else {
        word.append(character)
        wordWidth += width
      }
      if character == "↵" { end() }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    if isWide(value) { return 2 }
    // Medial vowels and final consonants of Hangul join the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  /// What is wide or fullwidth and no emoji, which the standard library knows (EastAsianWidth.txt
  /// of Unicode 16, with unassigned characters of the blocks of ideographs).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4DC0...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FF6, 0x17000...0x18D1E,
    0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x2FFFD,
    0x30000...0x3FFFD,
  ]
}

/// Escapes a text that comes in parts; see ``DisplayText/escaped(_:)``.
final class DisplayEscaping {
  private var previous: Unicode.Scalar?

  /// What stands for the next part.
  func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      previous = text.unicodeScalars.last ?? previous
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: if previous != "\r" { result.append("↵") }
      case 0x0D: result.append("↵")
      case 0x09: result.append(contentsOf: "\\t".unicodeScalars)
      default:
        if DisplayText.isSafe(scalar, after: previous) {
          result.append(scalar)
        } else {
          result.append(contentsOf: DisplayText.escape(of: scalar).unicodeScalars)
        }
      }
      previous = scalar
    }
    return String(result)
  }
}
