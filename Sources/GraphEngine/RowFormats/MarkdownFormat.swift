import GraphModel

/// A table of Markdown, as GitHub, GitLab, Obsidian and pandoc read it.
///
/// What Markdown would take for markup is escaped, ends of lines within a cell are `<br>`, and columns
/// of numbers keep to the right. Nodes, relationships, paths, lists and maps are in Cypher's notation;
/// null is an empty cell.
///
/// Whether a column is one of numbers is told from the first 1,000 rows.
public struct MarkdownFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "markdown" }
  /// What it is good for.
  public var summary: String { "A table of Markdown, for notes, wikis and reports" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    MarkupRowWriter(MarkdownMarkup(), output: output, layout: layout)
  }
}

extension RowFormat where Self == MarkdownFormat {
  /// A table of Markdown.
  public static var markdown: MarkdownFormat { MarkdownFormat() }
}

private struct MarkdownMarkup: TableMarkup {
  var endOfRow: String { "\n" }

  func writeHead(_ columns: [String], areNumbers: [Bool], to out: AnswerText) throws {
    try writeRow(columns.map { .string($0) }, areNumbers: areNumbers, to: out)
    try out.append("\n|")
    for isOfNumbers in areNumbers { try out.append(isOfNumbers ? " ---: |" : " --- |") }
    try out.append("\n")
  }

  func writeRow(_ row: [Value], areNumbers: [Bool], to out: AnswerText) throws {
    try out.append("|")
    for value in row {
      try out.append(" ")
      try MarkdownEscaping().write(value, to: out)
      try out.append(" |")
    }
  }

  func writeEnd(to out: AnswerText) {}

  func paragraph(_ text: String) -> String { "\n\(text)\n" }
}

/// Text within a table of Markdown (GitHub Flavored Markdown 0.29, sections 4.10 and 6): on one line, so
/// that it is read as it stands.
private final class MarkdownEscaping: MarkupEscaping {
  override func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "\r": next == "\n" ? "" : "<br>"
    case "\n": "<br>"
    case "<": "&lt;"
    case "&": "&amp;"
    case "_" where Self.isWord(previous) && next.map(Self.isWord) == true: nil
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$": "\\\(scalar)"
    case "\t": "&#9;"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\u{FFFD}"
    default: nil
    }
  }

  /// Whether an underscore beside it is no emphasis.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
