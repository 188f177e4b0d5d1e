import CypherPlan
import GraphModel

extension Evaluator {
  /// Runs the inner plan of EXISTS, COUNT, COLLECT or a pattern comprehension once for all rows.
  func answer(
    _ subquery: BoundExpression.SubqueryExpression, at span: SourceSpan, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    // Of no row nothing is asked.
    guard let plan = subquery.plan, rows.selectedCount > 0 else { return .constant(.null) }
    if subquery.isSteady { return .constant(try answerOnce(subquery, plan, at: span)) }
    let running = RunningPlan(plan, context: context)
    var outer = batch
    outer.selection = rows.indices
    let (argument, owners) = outer.asArgument(keeping: subquery.imports)
    running.argument?.set(argument, ordinalCount: argument.count)
    switch subquery.kind {
    case .exists:
      var found = [Bool](repeating: false, count: batch.count)
      while let inner = try running.root.next() {
        inner.rows.forEach { found[Int(owners[Int(inner.ordinals?[$0] ?? 0)])] = true }
      }
      return booleans(batch, rows) { found[$0] }
    case .count:
      var counts = [UInt64](repeating: 0, count: batch.count)
      while let inner = try running.root.next() {
        try inner.rows.forEach { row in
          let owner = Int(owners[Int(inner.ordinals?[row] ?? 0)])
          counts[owner] = try sum(counts[owner], inner.times(row))
        }
      }
      return try integers(counts, batch, rows)
    case .collect(let slot):
      var lists = [[Value]](repeating: [], count: batch.count)
      let mark = context.memoryMark
      while let inner = try running.root.next() {
        try forEachValue(of: slot, in: inner) { row, value in
          lists[Int(owners[Int(inner.ordinals?[row] ?? 0)])].append(value)
        }
      }
      var result = [Value](repeating: .null, count: batch.count)
      rows.forEach { result[$0] = .list(lists[$0]) }
      context.keepValues(context.memoryMark - mark)
      return .values(result)
    }
  }

  /// Runs an inner plan that reads nothing of the row, once a query.
  private func answerOnce(
    _ subquery: BoundExpression.SubqueryExpression, _ plan: Pipeline, at span: SourceSpan
  ) throws -> Value {
    // What a statement writes may change the answer.
    if !context.isUpdating, let known = context.answers[span] { return known }
    let root = RunningPlan(plan, context: context).root
    let answer: Value
    switch subquery.kind {
    case .exists: answer = .boolean(try root.next() != nil)
    case .count:
      guard let count = Int(exactly: try root.total()) else { throw Diagnostic.countOverflow }
      answer = .integer(count)
    case .collect(let slot):
      var list: [Value] = []
      while let inner = try root.next() {
        try forEachValue(of: slot, in: inner) { list.append($1) }
      }
      answer = .list(list)
      // The answer is kept for as long as the query runs.
      _ = try context.hold(answer)
    }
    context.answers[span] = answer
    return answer
  }

  /// Calls `body` with the rows of an inner plan and their values of a slot, as often as each counts.
  private func forEachValue(
    of slot: Int, in inner: Batch, _ body: (Int, Value) -> Void
  ) throws {
    let column = inner.columns[slot] ?? .constant(.null)
    try inner.rows.forEach { row in
      let value = column.value(row, view)
      for _ in 0..<inner.times(row) {
        try context.pay(Value.grown)
        try context.pay(for: value)
        try context.tick(1)
        body(row, value)
      }
    }
  }

  private func integers(
    _ counts: [UInt64], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    var result = [Int](repeating: 0, count: batch.count)
    try rows.forEach { row in
      guard let count = Int(exactly: counts[row]) else { throw Diagnostic.countOverflow }
      result[row] = count
    }
    return .integers(result, nulls: nil)
  }
}

extension Batch {
  /// The rows that count as the rows of an inner plan, numbered from 0, and the row that each was.
  func asArgument(keeping slots: SlotSet? = nil) -> (Batch, owners: [Int32]) {
    let owners = selection ?? Array(0..<Int32(count))
    var argument = selection == nil ? self : gathered(owners, keeping: slots)
    argument.selection = nil
    argument.multiplicity = nil
    // What the inner plan finds is multiplied into the outer row's, which is not to count twice.
    argument.annotations = nil
    argument.ordinals = Array(0..<Int32(owners.count))
    return (argument, owners)
  }
}
