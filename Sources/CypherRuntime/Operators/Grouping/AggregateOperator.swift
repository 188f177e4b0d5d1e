import CypherPlan
import GraphIndex
import GraphModel

/// Groups and aggregates; in an inner plan, for each outer row apart.
final class AggregateOperator: Operator {
  private let aggregation: BoundAggregation
  private let recalls: SlotSet
  private let argument: ArgumentOperator?
  private let parallel: ParallelAggregation?
  private var gathering: Gathering?
  private var position = 0

  /// - Parameter parallel: How several threads do it, where they may.
  init(
    _ aggregate: Aggregate, _ step: PlanStep, input: Operator?, argument: ArgumentOperator?,
    parallel: ParallelAggregation?, context: ExecutionContext
  ) {
    aggregation = aggregate.aggregation
    recalls = aggregate.recalls
    self.argument = argument
    self.parallel = parallel
    super.init(step, input: input, context: context)
  }

  override func reset() {
    gathering = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if gathering == nil {
      gathering = try gathered()
      position = 0
    }
    guard let gathering, position < gathering.table.count else { return nil }
    let start = position
    position = min(gathering.table.count, start + batchSize)
    return try batch(start..<position, of: gathering)
  }

  // Whether rows belong to outer rows is known only when the plan runs.
  private var ordinalCount: Int? { argument?.ordinalCount }

  private func gathered() throws -> Gathering {
    let isInner = ordinalCount != nil
    let gathering = try Gathering(aggregation, isInner: isInner, context)
    if aggregation.keys.isEmpty { try gathering.addEmptyGroups(ordinals: ordinalCount) }
    let countsOnly = !isInner && aggregation.onlyCountsRows && context.annotation == nil
    if countsOnly, let total = try input?.knownTotal() {
      try gathering.add(rows: total)
      return gathering
    }
    if let parallel {
      do {
        return try parallel.gather()
      } catch is NotMergeable {
        // One thread does it all, below.
      }
    }
    if countsOnly, let input {
      try gathering.add(rows: input.total())
    } else {
      while let batch = try input?.next() { try gathering.add(batch) }
    }
    return gathering
  }

  private func batch(_ range: Range<Int>, of gathering: Gathering) throws -> Batch {
    var batch = Batch(count: range.count)
    let table = gathering.table
    let isInner = ordinalCount != nil
    for (index, key) in aggregation.keys.enumerated() where step.live.contains(key.slot) {
      batch.columns[key.slot] = table.column(index + (isInner ? 1 : 0), range, view)
    }
    for (aggregate, state) in zip(aggregation.aggregates, gathering.states) {
      batch.columns[aggregate.slot] = try state.column(range)
    }
    if let annotation = context.annotation {
      batch.annotations = gathering.annotations.handles(range, annotation)
    }
    if isInner, case .integers(let ordinals, _) = table.column(0, range, view) {
      batch.ordinals = ordinals.map { Int32($0) }
    } else if isInner {
      let ordinals = table.column(0, range, view)
      batch.ordinals = (0..<range.count).map { row in
        if case .integer(let ordinal) = ordinals.value(row, view) { Int32(ordinal) } else { 0 }
      }
    }
    recall(into: &batch)
    return batch
  }

  /// Gives each group the variables of its outer row.
  private func recall(into batch: inout Batch) {
    guard let outer = argument?.rows, let ordinals = batch.ordinals else { return }
    for slot in recalls where step.live.contains(slot) {
      batch.columns[slot] = outer.columns[slot]?.gathered(ordinals)
    }
  }
}

extension OperatorMaker {
  func make(_ aggregate: Aggregate) -> Operator {
    if let node = aggregate.distinctNode {
      return RowGroupOperator(
        aggregate, tellingApart: node, step, input: input, context: context)
    }
    return AggregateOperator(
      aggregate, step, input: input, argument: argument,
      parallel: parallel.flatMap { ParallelAggregation(aggregate.aggregation, over: $0, context) },
      context: context)
  }
}
