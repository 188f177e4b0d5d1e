/// A table whose cells any number of blanks part, as R's `write.table` and statistics programs print them.
///
/// A cell with blanks in it stands in quotes, whose quotes have a backslash before them or are doubled. Where
/// the header has one name fewer than the rows have cells, the first column is the names of rows, as R has
/// it.
///
/// - Complexity: O(*n*) in the number of bytes.
struct BlankTable {
  /// What says that blanks part cells.
  static let separator: UInt8 = 0x20

  /// The table with tabs between its cells, line by line the same.
  private(set) var bytes: [UInt8] = []
  /// What the column of the names of rows is called, where there is one.
  private(set) var nameOfRows: String?

  /// One cell, without its quotes.
  private struct Cell {
    var bytes: [UInt8]
    var isQuoted: Bool
  }

  /// - Parameter hasHeader: Whether the first line may be a header.
  init(_ source: [UInt8], hasHeader: Bool) {
    bytes.reserveCapacity(source.count + 64)
    var lines = BlankLines(source)
    var header: [Cell]?
    var count = 0
    while let line = lines.next() {
      count += 1
      guard !line.isEmpty else {
        bytes.append(0x0A)
        continue
      }
      if hasHeader, count == 1 {
        header = line
        continue
      }
      if let names = header {
        addHeader(names, over: line)
        header = nil
      }
      add(line)
    }
    if let header { add(header) }
  }

  private mutating func addHeader(_ names: [Cell], over line: [Cell]) {
    guard line.count == names.count + 1 else { return add(names) }
    let name = names.contains { $0.bytes.elementsEqual("row".utf8) } ? "row name" : "row"
    nameOfRows = name
    add([Cell(bytes: Array(name.utf8), isQuoted: false)] + names)
  }

  private mutating func add(_ line: [Cell]) {
    for (index, cell) in line.enumerated() {
      if index > 0 { bytes.append(0x09) }
      guard cell.isQuoted else {
        bytes += cell.bytes
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in cell.bytes {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(0x0A)
  }

  /// Whether the lines of a sample have one number of cells, and a column of numbers, a cell in quotes, or a
  /// header of links: names of two words below each other are no table.
  static func isMet(in sample: [UInt8]) -> Bool {
    var lines = BlankLines(sample)
    var rows: [[Cell]] = []
    while rows.count < 100, let line = lines.next() { if !line.isEmpty { rows.append(line) } }
    // The last line may be cut off.
    if lines.isAtEnd, rows.count > 2, sample.last != 0x0A { rows.removeLast() }
    guard rows.count > 1, rows[0].count > 1 else { return false }
    let count = rows[1].count
    guard count == rows[0].count || count == rows[0].count + 1,
      rows.dropFirst().allSatisfy({ $0.count == count })
    else { return false }
    if rows.contains(where: { $0.contains(where: \.isQuoted) }) { return true }
    let header = rows[0].map { String(decoding: $0.bytes, as: UTF8.self).lowercased() }
    if MappingGuess.namesEnds(header) { return true }
    return (0..<count).contains { column in
      rows.dropFirst().allSatisfy { row in
        let text = String(decoding: row[column].bytes, as: UTF8.self)
        return text == "NA" || Double(text) != nil
      }
    }
  }

  /// The lines of a text, each as its cells.
  private struct BlankLines {
    private let source: [UInt8]
    private var index = 0

    init(_ source: [UInt8]) { self.source = source }

    var isAtEnd: Bool { index >= source.count }

    /// Whether a byte parts cells or lines; any other, a control character too, is part of a cell.
    private static func parts(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// The next line; nil behind the last.
    mutating func next() -> [Cell]? {
      guard index < source.count else { return nil }
      var cells: [Cell] = []
      while index < source.count {
        switch source[index] {
        case 0x0A:
          index += 1
          return cells
        case 0x20, 0x09, 0x0D: index += 1
        case UInt8(ascii: "\""): cells.append(quoted())
        default:
          let start = index
          while index < source.count, !Self.parts(source[index]) { index += 1 }
          let bytes = Array(source[start..<index])
          // A quote within is a character, which a cell of CSV doubles.
          cells.append(Cell(bytes: bytes, isQuoted: bytes.contains(UInt8(ascii: "\""))))
        }
      }
      return cells
    }

    private mutating func quoted() -> Cell {
      index += 1
      var bytes: [UInt8] = []
      while index < source.count {
        let byte = source[index]
        let next = index + 1 < source.count ? source[index + 1] : 0
        if byte == UInt8(ascii: "\\"), next == UInt8(ascii: "\"") || next == byte {
          bytes.append(next)
          index += 2
        } else if byte == UInt8(ascii: "\""), next == byte {
          bytes.append(byte)
          index += 2
        } else if byte == UInt8(ascii: "\"") {
          index += 1
          break
        } else {
          bytes.append(byte)
          index += 1
        }
      }
      return Cell(bytes: bytes, isQuoted: true)
    }
  }
}
