import CypherPlan
import GraphIndex
import GraphModel

/// Groups of one row each.
///
/// Where each row holds another node and a key tells the nodes apart, every row is a group: no table of
/// groups is kept, and groups leave as rows come in. A property tells nodes apart if no value of it
/// occurs twice; the nodes that do not have it are grouped as ever, after all others.
///
/// - Complexity: O(rows).
final class RowGroupOperator: Operator {
  private let aggregation: BoundAggregation
  /// The slot that holds another node in each row.
  private let node: Int
  private let rest: HeldRows
  private let grouped: AggregateOperator
  /// The place among the keys of one that tells rows apart; nil before the first row.
  private var telling: Int?
  private var isOver = false

  init(
    _ aggregate: Aggregate, tellingApart node: Int, _ step: PlanStep, input: Operator?,
    context: ExecutionContext
  ) {
    aggregation = aggregate.aggregation
    self.node = node
    rest = HeldRows(step, input: input, context: context)
    grouped = AggregateOperator(
      aggregate, step, input: rest, argument: nil, parallel: nil, context: context)
    super.init(step, input: input, context: context)
  }

  override func reset() {
    telling = nil
    isOver = false
    grouped.reset()
    super.reset()
  }

  override func produce() throws -> Batch? {
    if !isOver, let batch = try input?.next() {
      if let place = telling ?? tellingKey() {
        telling = place
        return try groups(of: batch, toldBy: place)
      }
      // Rows may be alike: all are grouped as ever.
      rest.hold(batch, passesOn: true)
    }
    isOver = true
    return try grouped.produce()
  }

  /// The place of a key that tells the rows apart, where that is known or worth finding out.
  private func tellingKey() -> Int? {
    // Not the rows of a batch: how rows come in batches may not show in the order of groups.
    // In this order an estimate that is no number counts as 0.
    let rows = Int(max(0, min(input?.step.estimate ?? 0, 1e9)))
    guard !context.isUpdating else { return nil }
    return aggregation.keys.firstIndex { key in
      switch key.value.kind {
      case .slot(node): return true
      case .property(let base, let name):
        guard case .slot(node) = base.kind,
          let number = view.keys.number(of: name), let column = view.nodeColumn(number),
          rows >= min(256, column.valueCount / 4)
        else { return false }
        return column.areValuesDistinct
      default: return false
      }
    }
  }

  private func groups(of batch: Batch, toldBy place: Int) throws -> Batch {
    let keys = try aggregation.keys.map { try evaluator.evaluate($0.value, batch) }
    let own = try withoutNulls(batch, keys[place])
    let rows = own.selection ?? Array(0..<Int32(own.count))
    var result = Batch(count: rows.count)
    for (key, column) in zip(aggregation.keys, keys) where step.live.contains(key.slot) {
      result.columns[key.slot] = own.selection == nil ? column : column.gathered(rows)
    }
    var groups: [Int32] = []
    for aggregate in aggregation.aggregates {
      if aggregate.function == nil {
        result.columns[aggregate.slot] = try counts(own, rows)
        continue
      }
      if groups.isEmpty {
        groups = [Int32](repeating: 0, count: own.count)
        for (group, row) in rows.enumerated() { groups[Int(row)] = Int32(group) }
      }
      let state = try Gathering.state(of: aggregate, isPart: false, context)
      try state.grow(to: rows.count)
      let column = try aggregate.argument.map { try evaluator.evaluate($0, own) }
      try state.add(column ?? .constant(.boolean(true)), own, groups: groups)
      result.columns[aggregate.slot] = try state.column(0..<rows.count)
    }
    try context.tick(rows.count)
    return result
  }

  /// count(*) of groups of one row.
  private func counts(_ batch: Batch, _ rows: [Int32]) throws -> Column {
    guard let multiplicity = batch.multiplicity else {
      return .integers([Int](repeating: 1, count: rows.count), nulls: nil)
    }
    let counts = gather(multiplicity, rows)
    if counts.contains(where: { $0 > UInt64(Int.max) }) { throw Diagnostic.countOverflow }
    return .integers(counts.map { Int(truncatingIfNeeded: $0) }, nulls: nil)
  }

  /// The rows that have the key; those that do not are held for later.
  private func withoutNulls(_ batch: Batch, _ column: Column) throws -> Batch {
    if case .nodes = column { return batch }
    if case .codes(let codes, _) = column, !codes.contains(nullCode) { return batch }
    if column.hasNoNulls { return batch }
    let kept = batch.rows.filtered { !column.isNull($0) }
    if kept.selectedCount == batch.selectedCount { return batch }
    var (own, held) = (batch, batch)
    own.selection = kept.indices
    held.selection = batch.rows.filtered { column.isNull($0) }.indices
    try context.reserve(held.selectedCount * 8)
    rest.hold(held.gathered(held.selection ?? []))
    return own
  }
}

/// Rows that wait to be grouped.
private final class HeldRows: Operator {
  private var held: [Batch] = []
  private var position = 0
  private var passesOn = false

  override init(_ step: PlanStep, input: Operator?, context: ExecutionContext) {
    // Its rows are counted where they come from.
    var uncounted = step
    uncounted.number = .max
    super.init(uncounted, input: input, context: context)
  }

  func hold(_ batch: Batch, passesOn: Bool = false) {
    held.append(batch)
    self.passesOn = passesOn
  }

  override func produce() throws -> Batch? {
    guard position < held.count else { return passesOn ? try input?.next() : nil }
    position += 1
    return held[position - 1]
  }

  override func reset() {
    held = []
    position = 0
    passesOn = false
  }
}
