import FigureKit

/// Puts any text between the quotes of a DOT file so that Graphviz shows it as it is.
///
/// Where Graphviz gives a character a meaning depends on the attribute. A label has `\N`, `\l` and
/// the like replaced and HTML entities decoded. A tooltip has entities decoded, then backslashes
/// taken off, then `\N` replaced, so that one backslash there takes four. A string of more than
/// 16,381 bytes is a syntax error in Graphviz 2.43, wherever it stands.
enum DOTText {
  /// Which attribute the text is for.
  enum Attribute {
    case label
    case tooltip
  }

  /// The most bytes of a quoted string, with room for the mark of a cut.
  static let byteLimit = 16_000

  /// The text in quotes, and whether it had to be cut.
  static func quoted(_ text: String, for attribute: Attribute) -> (text: String, isCut: Bool) {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    var isCut = false
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if bytes.count > byteLimit {
        isCut = true
        bytes.append(contentsOf: "…".utf8)
        break
      }
      // CRLF is one line end.
      if scalar == "\n", wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = scalar == "\r"
      append(scalar, for: attribute, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\""))
    return (String(decoding: bytes, as: UTF8.self), isCut)
  }

  private static func append(
    _ scalar: Unicode.Scalar, for attribute: Attribute, to bytes: inout [UInt8]
  ) {
    switch scalar {
    case "\\": bytes.append(contentsOf: (attribute == .label ? "\\\\" : "\\\\\\\\").utf8)
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "&": bytes.append(contentsOf: "&amp;".utf8)
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": bytes.append(contentsOf: "\\n".utf8)
    case "\t": bytes.append(UInt8(ascii: " "))
    default: bytes.append(contentsOf: (VisibleText.picture(of: scalar) ?? String(scalar)).utf8)
    }
  }

  /// The text as a comment of one line.
  static func comment(_ text: String) -> String {
    let line = text.unicodeScalars.map { scalar in
      scalar.properties.isWhitespace ? " " : VisibleText.picture(of: scalar) ?? String(scalar)
    }
    return "// " + line.joined()
  }

  /// The first characters of a text, with `…` where some are left out.
  static func shortened(_ text: String, to limit: Int) -> (text: String, isCut: Bool) {
    guard let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      end < text.endIndex
    else { return (text, false) }
    return (text[..<end] + "…", true)
  }

  /// The text broken into lines of about `width` characters, at spaces where there are any.
  static func wrapped(_ text: String, at width: Int) -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var length = 0
      for (index, word) in paragraph.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        var rest = word
        var count = word.count
        if index > 0 {
          if length > 0, length + 1 + count > width {
            lines.append(line)
            (line, length) = ("", 0)
          } else {
            line += " "
            length += 1
          }
        }
        // A word that is longer than two lines has no better place to be broken.
        while count > width * 2 {
          lines.append(line + rest.prefix(width * 2))
          rest = rest.dropFirst(width * 2)
          count -= width * 2
          (line, length) = ("", 0)
        }
        line += rest
        length += count
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
