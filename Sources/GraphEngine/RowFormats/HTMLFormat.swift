import GraphModel

/// A table of HTML, to be put into a page.
///
/// Text is escaped, ends of lines within a cell are `<br>`, columns of numbers keep to the right, and a
/// cell has the direction of its own text. Null is an empty cell. There is no style but the alignment:
/// how a table looks is for the page to say.
///
/// Whether a column is one of numbers is told from the first 1,000 rows.
public struct HTMLFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "html" }
  /// What it is good for.
  public var summary: String { "A table of HTML, for web pages" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    MarkupRowWriter(HTMLMarkup(), output: output, layout: layout)
  }
}

private struct HTMLMarkup: TableMarkup {
  var endOfRow: String { "</tr>\n" }

  func writeHead(_ columns: [String], areNumbers: [Bool], to out: AnswerText) throws {
    try out.append("<table>\n<thead>\n<tr>")
    for (column, isOfNumbers) in zip(columns, areNumbers) {
      try out.append("<th scope=\"col\"" + Self.alignment(isOfNumbers) + ">")
      try HTMLEscaping().write(.string(column), to: out)
      try out.append("</th>")
    }
    try out.append("</tr>\n</thead>\n<tbody>\n")
  }

  func writeRow(_ row: [Value], areNumbers: [Bool], to out: AnswerText) throws {
    try out.append("<tr>")
    for (value, isOfNumbers) in zip(row, areNumbers) {
      try out.append("<td" + Self.alignment(isOfNumbers) + ">")
      try HTMLEscaping().write(value, to: out)
      try out.append("</td>")
    }
  }

  func writeEnd(to out: AnswerText) throws { try out.append("</tbody>\n</table>\n") }

  func paragraph(_ text: String) -> String { "<p>\(text)</p>\n" }

  private static func alignment(_ isOfNumbers: Bool) -> String {
    isOfNumbers ? " style=\"text-align:right\"" : " dir=\"auto\""
  }
}

/// Text within an element of HTML (HTML Living Standard, section 13.1): characters that a page may not
/// have are replaced.
private final class HTMLEscaping: MarkupEscaping {
  override func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "\r": next == "\n" ? "" : "<br>"
    case "\n": "<br>"
    case "\t": nil
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): "\u{FFFD}"
    case _ where scalar.value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: nil
    }
  }
}
