import ExchangeKit
import GraphModel
import OfficePackages
import PluginKit

/// How a workbook is written.
struct ExcelOptions: FormatOptions {
  /// The title in the properties of the file, and the name of an answer's sheet.
  var title = ""

  static let list: [FormatOption<ExcelOptions>] = [
    .text("title", \.title, "TEXT", "The title of the file, which names the sheet of an answer")
  ]
}

/// Writes a workbook: a sheet for each kind of node and each type of relationship, or one for an answer.
struct ExcelExporter: GraphExporter, AnswerExporter {
  private let options: ExcelOptions

  init(options: ExcelOptions) { self.options = options }

  /// Writes every node and relationship of `subject`.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var workbook = ExcelWorkbookWriter(
      output, title: title ?? subject.title, description: subject.query)
    workbook.report.nodes = subject.nodeCount
    workbook.report.relationships = subject.relationshipCount
    for table in try ElementTable.tables(of: subject) {
      let name = table.title.isEmpty ? "(no label)" : table.title
      var next = 0
      try workbook.addSheets(name, table.columns) {
        guard next < table.count else { return nil }
        defer { next += 1 }
        return table.row(next)
      }
    }
    workbook.report.note(
      "Sheets are for people; as a graph they are read by a mapping, sheet by sheet, and jsonl keeps "
        + "every value")
    return try workbook.finish()
  }

  /// Writes the rows of `answer`.
  func write(_ answer: ExportedAnswer, to output: some ExportSink) throws -> ExportReport {
    let title = title ?? answer.title
    var workbook = ExcelWorkbookWriter(output, title: title, description: answer.query)
    workbook.report.rows = try workbook.addSheets(title ?? "Answer", answer.columns) {
      try answer.next()
    }
    return try workbook.finish()
  }

  private var title: String? { options.title.isEmpty ? nil : options.title }
}
