import GraphModel
import PluginKit

/// The names of a table's columns, and which rows they stand in.
struct TableHeader {
  /// One for each column, all different.
  private(set) var names: [String]
  /// The names without the headings that stand above several columns.
  private(set) var ownNames: [String]
  /// Rows above the header, and rows of it.
  var skippedRows: Int
  var headerRows: Int
  /// The cells of the header's last row, to know it again below.
  private(set) var lastRow: [String]
  /// What a person should know: names that were made up.
  private(set) var notes: [String] = []

  /// The header that stands in `rows`, the first of a table.
  init(_ rows: [[String]], skipping skipped: Int, taking taken: Int) {
    skippedRows = skipped
    headerRows = taken
    let header = rows.dropFirst(skipped).prefix(taken)
    lastRow = header.last ?? []
    let width =
      (taken == 0 ? rows.dropFirst(skipped).prefix(1) : header).map(\.count).max() ?? 0
    var joined = [String](repeating: "", count: width)
    ownNames = joined
    for (index, row) in header.enumerated() {
      // A name that spans columns stands in the first of them.
      var before = ""
      for column in 0..<width {
        var name = column < row.count ? row[column].collapsedBlanks : ""
        if name.isEmpty, index < header.count - 1 { name = before } else { before = name }
        if name.isEmpty || joined[column] == name { continue }
        ownNames[column] = name
        joined[column] += joined[column].isEmpty ? name : ": \(name)"
      }
    }
    while taken > 0, let last = joined.last, last.isEmpty,
      rows.dropFirst(skipped + taken).allSatisfy({
        $0.count < joined.count || $0[joined.count - 1].isEmpty
      })
    {
      joined.removeLast()
    }
    names = []
    var seen: Set<String> = []
    for (column, name) in joined.enumerated() {
      var unique = name.isEmpty ? "column \(column + 1)" : name
      var number = 2
      while !seen.insert(unique).inserted {
        unique = "\(name.isEmpty ? "column \(column + 1)" : name) (\(number))"
        number += 1
      }
      if unique != name, taken > 0 {
        notes.append(
          name.isEmpty
            ? "Column \(column + 1) has no name, and is called '\(unique)'"
            : "Two columns are called '\(name)'; the one at \(column + 1) is called '\(unique)'")
      }
      names.append(unique)
      if ownNames[column].isEmpty { ownNames[column] = unique }
    }
  }

  /// The column of that name: as it is written, or but for letter case and blanks.
  func position(of name: String) -> Int? {
    let wanted = name.collapsedBlanks
    if let exact = names.firstIndex(of: wanted) { return exact }
    let lower = wanted.lowercased()
    return names.firstIndex { $0.lowercased() == lower }
  }

  /// Whether a row says what the header says.
  func isRepeated(in row: some TableRows) -> Bool {
    guard lastRow.count > 1, row.count >= lastRow.count,
      row.withTrimmed(0, { $0.withoutMark.elementsEqual(lastRow[0].utf8) })
    else { return false }
    return lastRow.indices.dropFirst().allSatisfy { row.string($0) == lastRow[$0] }
  }
}

extension TableHeader {
  /// Finds the header among the first rows of a table: past lines with a title, in one row or in
  /// several whose upper ones span columns.
  init(finding rows: [[String]], _ dialect: TableDialect) {
    let filled = rows.map { row in row.count { !$0.isEmpty } }
    let width = filled.max() ?? 0
    var skipped =
      dialect.skippedRows ?? filled.firstIndex { $0 >= 2 && 2 * $0 > width } ?? filled.firstIndex {
        $0 > 0
      } ?? 0
    let found =
      dialect.skippedRows == nil && dialect.headerRows == nil
      ? Self.rowBeforeTypes(rows, from: skipped) : nil
    skipped = found ?? skipped
    var (start, taken) = (skipped, 1)
    if let stated = dialect.headerRows {
      taken = stated
    } else if skipped < rows.count {
      if dialect.skippedRows == nil, found == nil, skipped > 0, width > 2,
        Self.spans(rows[skipped - 1], over: rows[skipped])
      {
        start -= 1
        taken = 2
      } else if skipped + 2 < rows.count, Self.spans(rows[skipped], over: rows[skipped + 1]) {
        taken = 2
      }
    }
    self.init(rows, skipping: start, taking: taken)
  }

  /// The row before the first one with a number, date or boolean, where it is more of a header than the one
  /// at `start`, above which and below which there is nothing but texts: a title of several cells has gaps.
  private static func rowBeforeTypes(_ rows: [[String]], from start: Int) -> Int? {
    func isTyped(_ row: [String]) -> Bool {
      row.contains { text in
        !text.isEmpty
          && (Double(text) != nil || ["true", "false"].contains(text.lowercased())
            || text.utf8.count >= 10
              && (try? BulkType.date.value(of: Text(String(text.prefix(10))))) != nil)
      }
    }
    guard start < rows.count, !isTyped(rows[start]),
      let typed = rows.indices.first(where: { $0 > start && isTyped(rows[$0]) }), typed - 1 > start
    else { return nil }
    let (upper, lower) = (rows[start], rows[typed - 1])
    let names = lower.filter { !$0.isEmpty }
    let width = rows.map { row in row.count { !$0.isEmpty } }.max() ?? 0
    guard names.count == width, names.count > upper.count(where: { !$0.isEmpty }),
      Set(names).count == names.count
    else { return nil }
    // The row above may be of the same header.
    return typed - 2 == start && spans(upper, over: lower) ? nil : typed - 1
  }

  /// Whether a row has names that span several columns, whose own names stand below.
  private static func spans(_ upper: [String], over lower: [String]) -> Bool {
    let named = upper.indices.filter { !upper[$0].isEmpty }
    // A title stands alone in the first cell.
    guard let last = named.last, last > 0, upper.count > 2 else { return false }
    let gaps = upper.indices.filter {
      upper[$0].isEmpty && $0 > named[0] && $0 < lower.count && !lower[$0].isEmpty
    }
    // Names of columns are words, and none of them stands there twice in a row.
    let texts = lower.filter { !$0.isEmpty }
    let areNames = texts.allSatisfy { $0.contains(where: \.isLetter) } && texts.count > 1
    return !gaps.isEmpty && areNames && Set(texts).count == texts.count
  }
}
