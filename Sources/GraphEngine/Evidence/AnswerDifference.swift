import GraphModel

/// What of an answer is lost, new or changed against another.
struct AnswerDifference {
  /// One change: a row of the procedure, without what was left out.
  struct Change {
    var key: MapValue
    var kind: String
    var column: String?
    var before: Value
    var after: Value

    /// Whether a number has changed its sign; one that has become 0 has not.
    var signFlips: Bool {
      guard let a = before.sign, let b = after.sign else { return false }
      return a * b < 0
    }

    /// The values of the columns after the first.
    var values: [Value] {
      [
        .map(key), .string(kind), column.map { .string($0) } ?? .null, before, after,
        .boolean(signFlips),
      ]
    }
  }

  let columns: [String]
  /// The places of the columns by which rows are matched.
  let keys: [Int]
  private let others: [Int]

  init(columns: [String], keys: [Int]) {
    self.columns = columns
    self.keys = keys
    others = columns.indices.filter { !keys.contains($0) }
  }

  /// Whether rows are matched by all of their columns, so that none can change.
  var matchesWhole: Bool { others.isEmpty }

  func lost(_ row: [Value]) -> Change {
    Change(key: key(of: row), kind: "lost", before: rest(of: row), after: .null)
  }

  func new(_ row: [Value]) -> Change {
    Change(key: key(of: row), kind: "new", before: .null, after: rest(of: row))
  }

  /// A change for each column in which two rows of one key differ.
  ///
  /// - Parameter key: The key of both, where it is known.
  func changed(_ before: [Value], _ after: [Value], key: MapValue? = nil) -> [Change] {
    others.filter { before[$0] != after[$0] }.map { column in
      Change(
        key: key ?? self.key(of: before), kind: "changed", column: columns[column],
        before: before[column],
        after: after[column])
    }
  }

  private func key(of row: [Value]) -> MapValue {
    MapValue(keys.map { (Text(columns[$0]), row[$0]) })
  }

  /// What a row has beside its key.
  private func rest(of row: [Value]) -> Value {
    others.isEmpty ? .null : .map(MapValue(others.map { (Text(columns[$0]), row[$0]) }))
  }

  /// The changes from one answer to another, in the order of the first; new rows come last.
  ///
  /// Where several rows have one key, equal ones are matched first and the rest in order.
  ///
  /// - Complexity: O(rows).
  func changes(from before: [[Value]], to after: [[Value]]) -> [Change] {
    var equal: [[Value]: Int] = [:]
    for row in after { equal[row, default: 0] += 1 }
    var left: [[Value]] = []
    for row in before {
      if let count = equal[row], count > 0 { equal[row] = count - 1 } else { left.append(row) }
    }
    var added: [[Value]] = []
    for row in after.reversed() {
      guard let count = equal[row], count > 0 else { continue }
      equal[row] = count - 1
      added.append(row)
    }
    added.reverse()
    var byKey: [[Value]: [Int]] = [:]
    for index in added.indices.reversed() {
      byKey[keys.map { added[index][$0] }, default: []].append(index)
    }
    var matched: Set<Int> = []
    var changes: [Change] = []
    for row in left {
      if let index = byKey[keys.map { row[$0] }]?.popLast() {
        matched.insert(index)
        changes += changed(row, added[index])
      } else {
        changes.append(lost(row))
      }
    }
    return changes + added.indices.filter { !matched.contains($0) }.map { new(added[$0]) }
  }
}

extension Value {
  /// -1, 0 or 1 of a number; nil of anything else.
  fileprivate var sign: Int? {
    switch self {
    case .integer(let integer): integer.signum()
    case .float(let float): float > 0 ? 1 : (float < 0 ? -1 : 0)
    default: nil
    }
  }
}
