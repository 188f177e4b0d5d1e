import ExchangeKit
import GraphModel
import OfficePackages
import PluginKit

/// A workbook in the making. (ECMA-376, part 1, SpreadsheetML; limits as Excel states them.)
struct ExcelWorkbookWriter {
  /// What was written, and what a workbook could not hold.
  var report = ExportReport()
  private var package: OfficePackage
  private var names = ExcelSheetNames()
  /// The sheets, and the columns and rows of each.
  private var sheets: [(name: String, columns: Int, rows: Int)] = []

  static let rowLimit = 1_048_576
  static let columnLimit = 16_384
  /// How many rows are looked at to choose the widths of columns.
  private static let sample = 1_000
  private static let namespace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

  init(_ output: some ExportSink, title: String?, description: String?) {
    package = OfficePackage(
      output, OfficePackage.DocumentProperties(title: title, description: description))
  }

  /// Adds a sheet of the rows that `next` gives, and further ones where they are too many for one.
  ///
  /// - Returns: The number of rows.
  @discardableResult
  mutating func addSheets(
    _ title: String, _ columns: [String], _ next: () throws -> [Value]?
  ) throws -> Int {
    var shown = columns
    if shown.count > Self.columnLimit {
      report.noteLoss(
        "columns beyond \(Self.columnLimit), which a sheet has",
        count: shown.count - Self.columnLimit,
        example: "\(title), \(shown[Self.columnLimit])")
      shown = Array(shown.prefix(Self.columnLimit))
    }
    var total = 0
    var waiting: [[Value]] = []
    while waiting.count < Self.sample, let row = try next() { waiting.append(row) }
    var isMore = waiting.count == Self.sample
    repeat {
      let name = names.name(for: title, &report)
      let path = "xl/worksheets/sheet\(sheets.count + 1).xml"
      let part = try package.part(path)
      let cells = ExcelCells("sheet '\(name)'")
      try part.write(OfficePackage.declaration + Self.head(shown, waiting, isFirst: sheets.isEmpty))
      try part.write(cells.header(shown, &report))
      var count = 1
      for row in waiting {
        count += 1
        try part.write(cells.row(count, row.prefix(shown.count), &report))
      }
      waiting.removeAll()
      var following: [Value]?
      while isMore {
        guard let row = try next() else {
          isMore = false
          break
        }
        if count == Self.rowLimit {
          following = row
          break
        }
        count += 1
        try part.write(cells.row(count, row.prefix(shown.count), &report))
      }
      try part.write(Self.foot(columns: shown.count, rows: count))
      try package.close(part, as: "spreadsheetml.worksheet")
      sheets.append((name, shown.count, count))
      total += count - 1
      if let following {
        waiting = [following]
        report.note(
          "'\(title)' goes on on further sheets, as one has \(Self.rowLimit) rows")
      }
    } while !waiting.isEmpty
    return total
  }

  /// Adds what holds the sheets together.
  mutating func finish() throws -> ExportReport {
    if sheets.isEmpty { try addSheets("Graph", ["node"]) { nil } }
    package.relate("", to: "xl/workbook.xml", as: "officeDocument")
    var list = ""
    var filters = ""
    for (index, sheet) in sheets.enumerated() {
      let name = XMLText.escaped(sheet.name)
      list += "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      if sheet.columns > 0 {
        // By these names Excel knows the filter of a sheet, and the row that each printed page has.
        filters +=
          "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">"
          + "'\(name.replacing("'", with: "''"))'!$A$1:"
          + "$\(ExcelCells.column(sheet.columns - 1))$\(sheet.rows)</definedName>"
          + "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">"
          + "'\(name.replacing("'", with: "''"))'!$1:$1</definedName>"
      }
      package.relate("xl/workbook.xml", to: "worksheets/sheet\(index + 1).xml", as: "worksheet")
    }
    package.relate("xl/workbook.xml", to: "styles.xml", as: "styles")
    try package.add(
      "xl/workbook.xml", as: "spreadsheetml.sheet.main",
      """
      <workbook \(Self.namespace) \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
      <sheets>\(list)</sheets>\(filters.isEmpty ? "" : "<definedNames>\(filters)</definedNames>")\
      </workbook>
      """)
    try package.add("xl/styles.xml", as: "spreadsheetml.styles", ExcelStyle.sheet)
    try package.finish()
    return report
  }

  /// What comes before the rows: a frozen header, and the widths of columns.
  private static func head(_ columns: [String], _ rows: [[Value]], isFirst: Bool) -> String {
    var text =
      "<worksheet \(namespace)><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\""
      + (isFirst ? " tabSelected=\"1\">" : ">")
      + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
      + "</sheetView></sheetViews>"
    if !columns.isEmpty {
      text += "<cols>"
      for (index, column) in columns.enumerated() {
        // The button of the filter takes room in the header.
        var width = column.count + 4
        for row in rows { width = max(width, ExcelCells.width(of: row[index]) + 2) }
        text +=
          "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(min(max(width, 8), 60))\" "
          + "customWidth=\"1\"/>"
      }
      text += "</cols>"
    }
    return text + "<sheetData>"
  }

  private static func foot(columns: Int, rows: Int) -> String {
    let filter =
      columns == 0
      ? "" : "<autoFilter ref=\"A1:\(ExcelCells.column(columns - 1))\(rows)\"/>"
    // Printed, all columns share a page, and rows go on on the next.
    return
      "</sheetData>\(filter)<pageSetup paperSize=\"9\" orientation=\"landscape\" "
      + "fitToHeight=\"0\"/></worksheet>"
  }
}

/// The names of sheets, of which Excel takes 31 characters, and no two that differ in case alone.
private struct ExcelSheetNames {
  private var taken: Set<String> = []

  mutating func name(for title: String, _ report: inout ExportReport) -> String {
    let plain = String(
      title.map { character in
        let isPlain =
          !"[]:*?/\\".contains(character)
          && character.unicodeScalars.allSatisfy { $0.value >= 0x20 && XMLText.holds(String($0)) }
        return isPlain ? character : "_"
      })
    var base = plain
    while base.hasPrefix("'") { base.removeFirst() }
    while base.hasSuffix("'") { base.removeLast() }
    if base.isEmpty || base.lowercased() == "history" { base += "_" }
    var name = Self.cut(base, to: 31)
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let suffix = " (\(number))"
      name = Self.cut(base, to: 31 - suffix.utf16.count) + suffix
      number += 1
    }
    if name != title {
      report.note("The sheet of '\(title)' is called '\(name)', as names of sheets are limited")
    }
    return name
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var text = text
    while text.utf16.count > limit { text.removeLast() }
    return text
  }
}
