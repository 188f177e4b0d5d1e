import GraphModel

/// A table in box-drawing characters, for people.
///
/// Numbers are right-aligned; null stands as `null`, the empty text as `''`, and a text that could
/// be taken for something else in quotes. On a terminal the table keeps to its width: long cells
/// are cut, which the last line says; where even that is too narrow, each row becomes a block of
/// `column  value` lines.
///
/// Column widths are those of the first 1,000 rows, fewer where they are long; where later rows need more, a new table begins,
/// so that an answer of any length takes bounded memory.
public struct TableFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "table" }
  /// What it is good for.
  public var summary: String { "A box for people to read, cut to the terminal's width" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    TableRowWriter(output: output, layout: layout)
  }
}

extension RowFormat where Self == TableFormat {
  /// A table in box-drawing characters.
  public static var table: TableFormat { TableFormat() }
}

struct TableRowWriter: RowWriter {
  private let output: any ByteOutput
  private let layout: RowLayout
  private var header: [TableCell] = []
  private var pending: [[TableCell]] = []
  private var pendingBytes = 0
  private var widths: [Int] = []
  private var alignsRight: [Bool] = []
  private var isOpen = false
  private var rowCount = 0
  private var cutCount = 0
  private var out = ""
  /// Where in ``out`` the style changes.
  private var styles: [(offset: Int, style: TextStyle)] = []

  /// How many rows are looked at together to choose widths.
  private static let chunk = 1000
  /// What is waiting is written once it has that many bytes.
  private static let mostBytes = 1 << 21
  /// A column is not made narrower than this, unless its cells are.
  private static let leastWidth = 6

  init(output: any ByteOutput, layout: RowLayout) {
    self.output = output
    self.layout = layout
  }

  mutating func begin(_ columns: [String]) throws {
    header = columns.map { TableCell(text: DisplayText.escaped($0)) }
    widths = header.map { $0.width }
  }

  mutating func write(_ row: [Value]) throws {
    if header.isEmpty { return }
    pending.append(row.map { TableCell($0) })
    for cell in pending[pending.count - 1] { pendingBytes += cell.text.utf8.count }
    if pending.count == TableRowWriter.chunk || pendingBytes > TableRowWriter.mostBytes {
      try writePending()
    }
  }

  mutating func end(_ summary: Summary) throws {
    if header.isEmpty { return }
    if !pending.isEmpty || rowCount == 0 { try writePending() }
    if isOpen { rule("└", "┴", "┘") }
    out += rowCount == 1 ? "1 row" : "\(rowCount) rows"
    if cutCount > 0 {
      out += cutCount == 1 ? ", 1 cell" : ", \(cutCount) cells"
      out += " cut to fit; csv shows all"
    }
    out += "\n"
    try flush()
  }

  private mutating func writePending() throws {
    let wanted = widthsWanted()
    if let fitting = fitted(wanted) {
      if alignsRight.isEmpty {
        alignsRight = header.indices.map { column in
          !pending.isEmpty && pending.allSatisfy { $0[column].fitsNumberColumn }
            && pending.contains { $0[column].isNumber }
        }
      }
      if isOpen, fitting != widths { rule("└", "┴", "┘") }
      if !isOpen || fitting != widths {
        widths = fitting
        rule("┌", "┬", "┐")
        line(header, isHeader: true)
        rule("├", "┼", "┤")
        isOpen = true
      }
      for row in pending {
        line(row, isHeader: false)
        if out.utf8.count >= 1 << 15 { try flush() }
      }
    } else {
      if isOpen { rule("└", "┴", "┘") }
      isOpen = false
      for (i, row) in pending.enumerated() { block(row, number: rowCount + i + 1) }
    }
    rowCount += pending.count
    pending.removeAll(keepingCapacity: true)
    pendingBytes = 0
    try flush()
  }

  private mutating func flush() throws {
    var start = out.utf8.startIndex
    for (offset, style) in styles {
      let end = out.utf8.index(out.utf8.startIndex, offsetBy: offset)
      try output.write(String(out[start..<end]))
      try output.write(style)
      start = end
    }
    try output.write(String(out[start...]))
    out.removeAll(keepingCapacity: true)
    styles.removeAll(keepingCapacity: true)
  }

  /// What the columns need to show everything; never less than before.
  private func widthsWanted() -> [Int] {
    var wanted = widths
    for (column, cell) in header.enumerated() { wanted[column] = max(wanted[column], cell.width) }
    for row in pending {
      for (column, cell) in row.enumerated() where cell.width > wanted[column] {
        wanted[column] = cell.width
      }
    }
    return wanted
  }

  /// `wanted` cut down to the terminal's width, longest columns first; nil where it is too narrow.
  ///
  /// Numbers are never cut: half a number is another number.
  private func fitted(_ wanted: [Int]) -> [Int]? {
    guard let width = layout.width else { return wanted }
    let room = width - 3 * wanted.count - 1
    if wanted.reduce(0, +) <= room { return wanted }
    var least = header.map { min($0.width, TableRowWriter.leastWidth) }
    for row in pending {
      for (column, cell) in row.enumerated() {
        let need = cell.isNumber ? cell.width : min(cell.width, TableRowWriter.leastWidth)
        least[column] = max(least[column], need)
      }
    }
    guard least.reduce(0, +) <= room else { return nil }
    // The greatest cap under which all columns fit together.
    var low = 0
    var high = room
    func capped(_ cap: Int) -> [Int] { zip(wanted, least).map { max($1, min($0, cap)) } }
    while low < high {
      let middle = (low + high + 1) / 2
      if capped(middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = capped(low)
    // What is left goes to the first columns that want it.
    var left = room - result.reduce(0, +)
    for column in result.indices where left > 0 && result[column] < wanted[column] {
      result[column] += 1
      left -= 1
    }
    return result
  }

  private mutating func rule(_ left: String, _ middle: String, _ right: String) {
    out += left
    for (column, width) in widths.enumerated() {
      if column > 0 { out += middle }
      out += String(repeating: "─", count: width + 2)
    }
    out += right + "\n"
  }

  private mutating func line(_ cells: [TableCell], isHeader: Bool) {
    for (column, cell) in cells.enumerated() {
      out += "│ "
      let (shown, isCut) =
        cell.width <= widths[column]
        ? (cell.text, false) : DisplayText.cut(cell.text, to: widths[column])
      if isCut { cutCount += 1 }
      let used = isCut ? DisplayText.width(of: shown) : cell.width
      let space = String(repeating: " ", count: max(0, widths[column] - used))
      let right = isHeader ? alignsRight[column] : cell.isNumber
      if right { out += space }
      append(shown, style: isHeader ? .bold : cell.style)
      out += right ? " " : space + " "
    }
    out += "│\n"
  }

  private mutating func append(_ text: String, style: TextStyle) {
    guard layout.color, style != .plain else {
      out += text
      return
    }
    styles.append((out.utf8.count, style))
    out += text
    styles.append((out.utf8.count, .plain))
  }

  /// A row as lines of column and value, for a terminal too narrow for a box.
  private mutating func block(_ row: [TableCell], number: Int) {
    let width = layout.width ?? 80
    let title = "── \(number) "
    out += title + String(repeating: "─", count: max(0, width - DisplayText.width(of: title)))
    out += "\n"
    let longest = header.map(\.width).max() ?? 0
    let names = min(longest, max(1, width / 3))
    for (name, cell) in zip(header, row) {
      let (shownName, nameCut) = DisplayText.cut(name.text, to: names)
      let room = max(1, width - names - 2)
      let (value, valueCut) =
        cell.isNumber ? (cell.text, false) : DisplayText.cut(cell.text, to: room)
      cutCount += (nameCut ? 1 : 0) + (valueCut ? 1 : 0)
      out += shownName
      out += String(repeating: " ", count: names - DisplayText.width(of: shownName) + 2)
      append(value, style: cell.style)
      out += "\n"
    }
  }
}

/// The text of one value in a table.
struct TableCell {
  let text: String
  let width: Int
  let isNumber: Bool
  let isNull: Bool

  /// How the text looks.
  var style: TextStyle { isNull ? .dim : .plain }

  /// Whether a column of such cells can be one of numbers.
  var fitsNumberColumn: Bool { isNumber || isNull }

  /// A heading.
  init(text: String) {
    self.text = text
    width = DisplayText.width(of: text)
    isNumber = false
    isNull = false
  }

  init(_ value: Value) {
    switch value {
    case .text(let text):
      self.text = TableCell.shown(text)
      isNumber = false
    case .integer, .float:
      text = value.cypherText
      isNumber = true
    default:
      text = DisplayText.escaped(value.cypherText)
      isNumber = false
    }
    isNull = value.isNull
    width = DisplayText.width(of: text)
  }

  /// A text without quotes, unless it could then be taken for nothing or for null.
  private static func shown(_ text: Text) -> String {
    let escaped = DisplayText.escaped(text.string)
    let blank = escaped.utf8.first == 0x20 || escaped.utf8.last == 0x20 || escaped.isEmpty
    return blank || escaped == "null" ? "'\(escaped)'" : escaped
  }
}
