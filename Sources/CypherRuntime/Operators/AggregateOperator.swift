import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel

/// Groups and aggregates; in an inner plan, for each outer row apart.
final class AggregateOperator: Operator {
  private let aggregation: BoundAggregation
  private let argument: ArgumentOperator?
  private var table = GroupTable(width: 0)
  private var states: [AggregateState] = []
  private var position: Int?

  init(
    _ aggregation: BoundAggregation, _ step: PlanStep, input: Operator?,
    argument: ArgumentOperator?, context: ExecutionContext
  ) {
    self.aggregation = aggregation
    self.argument = argument
    super.init(step, input: input, context: context)
  }

  override func reset() {
    position = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if position == nil {
      try gatherAll()
      position = 0
    }
    guard let start = position, start < table.count else { return nil }
    let end = min(table.count, start + batchSize)
    position = end
    return try batch(start..<end)
  }

  private var ordinalCount: Int? { argument?.ordinalCount }

  private func gatherAll() throws {
    // Whether rows belong to outer rows is known only now.
    let isInner = ordinalCount != nil
    table = GroupTable(width: aggregation.keys.count + (isInner ? 1 : 0))
    states = try aggregation.aggregates.map(makeState)
    if aggregation.keys.isEmpty { try makeEmptyGroups() }
    if !isInner, aggregation.onlyCountsRows, let input {
      let total = try input.total()
      for case let state as CountState in states { try state.add(total, to: 0) }
      return
    }
    while let batch = try input?.next() {
      let keys = try aggregation.keys.map { try evaluator.evaluate($0.value, batch) }
      let before = table.count
      let groups = table.groups(
        of: keys, ordinals: isInner ? batch.ordinals : nil, batch.rows, view)
      try context.reserve(table.growth() + (table.count - before) * 48 * states.count)
      for (aggregate, state) in zip(aggregation.aggregates, states) {
        try state.grow(to: table.count)
        let column = try aggregate.argument.map { try evaluator.evaluate($0, batch) }
        try state.add(column ?? .constant(.boolean(true)), batch, groups: groups)
      }
      try context.tick(batch.selectedCount)
    }
  }

  /// Without keys there is a row even where nothing comes in: one, or one an outer row.
  private func makeEmptyGroups() throws {
    table.addEmptyGroups(ordinals: ordinalCount)
    for state in states { try state.grow(to: table.count) }
  }

  /// What gathers one aggregate of all groups.
  func makeState(_ aggregate: BoundAggregate) throws -> AggregateState {
    guard let function = aggregate.function else { return CountState(countsNulls: true) }
    if function.kernel == .count {
      return aggregate.distinct ? DistinctCountState(context) : CountState(countsNulls: false)
    }
    let context = context
    func general() -> GeneralState { GeneralState(aggregate, function, context) }
    if aggregate.distinct, function.kernel != .minimum, function.kernel != .maximum {
      return DistinctState(general(), context)
    }
    switch function.kernel {
    case .sum: return SumState(view: view, makeGeneral: general)
    case .average: return AverageState(makeGeneral: general)
    case .minimum: return ExtremeState(isMaximum: false, makeGeneral: general)
    case .maximum: return ExtremeState(isMaximum: true, makeGeneral: general)
    default: return general()
    }
  }

  private func batch(_ range: Range<Int>) throws -> Batch {
    var batch = Batch(slots: context.slotCount, count: range.count)
    let isInner = ordinalCount != nil
    for (index, key) in aggregation.keys.enumerated() where step.live.contains(key.slot) {
      batch.columns[key.slot] = table.column(index + (isInner ? 1 : 0), range, view)
    }
    for (aggregate, state) in zip(aggregation.aggregates, states) {
      batch.columns[aggregate.slot] = try state.column(range)
    }
    if isInner, case .integers(let ordinals, _) = table.column(0, range, view) {
      batch.ordinals = ordinals.map { Int32($0) }
    } else if isInner {
      let ordinals = table.column(0, range, view)
      batch.ordinals = (0..<range.count).map { row in
        if case .integer(let ordinal) = ordinals.value(row, view) { Int32(ordinal) } else { 0 }
      }
    }
    return batch
  }
}

extension BoundAggregation {
  /// Whether there is one group, of which only the number of rows is asked.
  fileprivate var onlyCountsRows: Bool {
    keys.isEmpty && aggregates.allSatisfy { $0.function == nil }
  }
}
