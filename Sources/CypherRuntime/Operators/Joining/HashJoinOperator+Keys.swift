import CypherPlan
import GraphIndex
import GraphModel

// The keys of rows, and what becomes of those that raise an error.
extension HashJoinOperator {
  struct Keys {
    var columns: [Column]
    var hashes: JoinHashes
    /// The rows for which a key raises an error.
    var failed: [Int32] = []
    /// Where one of the keys is a list, so that a row stands in as many places as it has different
    /// elements, in one at least: the row of each place. The columns have a row a place.
    var origins: [Int32]?

    /// All places.
    var selection: Selection { Selection(indices: nil, count: hashes.words.count) }
  }

  /// The keys of all rows of `batch`, which is of the given side.
  func keys(of side: HashJoin.Key.Side, _ batch: Batch) throws -> Keys {
    var keys = Keys(columns: [], hashes: JoinHashes(count: 0))
    for key in join.keys {
      let expression = side == .outer ? key.outer : key.inner
      keys.columns.append(try value(of: expression, batch, &keys))
    }
    if let place = join.keys.firstIndex(where: { $0.list == side }) {
      try unfold(place, batch, &keys)
    }
    keys.hashes = JoinHashes(count: keys.origins?.count ?? batch.count)
    let places = keys.origins == nil ? batch.rows : keys.selection
    for column in keys.columns { try keys.hashes.add(column, places, texts, in: context) }
    keys.failed = Array(Set(keys.failed)).sorted()
    guard let origins = keys.origins else {
      for row in keys.failed { keys.hashes.exclude(Int(row)) }
      return keys
    }
    let failed = Set(keys.failed)
    if !failed.isEmpty {
      for (place, row) in origins.enumerated() where failed.contains(row) {
        keys.hashes.exclude(place)
      }
    }
    return keys
  }

  /// Gives each row a place for each different element of its list.
  private func unfold(_ list: Int, _ batch: Batch, _ keys: inout Keys) throws {
    var origins: [Int32] = []
    var elements: [Value] = []
    for row in 0..<batch.count {
      let before = elements.count
      switch keys.columns[list].value(row, view) {
      case .list(let values):
        var seen: Set<Value> = []
        for value in values where Value.equals(value, value) == true {
          if values.count == 1 || seen.insert(value).inserted { elements.append(value) }
        }
        try context.tick(values.count)
      case .null: break
      default:
        // What is no list raises an error, where it is asked.
        keys.failed.append(Int32(row))
      }
      // Conditions of a pair may have to be asked of a row that finds nothing.
      if elements.count == before { elements.append(.null) }
      origins.append(contentsOf: repeatElement(Int32(row), count: elements.count - before))
      if row & 0xFF == 0 { try context.need(elements.count * 64) }
    }
    try context.need(elements.count * 64)
    for place in keys.columns.indices where place != list {
      keys.columns[place] = keys.columns[place].gathered(origins)
    }
    keys.columns[list] = .values(elements)
    keys.origins = origins
  }

  /// The values of a key; where that raises an error, row by row.
  private func value(
    of expression: BoundExpression, _ batch: Batch, _ keys: inout Keys
  ) throws -> Column {
    do {
      return try evaluator.evaluate(expression, batch)
    } catch let error as Diagnostic where !join.guards.isEmpty && error.isOfTheValues {
      var values = [Value](repeating: .null, count: batch.count)
      for row in 0..<Int32(batch.count) {
        do {
          let one = Selection(indices: [row], count: batch.count)
          values[Int(row)] = try evaluator.evaluate(expression, batch, one).value(Int(row), view)
        } catch let error as Diagnostic where error.isOfTheValues {
          keys.failed.append(row)
        }
        try context.tick(batch.count / 64 + 1)
      }
      return .values(values)
    }
  }

  /// Asks the conditions of pairs of which one row's key raises an error: it is raised again unless an
  /// earlier condition rules the pair out.
  func raise(
    _ rows: Batch, _ owners: [Int32], beside inner: Batch, _ others: [Int32]
  ) throws {
    for owner in owners {
      var start = 0
      while start < others.count {
        let some = Array(others[start..<min(others.count, start + batchSize)])
        start += some.count
        let batch = try pairs(
          rows, [Int32](repeating: owner, count: some.count), inner, some,
          keeping: outerKept.union(innerKept))
        var selection = batch.rows
        for predicate in join.guards where selection.selectedCount > 0 {
          selection = try evaluator.filter(predicate, batch, selection)
        }
        assert(selection.selectedCount == 0, "a key that raised an error no longer does")
        try context.tick(some.count)
      }
    }
  }
}
