import ExchangeKit
import GraphModel
import PluginKit

/// Writes the rows of an answer as CSV (RFC 4180).
///
/// Null is an empty field and the empty text `""`. Lists, maps, nodes, relationships and paths are JSON.
struct CSVAnswerExporter: AnswerExporter {
  /// How CSV is written.
  struct Options: FormatOptions {
    /// Whether the file begins with a byte order mark.
    var bom = false
    /// What parts fields.
    var separator = Separator.comma
    /// Whether texts that a spreadsheet would run are kept from it.
    var guarding = false

    /// What parts fields.
    enum Separator: String, CaseIterable, Sendable {
      case comma
      case semicolon
      case tab

      var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: 0x09
        }
      }
    }

    static let list: [FormatOption<Options>] = [
      .flag("bom", \.bom, "Begin with a byte order mark, by which Excel knows UTF-8"),
      .choice(
        "separator", \.separator, "What parts fields; Excel of many countries wants semicolon"),
      .flag(
        "guard", \.guarding,
        "Put an apostrophe before texts that a spreadsheet would run as formulas"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes the names of the columns, then every row.
  func write(
    _ answer: ExportedAnswer, to output: some ExportSink
  ) throws -> ExportReport {
    var report = ExportReport()
    var csv = CSVWriter(delimiter: options.separator.byte)
    var cells = CSVCells(isGuarding: options.guarding)
    if options.bom { try output.write("\u{FEFF}") }
    for column in answer.columns { csv.field(cells.safe(Text(column), "the header", &report)) }
    if !answer.columns.isEmpty { csv.endRecord() }
    var count = 0
    while let row = try answer.next() {
      count += 1
      if row.isEmpty { continue }
      for (column, value) in zip(answer.columns, row) {
        switch value {
        case .null: csv.absent()
        case .text(let text): csv.field(cells.safe(text, "row \(count), \(column)", &report))
        case .list, .map, .node, .relationship, .path: csv.field(try cells.json(value))
        default: csv.field(Text(value.cypherText))
        }
      }
      csv.endRecord()
      if csv.bytes.count >= 1 << 15 {
        try output.write(csv.bytes)
        csv.removeAll()
      }
    }
    try output.write(csv.bytes)
    report.rows = count
    cells.unguarded.tell(in: &report, cure: "guard=true keeps it from that")
    return report
  }
}

/// The texts of cells.
private struct CSVCells {
  let isGuarding: Bool
  /// The texts that a spreadsheet may take for formulas.
  private(set) var unguarded = FormulaTexts()
  private var writer = JSONWriter(mode: .plain)

  init(isGuarding: Bool) { self.isGuarding = isGuarding }

  /// A text as it is, or with an apostrophe where a spreadsheet would run it (OWASP, *CSV Injection*).
  mutating func safe(
    _ text: Text, _ place: @autoclosure () -> String, _ report: inout ExportReport
  ) -> Text {
    if text.string.utf8.contains(0) {
      report.noteLoss(
        "texts with the character NUL, which no reader of CSV takes, written as U+FFFD",
        example: place())
      return safe(Text(text.string.replacing("\0", with: "\u{FFFD}")), place(), &report)
    }
    guard FormulaTexts.contain(text.string) else { return text }
    guard isGuarding else {
      unguarded.note(text)
      return text
    }
    report.noteLoss(
      "texts that begin as formulas do, which were given an apostrophe", example: place())
    return Text("'" + text.string)
  }

  mutating func json(_ value: Value) throws -> [UInt8] {
    writer.removeAll()
    try writer.write(value)
    return writer.bytes
  }
}
