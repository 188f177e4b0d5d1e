import PluginKit

/// Text within XML.
public enum XMLText {
  /// Whether XML 1.0 can hold every character of `text`: not control characters but tab and ends of
  /// lines, nor U+FFFE and U+FFFF.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public static func holds(_ text: String) -> Bool {
    for byte in text.utf8 where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
      return false
    }
    return !text.unicodeScalars.contains { $0.value == 0xFFFE || $0.value == 0xFFFF }
  }

  /// `text` with U+FFFD for each character that XML cannot hold.
  public static func replaced(_ text: String) -> String {
    guard !holds(text) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isForbidden($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r"
      || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }

  /// `text` as it may stand in an element or a quoted attribute; what XML cannot hold is U+FFFD.
  ///
  /// Ends of lines and tabs are written by their numbers, as a reader would change them otherwise.
  public static func escaped(_ text: String) -> String {
    let special: (UInt8) -> Bool = { byte in
      byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF
    }
    guard text.utf8.contains(where: special) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t": result += "&#9;"
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      default:
        result.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}

extension ExportReport {
  /// Counts a relationship type that XML cannot hold as it is.
  public mutating func noteReplaced(in type: String, example: @autoclosure () -> String) {
    if !XMLText.holds(type) {
      noteLoss("control characters in relationship types replaced", example: example())
    }
  }
}
