import GraphEngine
import WordCatalog

/// Styles for warnings and errors on a terminal that has them.
enum NoticeColor {
  /// Writes `text` with its head, carets and hint styled.
  static func write(_ text: String, to output: any ByteOutput) throws {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if number > 0 { try output.write("\n") }
      guard let (range, style) = styled(line, isHead: number == 0) else {
        try output.write(String(line))
        continue
      }
      try output.write(String(line[..<range.lowerBound]))
      try output.write(style)
      try output.write(String(line[range]))
      try output.write(TextStyle.plain)
      try output.write(String(line[range.upperBound...]))
    }
  }

  private static let hintMarks = Language.allCases.map { "\(Words($0).hintMark):" }
  private static let warningMarks = Language.allCases.map { Words($0).warningMark }

  /// The part of a line that looks different, and how.
  private static func styled(
    _ line: Substring, isHead: Bool
  ) -> (Range<String.Index>, TextStyle)? {
    // The engine speaks English beside whatever the shell speaks.
    for mark in hintMarks where line.hasPrefix("\(mark) ") {
      return (line.startIndex..<line.index(line.startIndex, offsetBy: mark.count), .hint)
    }
    if let caret = line.utf8.firstIndex(of: UInt8(ascii: "^")),
      line.utf8.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "^") })
    {
      return (caret..<line.endIndex, .place)
    }
    guard isHead else { return nil }
    // The name of the kind: `SyntaxError:`, `warning:`.
    for colon in line.utf8.indices where line.utf8[colon] == UInt8(ascii: ":") {
      guard let word = line[..<colon].split(separator: " ").last else { return nil }
      if warningMarks.contains(String(word)) { return (word.startIndex..<word.endIndex, .warning) }
      if word.hasSuffix("Error") { return (word.startIndex..<word.endIndex, .error) }
    }
    return nil
  }
}
