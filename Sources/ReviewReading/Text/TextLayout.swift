/// What of a text is read, and in which order: its lines without running heads, numbers of pages and blank
/// lines, columns one after the other.
struct TextLayout {
  /// A line, or the part of one that stands in a column.
  struct Piece {
    /// Its place, without blanks around it.
    var range: Range<Int>
    /// The line, from 0.
    var line: Int
    /// Whether it is a row of a table.
    var isTable = false
    /// Whether blank lines, or the end of a page, stand before it.
    var isApart = false
    /// Whether something was left out before it: a running head, a number of a page.
    var followsFurniture = false
  }

  /// A line that is no part of what is said.
  struct Furniture {
    var range: Range<Int>
    var line: Int
  }

  private(set) var pieces: [Piece] = []
  private(set) var furniture: [Furniture] = []
  /// The offset at which each page begins.
  private(set) var pageStarts: [Int] = [0]
  /// The running heads that were found, as they stand.
  private(set) var runningHeads: [String] = []

  /// The page, from 1, of an offset.
  func page(of offset: Int) -> Int {
    var low = 0
    var high = pageStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pageStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The layout of a text.
  ///
  /// - Complexity: O(*n*) in the length of the text, but for the likeness of lines at the edges of pages to the
  ///   few running heads.
  init(_ text: ReportText, profile: ReviewProfile) {
    let lines = (0..<text.lineCount).map { text.content(ofLine: $0) }
    findPages(text, lines, profile.pageBreak)
    let heads = RunningHeads(text, lines, pageStarts, known: profile.runningHeads)
    runningHeads = heads.found
    for (index, range) in lines.enumerated() where heads.isFurniture[index] {
      furniture.append(Furniture(range: range, line: index))
    }
    let columns = ColumnSplit(text, lines, pageStarts)
    place(text, lines, heads.isFurniture, columns)
  }

  private mutating func findPages(
    _ text: ReportText, _ lines: [Range<Int>], _ mark: ReviewProfile.PageBreak
  ) {
    if mark != .leadingSpace {
      for index in text.scalars.indices.dropFirst() where text.scalars[index] == "\u{C}" {
        pageStarts.append(index)
      }
    }
    guard mark == .leadingSpace || (mark == .guessed && pageStarts.count == 1) else { return }
    var single: [Int] = []
    var deeper = 0
    for (index, range) in lines.enumerated() where !range.isEmpty {
      let indent = range.lowerBound - text.lineStarts[index]
      if indent == 1, text.scalars[range.lowerBound - 1] == " " { single.append(index) }
      if indent > 1 { deeper += 1 }
    }
    guard mark == .leadingSpace || (single.count >= 3 && deeper * 4 <= single.count) else { return }
    for index in single where text.lineStarts[index] > 0 {
      pageStarts.append(text.lineStarts[index])
    }
  }

  private mutating func place(
    _ text: ReportText, _ lines: [Range<Int>], _ isFurniture: [Bool], _ columns: ColumnSplit
  ) {
    let tables = TableRows(text, lines)
    var isApart = true
    var follows = false
    var page = 1
    for step in columns.order(lines.count) {
      let whole = lines[step.line]
      if step.line < isFurniture.count, isFurniture[step.line] {
        follows = true
        continue
      }
      let range = step.part.map { $0.clamped(to: whole) } ?? whole
      if range.isEmpty {
        if whole.isEmpty { isApart = true }
        continue
      }
      let here = self.page(of: range.lowerBound)
      if here != page {
        follows = true
        // A sentence may go on over the page; a heading or a new sentence does not.
        if !text.scalars[range.lowerBound].isSmall { isApart = true }
      }
      page = here
      var piece = Piece(range: range, line: step.line)
      piece.isTable =
        step.part == nil ? tables.isRow[step.line] : TableRows.gaps(in: text.scalars[range]) >= 2
      piece.isApart = isApart
      piece.followsFurniture = follows
      pieces.append(piece)
      isApart = false
      follows = false
    }
  }
}

/// Rows of tables: lines of cells with gaps or bars between them.
struct TableRows {
  private(set) var isRow: [Bool]

  init(_ text: ReportText, _ lines: [Range<Int>]) {
    let gaps = lines.map { Self.gaps(in: text.scalars[$0]) }
    isRow = gaps.map { $0 >= 2 }
    // One gap is a row only beside another.
    for index in gaps.indices where gaps[index] == 1 {
      let before = index > 0 && gaps[index - 1] >= 2
      let after = index + 1 < gaps.count && gaps[index + 1] >= 2
      if before || after { isRow[index] = true }
    }
  }

  static func gaps(in line: ArraySlice<Unicode.Scalar>) -> Int {
    var gaps = 0
    var blanks = 0
    for (offset, scalar) in line.enumerated() {
      switch scalar {
      case "\t": blanks += 3
      case " ", "\u{A0}": blanks += 1
      case "|", "¦":
        // A bar that stands for an I begins a line, or stands among letters.
        if blanks > 0, offset > 1 { gaps += 1 }
        blanks = 0
      default:
        if blanks >= 3 { gaps += 1 }
        blanks = 0
      }
    }
    // Cells are short: a page, or a whole text, in one line is prose in which there are gaps too.
    return line.count > (gaps + 1) * 120 ? 0 : gaps
  }
}
