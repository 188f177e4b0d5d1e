/// Colours for warnings and errors on a terminal that has them.
enum NoticeColor {
  /// `text` with its head, carets and hint painted.
  static func painted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { painted(String($1), isHead: $0 == 0) }
      .joined(separator: "\n")
  }

  private static func painted(_ line: String, isHead: Bool) -> String {
    if line.hasPrefix("hint: ") { return "\u{1B}[36mhint:\u{1B}[0m" + line.dropFirst(5) }
    if line.utf8.contains(UInt8(ascii: "^")),
      line.utf8.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "^") })
    {
      return line.replacingFirst("^", with: "\u{1B}[31m^") + "\u{1B}[0m"
    }
    guard isHead else { return line }
    // The name of the kind: `SyntaxError:`, `warning:`.
    for (index, byte) in line.utf8.enumerated() where byte == UInt8(ascii: ":") {
      let head = line.prefix(index)
      guard let word = head.split(separator: " ").last else { return line }
      if word == "warning" { return paint(line, word, "33") }
      if word.hasSuffix("Error") { return paint(line, word, "31") }
    }
    return line
  }

  private static func paint(_ line: String, _ word: Substring, _ color: String) -> String {
    line.replacingFirst(String(word), with: "\u{1B}[1;\(color)m\(word)\u{1B}[0m")
  }
}
