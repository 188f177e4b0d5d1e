import GraphEngine
import GraphModel
import OrderedCollections
import WordCatalog

extension CommandDescription {
  static let crosstab = CommandDescription(
    "crosstab", { $0.crosstabSummary },
    shell: ShellForm([.optional("QUERY", .cypher)], details: { words, _ in words.crosstabDetails }))
}

extension ShellCommand {
  /// Shows three columns as a table of rows, columns and cells, with totals.
  static let crosstab = ShellCommand(.crosstab) { state, argument in
    var query = LastQuery(text: argument, parameters: state.parameters, commit: nil)
    if argument.isEmpty {
      guard let last = state.lastQuery else {
        throw ShellFailure(.query, state.words.noLastAnswer)
      }
      query = last
    }
    guard try !state.graph.prepare(query.text).isUpdating else {
      throw ShellFailure(.query, state.words.noLastAnswer)
    }
    var table = Crosstab(words: state.words)
    let isShaded = state.format.name == "table" && !state.settings.isPlain
    if let kept = query.answer, let rows = kept.rows, try query.isKept(in: state.graph) {
      try table.check(kept.columns)
      for row in rows { try table.add(row[0], row[1], row[2]) }
      return [table.shown(named: kept.columns[0], isShaded: isShaded)]
    }
    let notices = argument.isEmpty ? try query.notices(in: state.graph, state.words) : []
    let rows = try state.graph.run(query.text, parameters: query.parameters)
    try table.check(rows.columns)
    while let row = try rows.next() { try table.add(row.values[0], row.values[1], row.values[2]) }
    return [table.shown(named: rows.columns[0], isShaded: isShaded)] + notices
  }
}

/// Values by row and column.
private struct Crosstab {
  let words: Words
  private var rows: OrderedSet<Value> = []
  private var columns: OrderedSet<Value> = []
  private var cells: [Place: Value] = [:]

  private struct Place: Hashable {
    var row: Int
    var column: Int
  }

  init(words: Words) { self.words = words }

  /// - Throws: ``ShellFailure`` where there are too few columns.
  func check(_ columns: [String]) throws(ShellFailure) {
    guard columns.count >= 3 else {
      throw ShellFailure(.query, words.crosstabNeedsColumns(columns.count))
    }
  }

  /// Takes in the value of a cell; null makes an empty one.
  ///
  /// - Throws: ``ShellFailure`` where a cell has several values that are no numbers.
  mutating func add(_ row: Value, _ column: Value, _ value: Value) throws(ShellFailure) {
    let place = Place(row: rows.append(row).index, column: columns.append(column).index)
    guard !value.isNull else { return }
    guard let known = cells[place] else {
      cells[place] = value
      return
    }
    guard let sum = Self.sum(known, value) else {
      throw ShellFailure(
        .query, words.crosstabCellTwice(row: Self.title(row), column: Self.title(column)))
    }
    cells[place] = sum
  }

  /// The sum of two numbers; nil of anything else.
  private static func sum(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.integer(let a), .integer(let b)):
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? .float(Double(a) + Double(b)) : .integer(sum)
    default:
      guard let a = number(a), let b = number(b) else { return nil }
      return .float(a + b)
    }
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .float(let float): float
    default: nil
    }
  }

  /// What stands above a column or before a row: of a node what a person calls it.
  private static func title(_ value: Value) -> String {
    switch value {
    case .text(let text): return text.string
    case .node(let node): return node.shownName
    default: return value.cypherText
    }
  }

  /// The table: rows in the order in which they came, each with its total, and a line of totals.
  func shown(named name: String, isShaded: Bool) -> ShellEffect {
    let greatest = cells.values.compactMap(Self.number).max() ?? 0
    var shownRows: [[Value]] = []
    var totals = [Value?](repeating: nil, count: columns.count)
    for (row, title) in rows.enumerated() {
      var line: [Value] = [.string(Self.title(title))]
      var total: Value?
      for column in columns.indices {
        let value = cells[Place(row: row, column: column)]
        line.append(cell(value, greatest, isShaded))
        guard let value, Self.number(value) != nil else { continue }
        total = total.flatMap { Self.sum($0, value) } ?? value
        totals[column] = totals[column].flatMap { Self.sum($0, value) } ?? value
      }
      shownRows.append(line + [total ?? .null])
    }
    var all: Value?
    for total in totals.compactMap(\.self) { all = all.flatMap { Self.sum($0, total) } ?? total }
    shownRows.append(
      [.string(words.totalHeading)] + totals.map { $0 ?? .null } + [all ?? .null])
    return .rows(
      columns: [name] + uniqueTitles() + [words.totalHeading], shownRows)
  }

  /// A cell, with a shade that grows with its number where people look at it.
  private func cell(_ value: Value?, _ greatest: Double, _ isShaded: Bool) -> Value {
    guard let value else { return isShaded ? "·" : .null }
    guard isShaded, let number = Self.number(value), greatest > 0, number > 0 else { return value }
    let shades: [Character] = ["░", "▒", "▓", "█"]
    let shade = shades[min(3, Int(number / greatest * 4))]
    return .string("\(shade) \(value.cypherText)")
  }

  /// The titles of the columns, told apart by numbers where two are the same.
  private func uniqueTitles() -> [String] {
    var seen: [String: Int] = [:]
    return columns.map { column in
      let title = Self.title(column)
      seen[title, default: 0] += 1
      let count = seen[title] ?? 1
      return count == 1 ? title : "\(title) (\(count))"
    }
  }
}
