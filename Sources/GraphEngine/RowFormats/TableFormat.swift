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
    TableRowWriter(output: output, layout: layout, frame: .box)
  }
}

extension RowFormat where Self == TableFormat {
  /// A table in box-drawing characters.
  public static var table: TableFormat { TableFormat() }
}

/// What stands around and between the cells of a table.
struct TableFrame: Sendable {
  /// Before the first cell, between two, after the last.
  var edges: (left: String, middle: String, right: String)
  /// The lines above the headings, below them, and at the end: what they begin with, what stands between
  /// two columns, and what they end with; nil for no line.
  var rules: (top: Rule?, head: Rule?, bottom: Rule?)

  typealias Rule = (left: String, middle: String, right: String)

  /// How many columns of a terminal it takes around and between the cells of a row.
  func width(of count: Int) -> Int {
    let middles = max(0, count - 1) * DisplayText.width(of: edges.middle)
    return DisplayText.width(of: edges.left + edges.right) + middles
  }

  /// Lines all around.
  static let box = TableFrame(
    edges: ("│ ", " │ ", " │"),
    rules: (("┌─", "─┬─", "─┐"), ("├─", "─┼─", "─┤"), ("└─", "─┴─", "─┘")))
  /// A line under the headings.
  static let columns = TableFrame(edges: ("", "  ", ""), rules: (nil, ("", "  ", ""), nil))
}

struct TableRowWriter: RowWriter {
  private let out: AnswerText
  private let layout: RowLayout
  private let frame: TableFrame
  private var header: [TableCell] = []
  private var pending: [[TableCell]] = []
  private var pendingBytes = 0
  private var widths: [Int] = []
  private var alignsRight: [Bool] = []
  private var isOpen = false
  private var rowCount = 0
  private var cutCount = 0
  /// Rows that are counted and not shown.
  private var hiddenCount = 0

  /// How many rows are looked at together to choose widths.
  private static let chunk = 1000
  /// What is waiting is written once it has that many bytes.
  private static let mostBytes = 1 << 21
  /// A column is not made narrower than this, unless its cells are.
  private static let leastWidth = 6
  /// Nor than this, where rows may be shown as lines instead: of cells that are cut, and of cells that go on
  /// in the next line.
  private static let leastCut = 20
  private static let leastWrapped = 12

  init(output: any ByteOutput, layout: RowLayout, frame: TableFrame) {
    out = AnswerText(output)
    self.layout = layout
    self.frame = frame
  }

  mutating func begin(_ columns: [String]) throws {
    header = columns.map { TableCell(heading: $0) }
    widths = header.map { $0.width }
  }

  mutating func write(_ row: [Value]) throws {
    if header.isEmpty { return }
    if let most = layout.mostRows, rowCount + pending.count >= most {
      hiddenCount += 1
      return
    }
    let cells = try row.map {
      try TableCell($0, widest: layout.width, null: layout.nullText, out)
    }
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
    try writeCount(layout.words.rows(rowCount + hiddenCount))
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    // The end of a box of long values would be as long again.
    if widths.reduce(0, +) < AnswerText.pieceSize { try closeBox() }
    try writeCount(layout.words.stopped(afterRows: rowCount))
  }

  private mutating func writeCount(_ count: String) throws {
    try out.append(count)
    if hiddenCount > 0 {
      try out.append(layout.words.rowsShown(rowCount, advice: layout.wholeAnswer))
    }
    if cutCount > 0 {
      try out.append(", " + layout.words.cellsCut(cutCount, advice: layout.wholeAnswer))
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
        try rule(frame.rules.top)
        try line(header, isHeader: true)
        try rule(frame.rules.head)
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
    if isOpen { try rule(frame.rules.bottom) }
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
    let room = width - frame.width(of: wanted.count)
    if wanted.reduce(0, +) <= room { return wanted }
    // Where much would be cut, or stand in narrow columns, a row is better read as lines.
    let narrowest =
      !layout.showsWideRowsAsLines
      ? TableRowWriter.leastWidth
      : layout.wraps ? TableRowWriter.leastWrapped : TableRowWriter.leastCut
    var least = header.map { min($0.width, TableRowWriter.leastWidth) }
    for row in pending {
      for (column, cell) in row.enumerated() {
        let need = cell.isNumber ? cell.width : min(cell.width, narrowest)
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

  private func rule(_ rule: TableFrame.Rule?) throws {
    guard let rule else { return }
    try out.append(rule.left)
    for (column, width) in widths.enumerated() {
      if column > 0 { try out.append(rule.middle) }
      try out.append(repeating: "─", count: width)
    }
    try out.append(rule.right + "\n")
  }

  private mutating func line(_ cells: [TableCell], isHeader: Bool) throws {
    guard layout.wraps else { return try line(cells.map { .cell($0) }, isHeader) }
    let parts = zip(cells, widths).map { cell, width in cell.wrapped(to: width) }
    for index in 0..<max(1, parts.map(\.count).max() ?? 1) {
      let line = zip(cells, parts).map { cell, parts in
        guard parts.count > 1 else { return index == 0 ? Part.cell(cell) : .text("", .plain) }
        return .text(index < parts.count ? parts[index] : "", isHeader ? .bold : cell.style)
      }
      try self.line(line, isHeader)
    }
  }

  /// What stands of a cell in one line of the terminal.
  private enum Part {
    /// All of it, cut where it has to be.
    case cell(TableCell)
    /// A line of several.
    case text(String, TextStyle)
  }

  private mutating func line(_ parts: [Part], _ isHeader: Bool) throws {
    for (column, part) in parts.enumerated() {
      try out.append(column == 0 ? frame.edges.left : frame.edges.middle)
      let isLast = column == parts.count - 1 && frame.edges.right.isEmpty
      switch part {
      case .text(let text, let style):
        try append(style) { [out] in try out.append(text) }
        if !isLast {
          let space = widths[column] - DisplayText.width(of: text)
          try out.append(repeating: " ", count: max(0, space))
        }
      case .cell(let cell):
        let cut = cell.width <= widths[column] ? nil : cell.cut(to: widths[column])
        if cut != nil { cutCount += 1 }
        let space = max(0, widths[column] - (cut.map { DisplayText.width(of: $0) } ?? cell.width))
        let right = isHeader ? alignsRight[column] : cell.isNumber
        if right { try out.append(repeating: " ", count: space) }
        try append(cell, cut, style: isHeader ? .bold : cell.style)
        if !right, !isLast { try out.append(repeating: " ", count: space) }
      }
    }
    try out.append(frame.edges.right + "\n")
  }

  /// Writes what is shown of a cell: all of it, or what it was cut to.
  private func append(_ cell: TableCell, _ cut: String?, style: TextStyle) throws {
    try append(style) { [out] in
      if let cut { try out.append(cut) } else { try cell.write(to: out) }
    }
  }

  private func append(_ style: TextStyle, _ body: () throws -> Void) throws {
    let isStyled = layout.color && style != .plain
    if isStyled { try out.append(style) }
    try body()
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
      // Lines are there to be read: nothing in them is cut that can go on.
      let goesOn = (layout.wraps || layout.showsWideRowsAsLines) && !cell.isNumber
      let lines = goesOn ? cell.wrapped(to: room) : []
      let fits = cell.isNumber || cell.width <= room || lines.count > 1
      let cut = fits ? nil : cell.cut(to: room)
      cutCount += (name.width <= names ? 0 : 1) + (cut == nil ? 0 : 1)
      try out.append(shownName)
      try out.append(repeating: " ", count: names - DisplayText.width(of: shownName) + 2)
      if lines.count > 1 {
        let margin = "\n" + String(repeating: " ", count: names + 2)
        try append(cell, lines.joined(separator: margin), style: cell.style)
      } else {
        try append(cell, cut, style: cell.style)
      }
      try out.append("\n")
    }
  }
}
