import CypherPlan
import GraphModel

/// Rows that stand for several equal ones, as so many rows: what comes before a step that may treat each
/// of them otherwise (``CypherPlan/PlanOperation/isVolatile``).
///
/// Rows are handed on as they are made, so that no more of them than a batch are held.
///
/// - Complexity: O(rows), each as often as it counts.
final class SingleRowOperator: Operator {
  private var batch: Batch?
  private var rows: [Int32] = []
  private var index = 0
  /// How often the current row is still to be given.
  private var left: UInt64 = 0

  /// `input` itself where the step does not ask for it.
  static func before(_ step: PlanStep, _ input: Operator?, _ context: ExecutionContext) -> Operator?
  {
    guard let input, step.isVolatile else { return input }
    // Its rows are counted where they come from, and so it has no number.
    return SingleRowOperator(
      PlanStep(OneRow(), estimate: input.step.estimate), input: input, context: context)
  }

  override func reset() {
    batch = nil
    super.reset()
  }

  override func knownTotal() throws -> UInt64? { try input?.knownTotal() }

  override func produce() throws -> Batch? {
    if batch == nil {
      guard let incoming = try input?.next() else { return nil }
      if incoming.multiplicity == nil { return incoming }
      rows = incoming.selection ?? Array(0..<Int32(incoming.count))
      index = 0
      left = incoming.times(Int(rows[0]))
      batch = incoming
    }
    guard let batch else { return nil }
    var owners: [Int32] = []
    while index < rows.count, owners.count < batchSize {
      let taken = min(left, UInt64(batchSize - owners.count))
      owners.append(contentsOf: repeatElement(rows[index], count: Int(taken)))
      left -= taken
      guard left == 0 else { continue }
      index += 1
      if index < rows.count { left = batch.times(Int(rows[index])) }
    }
    if index >= rows.count { self.batch = nil }
    try context.tick(owners.count)
    var result = batch.gathered(owners)
    result.multiplicity = nil
    return result
  }
}
