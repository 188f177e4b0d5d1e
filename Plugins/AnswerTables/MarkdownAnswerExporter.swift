import ExchangeKit
import GraphEngine
import GraphModel
import PluginKit

/// Writes the rows of an answer as a table of Markdown, and says what such a table cannot hold and what a
/// spreadsheet would do with it.
struct MarkdownAnswerExporter: AnswerExporter {
  init(options: NoOptions) {}

  /// Writes the names of the columns, then every row.
  func write(_ answer: ExportedAnswer, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    var formulas = FormulaTexts()
    var count = 0
    func look(at text: String, _ place: @autoclosure () -> String) {
      formulas.note(Text(text))
      guard text.utf8.contains(where: Self.isReplaced) else { return }
      report.noteLoss("texts with control characters, written as U+FFFD", example: place())
    }
    for column in answer.columns { look(at: column, "the header") }
    report.rows = try answer.write(as: .markdown, to: output) { row in
      count += 1
      for (column, value) in zip(answer.columns, row) {
        if case .text(let text) = value { look(at: text.string, "row \(count), \(column)") }
      }
    }
    formulas.tell(
      in: &report, cure: "paste the table into none, or export csv with guard=true, or xlsx")
    return report
  }

  /// What ``MarkdownFormat`` has no form for.
  private static func isReplaced(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
  }
}
