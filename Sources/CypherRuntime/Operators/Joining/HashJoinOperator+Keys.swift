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
  }

  func keys(_ expressions: [BoundExpression], _ batch: Batch) throws -> Keys {
    var keys = Keys(columns: [], hashes: JoinHashes(count: batch.count))
    for expression in expressions {
      let column = try value(of: expression, batch, &keys)
      keys.columns.append(column)
      try keys.hashes.add(column, batch.rows, texts, in: context)
    }
    keys.failed = Array(Set(keys.failed)).sorted()
    for row in keys.failed { keys.hashes.exclude(Int(row)) }
    return keys
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
