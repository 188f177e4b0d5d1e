/// A year as a citation prints it: `2015`, `2015b`, or what a scan has made of one.
struct StatedYear: Hashable, Sendable {
  /// The year; 0 where the work has none.
  var year: Int
  /// The letter that tells works of one year apart.
  var suffix: String?
  /// Whether a digit had to be guessed.
  var isDoubtful = false
  /// Whether the letter had to be guessed.
  var isSuffixDoubtful = false
  /// What stands for a year that is not known: `n.d.`.
  var undated: String?

  static let plausible = 1700...2049

  /// The year that a token is; nil where it is none.
  init?(_ scalars: ArraySlice<Unicode.Scalar>) {
    guard (4...7).contains(scalars.count) else { return nil }
    let all = Array(scalars)
    var value = 0
    var digits = 0
    for scalar in all[..<4] {
      guard let (digit, isSure) = Self.digit(scalar) else { return nil }
      value = value * 10 + digit
      if isSure { digits += 1 }
    }
    guard digits >= 2, Self.plausible.contains(value) else { return nil }
    year = value
    isDoubtful = digits < 4
    var rest = all[4...]
    // A closing bracket that a scan has read as a letter.
    if rest.last == "J" || rest.last == "}" { rest.removeLast() }
    if rest.isEmpty { return }
    guard rest.count == 1, let sign = rest.first else { return nil }
    switch sign {
    case "a"..."f": suffix = String(sign)
    // In many typefaces a scan reads the letter a as one of these.
    case "g", "o", "q", "9", "0", "6", "4", "8", "@", "A":
      suffix = "a"
      isSuffixDoubtful = true
    case "B":
      suffix = "b"
      isSuffixDoubtful = true
    case "C":
      suffix = "c"
      isSuffixDoubtful = true
    case "h"..."m" where sign != "l" && sign != "i" && sign != "j": suffix = String(sign)
    // A sign behind the year that a scan has read as a digit.
    case "1", "2", "3", "5", "7": isDoubtful = true
    // A semicolon that a scan has read as a letter.
    case "j": break
    default: return nil
    }
  }

  /// No year, as the given words say.
  init(undated: String) {
    year = 0
    self.undated = undated
  }

  private static func digit(_ scalar: Unicode.Scalar) -> (digit: Int, isSure: Bool)? {
    if scalar.isDigit { return (Int(scalar.value) - 0x30, true) }
    switch scalar {
    case "O", "o", "Q", "D": return (0, false)
    case "l", "I", "i", "|", "!", "]", "[", "J": return (1, false)
    case "Z", "z": return (2, false)
    case "S", "s": return (5, false)
    case "b", "G": return (6, false)
    case "B": return (8, false)
    case "g", "q": return (9, false)
    default: return nil
    }
  }
}
