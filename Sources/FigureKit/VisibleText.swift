/// Text from anywhere as it may be drawn: every character is seen, and none acts.
///
/// Control characters are not allowed in XML and hide in terminals; those that turn the direction of
/// writing can make a text say another thing than it does (Boucher and Anderson, "Trojan Source",
/// 2021). Both are shown instead of being obeyed.
public enum VisibleText {
  /// `text` with a picture or the number of each character that cannot be seen.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { picture(of: $0) != nil }) else { return text }
    return text.unicodeScalars.map { picture(of: $0) ?? String($0) }.joined()
  }

  /// The same, but for tabs and ends of lines, which stay as they are.
  public static func ofLines(_ text: String) -> String {
    let isKept: (Unicode.Scalar) -> Bool = { $0 == "\n" || $0 == "\r" || $0 == "\t" }
    guard text.unicodeScalars.contains(where: { !isKept($0) && picture(of: $0) != nil }) else {
      return text
    }
    return text.unicodeScalars.map { scalar in
      isKept(scalar) ? String(scalar) : picture(of: scalar) ?? String(scalar)
    }.joined()
  }

  /// One character, the same way.
  public static func of(_ character: Character) -> String { of(String(character)) }

  /// What stands for a character that cannot be seen or would act; nil for all others.
  public static func picture(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map(String.init) ?? ""
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB:
      "⟨U+\(hexadecimal(scalar.value))⟩"
    case 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: nil
    }
  }

  private static func hexadecimal(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
