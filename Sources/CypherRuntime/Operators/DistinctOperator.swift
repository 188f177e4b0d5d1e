import CypherPlan
import GraphModel

/// The first of the rows that agree on the given slots; its multiplicity is 1.
final class DistinctOperator: Operator {
  private let slots: [Int]
  private var table: GroupTable?

  init(_ slots: [Int], _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.slots = slots
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    table = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    guard var batch = try input?.next() else { return nil }
    var table = self.table ?? GroupTable(width: slots.count + (batch.ordinals == nil ? 0 : 1))
    // The only reference is the local one, so that the table grows in place.
    self.table = nil
    let before = table.count
    let columns = slots.map { batch.columns[$0] ?? .constant(.null) }
    let groups = table.groups(of: columns, ordinals: batch.ordinals, batch.rows, view)
    try context.reserve(table.growth())
    var seen = before
    let rows = batch.rows.filtered { row in
      // Numbers are given in order of appearance, so a new one is the next.
      guard Int(groups[row]) == seen else { return false }
      seen += 1
      return true
    }
    batch.selection = rows.indices
    batch.multiplicity = nil
    self.table = table
    try context.tick(batch.count)
    return batch
  }
}
