extension ScreeningReader {
  /// Notes, for each number in lines of as many cells, the words of its column between it and the number above.
  mutating func readColumns(_ range: Range<Int>) {
    var above: [[Int]] = []
    var line: [Int] = []
    func cells() -> [[Int]] {
      var cells: [[Int]] = []
      for index in line {
        if let last = cells.last?.last, distance(last, index) < 3 {
          cells[cells.count - 1].append(index)
        } else {
          cells.append([index])
        }
      }
      return cells
    }
    var read: [Int: [Int]] = [:]
    func close() {
      let cells = cells()
      line = []
      guard cells.count > 1 else {
        if !cells.isEmpty { above = [] }
        return
      }
      if above.count != cells.count { above = cells.map { _ in [] } }
      for (column, cell) in cells.enumerated() {
        var label = above[column]
        var index = cell.startIndex
        while index < cell.endIndex {
          if let count = bracketed(cell[index]) {
            // A label in its own line needs no column.
            read[count.number.lowerBound] = label
            label = []
            while index < cell.endIndex, cell[index] < count.range.upperBound { index += 1 }
          } else {
            label.append(cell[index])
            index += 1
          }
        }
        above[column] = label
      }
    }
    for index in range {
      // Cells that the layout has parted are of one line still.
      if index > 0, layout.pieces[piece(index)].line != layout.pieces[piece(index - 1)].line {
        close()
      }
      if tokens[index].kind != .paragraph { line.append(index) }
    }
    close()
    columns = read
  }

  /// How many blanks of the file stand between two tokens of a line.
  private func distance(_ first: Int, _ second: Int) -> Int {
    Int(tokens.stream.offsets[tokens[second].range.lowerBound])
      - Int(tokens.stream.offsets[tokens[first].range.upperBound - 1]) - 1
  }
}
