/// JSON in which characters stand by their numbers that the file around it cannot hold.
///
/// What is escaped must not be ASCII but DEL: of all others JSON itself is made.
public enum JSONEscapes {
  /// JSON in which the two code points that XML has no place for are escaped.
  public static func ofNoncharacters(in json: String) -> String {
    escaped(json) { $0.value == 0xFFFE || $0.value == 0xFFFF }
  }

  /// JSON that is YAML as well: without what YAML does not take for printable, and without ends of lines
  /// that only YAML has.
  ///
  /// Source: *YAML 1.2.2*, 5.1 and 5.4; version 1.1 has the ends of lines U+0085, U+2028 and U+2029.
  public static func forYAML(_ json: String) -> String {
    escaped(json) { scalar in
      switch scalar.value {
      case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
      default: false
      }
    }
  }

  /// - Complexity: O(*n*) in the length of the text.
  private static func escaped(
    _ json: String, where isSpecial: (Unicode.Scalar) -> Bool
  ) -> String {
    guard json.unicodeScalars.contains(where: isSpecial) else { return json }
    var result = ""
    for scalar in json.unicodeScalars {
      guard isSpecial(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
    return result
  }
}
