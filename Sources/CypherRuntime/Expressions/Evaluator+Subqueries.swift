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
    let basis = context.basis
    if subquery.isSteady {
      let value = try apart { try answerOnce(subquery, plan, at: span) }
      if let basis, let handle = context.answerBases[span] {
        rows.forEach { basis.multiply($0, by: handle) }
      }
      return .constant(value)
    }
    return try apart {
      var found = basis == nil ? nil : FoundRows(subquery.kind)
      let column = try answer(subquery, plan, batch, rows, &found)
      if let basis, let annotation = context.annotation, let found {
        let handles = found.handles(rows.selectedCount, annotation)
        var next = 0
        rows.forEach { row in
          basis.multiply(row, by: handles[next])
          next += 1
        }
      }
      return column
    }
  }

  /// What stands beside the rows that a subquery finds, by the row that it is asked for.
  private struct FoundRows {
    private var sums: GroupAnnotations
    private var isFound: [Bool] = []

    /// A row rests on any of the matches that EXISTS finds, and on all that are counted or collected.
    init(_ kind: BoundExpression.SubqueryExpression.Kind) {
      if case .exists = kind { sums = .init(.either) } else { sums = .init(.group) }
    }

    mutating func add(_ inner: Batch, rows count: Int, _ context: ExecutionContext) throws {
      guard let annotation = context.annotation else { return }
      isFound += [Bool](repeating: false, count: max(0, count - isFound.count))
      let ordinals = inner.ordinals ?? [Int32](repeating: 0, count: inner.count)
      inner.rows.forEach { isFound[Int(ordinals[$0])] = true }
      try sums.add(inner, groups: ordinals, count: count, annotation, context)
    }

    /// By row; where nothing was found, that is what the value rests on.
    func handles(_ count: Int, _ annotation: any Annotation) -> [AnnotationHandle] {
      var sums = sums
      sums.grow(to: count)
      return zip(0..<count, sums.handles(0..<count, annotation)).map { row, handle in
        row < isFound.count && isFound[row] ? handle : annotation.absence
      }
    }
  }

  private func answer(
    _ subquery: BoundExpression.SubqueryExpression, _ plan: Pipeline, _ batch: Batch,
    _ rows: Selection, _ resting: inout FoundRows?
  ) throws -> Column {
    let running = RunningPlan(plan, context: context)
    var outer = batch
    outer.selection = rows.indices
    let (argument, owners) = outer.asArgument(keeping: subquery.imports)
    running.argument?.set(argument, ordinalCount: argument.count)
    switch subquery.kind {
    case .exists:
      var found = [Bool](repeating: false, count: batch.count)
      while let inner = try running.root.next() {
        try resting?.add(inner, rows: owners.count, context)
        inner.rows.forEach { found[Int(owners[Int(inner.ordinals?[$0] ?? 0)])] = true }
      }
      return booleans(batch, rows) { found[$0] }
    case .count:
      var counts = [UInt64](repeating: 0, count: batch.count)
      while let inner = try running.root.next() {
        try resting?.add(inner, rows: owners.count, context)
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
        try resting?.add(inner, rows: owners.count, context)
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
    // Nobody may ask what this answer rests on, and the next who reads it may.
    var resting = context.annotation == nil ? nil : FoundRows(subquery.kind)
    let answer: Value
    switch subquery.kind {
    case .exists:
      var isThere = false
      while let inner = try root.next() {
        isThere = true
        if resting == nil { break }
        try resting?.add(inner, rows: 1, context)
      }
      answer = .boolean(isThere)
    case .count:
      var total: UInt64 = 0
      if resting == nil {
        total = try root.total()
      } else {
        while let inner = try root.next() {
          try resting?.add(inner, rows: 1, context)
          total = try sum(total, try inner.total())
        }
      }
      guard let count = Int(exactly: total) else { throw Diagnostic.countOverflow }
      answer = .integer(count)
    case .collect(let slot):
      var list: [Value] = []
      while let inner = try root.next() {
        try resting?.add(inner, rows: 1, context)
        try forEachValue(of: slot, in: inner) { list.append($1) }
      }
      answer = .list(list)
      // The answer is kept for as long as the query runs.
      _ = try context.hold(answer)
    }
    if let annotation = context.annotation, let resting {
      context.answerBases[span] = resting.handles(1, annotation)[0]
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
