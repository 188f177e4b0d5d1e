import GraphModel

/// A table of LaTeX, for papers: a `tabular` without packages.
///
/// What LaTeX would obey is escaped, a cell of several lines is a `\shortstack`, and columns of numbers
/// keep to the right. Null is an empty cell. Letters beyond ASCII stand as they are, which LaTeX reads as
/// UTF-8 since 2018.
///
/// Whether a column is one of numbers is told from the first 1,000 rows.
public struct LaTeXFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "latex" }
  /// What it is good for.
  public var summary: String { "A table of LaTeX, for papers" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    MarkupRowWriter(LaTeXMarkup(), output: output, layout: layout)
  }
}

private struct LaTeXMarkup: TableMarkup {
  var endOfRow: String { " \\\\\n" }

  func writeHead(_ columns: [String], areNumbers: [Bool], to out: AnswerText) throws {
    let letters = areNumbers.map { $0 ? "r" : "l" }.joined()
    try out.append("\\begin{tabular}{\(letters)}\n\\hline\n")
    try writeRow(columns.map { .string($0) }, areNumbers: areNumbers, to: out)
    try out.append(endOfRow + "\\hline\n")
  }

  func writeRow(_ row: [Value], areNumbers: [Bool], to out: AnswerText) throws {
    for (index, value) in row.enumerated() {
      if index > 0 { try out.append(" & ") }
      let isStack = value.hasLines
      if isStack { try out.append("\\shortstack[\(areNumbers[index] ? "r" : "l")]{") }
      try LaTeXEscaping().write(value, to: out)
      if isStack { try out.append("}") }
    }
  }

  func writeEnd(to out: AnswerText) throws { try out.append("\\hline\n\\end{tabular}\n") }

  func paragraph(_ text: String) -> String { "\n\(text)\n" }
}

extension Value {
  /// Whether its text has more than one line; within other values ends of lines are escaped.
  fileprivate var hasLines: Bool {
    guard case .text(let text) = self else { return false }
    return text.string.utf8.contains { $0 == 0x0A || $0 == 0x0D }
  }
}

/// Text within a cell of LaTeX.
private final class LaTeXEscaping: MarkupEscaping {
  override func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "&", "%", "$", "#", "_", "{", "}": "\\\(scalar)"
    case "\\": "\\textbackslash{}"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "|": "\\textbar{}"
    // After the end of a row it would begin an option.
    case "[": "{[}"
    // Two of them together would be one dash or quote.
    case "-" where next == "-": "-{}"
    case "`" where next == "`": "`{}"
    case "'" where next == "'": "'{}"
    case "\r": next == "\n" ? "" : "\\\\ "
    case "\n": "\\\\ "
    case "\t": " "
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): "\u{FFFD}"
    default: nil
    }
  }
}
