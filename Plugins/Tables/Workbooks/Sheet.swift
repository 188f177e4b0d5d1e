import GraphModel
import PluginKit

/// A cell of a sheet: what it shows, or why it shows nothing.
enum SheetCell {
  case blank
  case text(String)
  /// A number, date, time or boolean.
  case value(Value)
  /// An error that a formula left, such as `#DIV/0!`.
  case fault(String)

  var isBlank: Bool { if case .blank = self { true } else { false } }

  /// What a mapping compares with: the text, or the value as text.
  var text: String {
    switch self {
    case .blank: ""
    case .text(let text), .fault(let text): text
    case .value(let value): value.cellText
    }
  }
}

/// A sheet of a workbook.
struct Sheet: TableSource {
  let name: String
  private(set) var cells: [[SheetCell]] = []
  private var count = 0
  /// The most cells of a sheet.
  static let limit = 20_000_000

  init(_ name: String) { self.name = name }

  var isWhole: Bool { true }

  func rows() -> SheetRows { SheetRows(self) }

  /// Puts a cell into its place, both counted from 0; cells before it are blank.
  ///
  /// - Throws: `ImportError` where there are too many cells.
  mutating func set(_ row: Int, _ column: Int, _ cell: SheetCell) throws(ImportError) {
    guard row < 1 << 21, column < 1 << 15 else {
      throw ImportError(
        "A cell stands beyond what a sheet holds", at: SourcePlace(name, line: row + 1))
    }
    while cells.count <= row { cells.append([]) }
    count += max(0, column + 1 - cells[row].count)
    guard count <= Self.limit else {
      throw ImportError(
        "The sheet has more than \(Self.limit) cells", in: name,
        hint: "Save it as CSV, which is read row by row")
    }
    while cells[row].count <= column { cells[row].append(.blank) }
    cells[row][column] = cell
  }

  func cell(_ row: Int, _ column: Int) -> SheetCell {
    row < cells.count && column < cells[row].count ? cells[row][column] : .blank
  }

  /// Gives each row of an area that is merged the value of its first cell.
  mutating func fillDown(_ rows: ClosedRange<Int>, _ column: Int) throws(ImportError) {
    let first = cell(rows.lowerBound, column)
    guard !first.isBlank else { return }
    for row in rows.lowerBound..<min(rows.upperBound + 1, cells.count) {
      if cell(row, column).isBlank { try set(row, column, first) }
    }
  }
}

/// The rows of a sheet.
final class SheetRows: TableRows {
  static let isRagged = true
  static let isTyped = true
  private let sheet: Sheet
  private var row = -1
  private var current: [SheetCell] = []

  init(_ sheet: Sheet) { self.sheet = sheet }

  var count: Int { current.count }
  var place: SourcePlace { SourcePlace(sheet.name, line: line) }
  var line: Int { row + 1 }
  var rowText: String { current.map(\.text).joined(separator: "\t") }

  func next() -> Bool {
    guard row + 1 < sheet.cells.count else { return false }
    row += 1
    current = sheet.cells[row]
    return true
  }

  func recover() {}

  func withBytes<R>(
    of column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    var text = current[column].text
    return try text.withUTF8(body)
  }

  func native(_ column: Int) -> Value? {
    if column < current.count, case .value(let value) = current[column] { value } else { nil }
  }

  func fault(_ column: Int) -> String? {
    if case .fault(let text) = current[column] { text } else { nil }
  }

  func place(of column: Int) -> SourcePlace {
    SourcePlace(sheet.name, line: row + 1, column: column + 1)
  }
}
