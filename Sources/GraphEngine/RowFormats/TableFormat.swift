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
  private let out: AnswerText
  private let layout: RowLayout
  private var header: [TableCell] = []
  private var pending: [[TableCell]] = []
  private var pendingBytes = 0
  private var widths: [Int] = []
  private var alignsRight: [Bool] = []
  private var isOpen = false
  private var rowCount = 0
  private var cutCount = 0

  /// How many rows are looked at together to choose widths.
  private static let chunk = 1000
  /// What is waiting is written once it has that many bytes.
  private static let mostBytes = 1 << 21
  /// A column is not made narrower than this, unless its cells are.
  private static let leastWidth = 6

  init(output: any ByteOutput, layout: RowLayout) {
    out = AnswerText(output)
    self.layout = layout
  }

  mutating func begin(_ columns: [String]) throws {
    header = columns.map { TableCell(heading: $0) }
    widths = header.map { $0.width }
  }

  mutating func write(_ row: [Value]) throws {
    if header.isEmpty { return }
    let cells = try row.map { try TableCell($0, widest: layout.width, out) }
    pending.append(cells)
    for cell in cells { pendingBytes += cell.bytesKept }
    if pending.count == TableRowWriter.chunk || pendingBytes > TableRowWriter.mostBytes {
      try writePending()
    }
  }

  mutating func end(_ summary: Summary) throws {
    if header.isEmpty { return }
    if !pending.isEmpty || rowCount == 0 { try writePending() }
    try closeBox()
    try writeCount(rowCount == 1 ? "1 row" : "\(rowCount) rows")
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    // The end of a box of long values would be as long again.
    if widths.reduce(0, +) < AnswerText.pieceSize { try closeBox() }
    try writeCount(rowCount == 1 ? "stopped after 1 row" : "stopped after \(rowCount) rows")
  }

  private mutating func writeCount(_ count: String) throws {
    try out.append(count)
    if cutCount > 0 {
      try out.append(cutCount == 1 ? ", 1 cell" : ", \(cutCount) cells")
      try out.append(" cut to fit; csv shows all")
    }
    try out.append("\n")
    try out.flush()
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
      if isOpen, fitting != widths { try closeBox() }
      if !isOpen {
        widths = fitting
        try rule("┌", "┬", "┐")
        try line(header, isHeader: true)
        try rule("├", "┼", "┤")
        isOpen = true
        try out.endRow()
      }
      for row in pending {
        try line(row, isHeader: false)
        rowCount += 1
        try out.endRow()
      }
    } else {
      try closeBox()
      for row in pending {
        rowCount += 1
        try block(row, number: rowCount)
        try out.endRow()
      }
    }
    pending.removeAll(keepingCapacity: true)
    pendingBytes = 0
    try out.flush()
  }

  private mutating func closeBox() throws {
    if isOpen { try rule("└", "┴", "┘") }
    isOpen = false
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

  private func rule(_ left: String, _ middle: String, _ right: String) throws {
    try out.append(left)
    for (column, width) in widths.enumerated() {
      if column > 0 { try out.append(middle) }
      try out.append(repeating: "─", count: width + 2)
    }
    try out.append(right + "\n")
  }

  private mutating func line(_ cells: [TableCell], isHeader: Bool) throws {
    for (column, cell) in cells.enumerated() {
      try out.append("│ ")
      let cut = cell.width <= widths[column] ? nil : cell.cut(to: widths[column])
      if cut != nil { cutCount += 1 }
      let space = max(0, widths[column] - (cut.map { DisplayText.width(of: $0) } ?? cell.width))
      let right = isHeader ? alignsRight[column] : cell.isNumber
      if right { try out.append(repeating: " ", count: space) }
      try append(cell, cut, style: isHeader ? .bold : cell.style)
      if !right { try out.append(repeating: " ", count: space) }
      try out.append(" ")
    }
    try out.append("│\n")
  }

  /// Writes what is shown of a cell: all of it, or what it was cut to.
  private func append(_ cell: TableCell, _ cut: String?, style: TextStyle) throws {
    let isStyled = layout.color && style != .plain
    if isStyled { try out.append(style) }
    if let cut { try out.append(cut) } else { try cell.write(to: out) }
    if isStyled { try out.append(.plain) }
  }

  /// A row as lines of column and value, for a terminal too narrow for a box.
  private mutating func block(_ row: [TableCell], number: Int) throws {
    let width = layout.width ?? 80
    let title = "── \(number) "
    try out.append(title)
    try out.append(repeating: "─", count: width - DisplayText.width(of: title))
    try out.append("\n")
    let longest = header.map(\.width).max() ?? 0
    let names = min(longest, max(1, width / 3))
    for (name, cell) in zip(header, row) {
      let shownName = name.width <= names ? name.text ?? "" : name.cut(to: names)
      let room = max(1, width - names - 2)
      let cut = cell.isNumber || cell.width <= room ? nil : cell.cut(to: room)
      cutCount += (name.width <= names ? 0 : 1) + (cut == nil ? 0 : 1)
      try out.append(shownName)
      try out.append(repeating: " ", count: names - DisplayText.width(of: shownName) + 2)
      try append(cell, cut, style: cell.style)
      try out.append("\n")
    }
  }
}
