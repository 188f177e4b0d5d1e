import CypherPlan
import GraphModel

/// New columns from expressions.
final class ComputeOperator: Operator {
  private let items: [(slot: Int, value: BoundExpression)]

  init(_ compute: Compute, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    items = compute.items
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard var batch = try input?.next() else { return nil }
    let evaluator = evaluator
    for (place, item) in items.enumerated() {
      // A path that nobody reads is not put together.
      if case .path = item.value.kind, !step.live.contains(item.slot) { continue }
      let (column, claim) = try carrying(&batch, isRead: isRead(item.slot, after: place)) {
        try evaluator.evaluateHeld(item.value, $0)
      }
      batch.columns[item.slot] = column
      if let claim { batch.claims.append(claim) }
    }
    batch.columns.keep(step.live)
    try context.tick(batch.count)
    return batch
  }

  /// Whether a later step or a later one of the items reads a slot.
  private func isRead(_ slot: Int, after place: Int) -> Bool {
    step.live.contains(slot)
      || items[(place + 1)...].contains { $0.value.slots.contains(slot) }
  }
}

extension Batch {
  /// The rows that count, each as often as its multiplicity says, for steps that see rows one by one.
  ///
  /// - Parameter live: The slots to keep; nil for all.
  func flattened(_ context: ExecutionContext, keeping live: SlotSet?) throws -> Batch {
    guard multiplicity != nil else { return self }
    var owners: [Int32] = []
    try rows.forEach { row in
      let times = times(row)
      guard let count = Int(exactly: times), count < 1 << 31 else { throw Diagnostic.countOverflow }
      try context.reserve(count * 16)
      owners.append(contentsOf: repeatElement(Int32(row), count: count))
      try context.tick(count)
    }
    var result = gathered(owners, keeping: live)
    result.multiplicity = nil
    return result
  }
}

extension OperatorMaker {
  func make(_ compute: Compute) -> Operator {
    ComputeOperator(compute, step, input: input, context: context)
  }
}
