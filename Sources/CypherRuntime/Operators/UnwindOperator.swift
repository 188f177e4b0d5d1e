import CypherPlan
import GraphIndex
import GraphModel

/// A row for each element of a list; null gives none, and any other value stands for itself.
final class UnwindOperator: Operator {
  private let list: BoundExpression
  private let slot: Int
  private var outer: Batch?
  private var column: Column = .constant(.null)
  private var rows: [Int32] = []
  private var row = 0
  private var element = 0

  init(
    _ list: BoundExpression, slot: Int, _ step: PlanStep, input: Operator?,
    context: ExecutionContext
  ) {
    self.list = list
    self.slot = slot
    super.init(step, input: input, context: context)
  }

  override func reset() {
    outer = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if outer == nil {
      guard let batch = try input?.next() else { return nil }
      outer = batch
      column = try evaluator.evaluate(list, batch)
      rows = batch.selection ?? Array(0..<Int32(batch.count))
      row = 0
      element = 0
    }
    guard let outer else { return nil }
    var owners: [Int32] = []
    var values: [Value] = []
    while row < rows.count, values.count < batchSize {
      switch column.value(Int(rows[row]), view) {
      case .null: row += 1
      case .list(let list):
        let end = min(list.count, element + batchSize - values.count)
        values.append(contentsOf: list[element..<end])
        owners.append(contentsOf: repeatElement(rows[row], count: end - element))
        element = end
        if element >= list.count {
          row += 1
          element = 0
        }
      case let single:
        values.append(single)
        owners.append(rows[row])
        row += 1
      }
    }
    try context.tick(values.count)
    var result = outer.gathered(owners, keeping: step.live)
    result.columns[slot] = .values(values).narrowed()
    if row >= rows.count { self.outer = nil }
    return result
  }
}

extension Column {
  /// Values that are all integers as a column of integers.
  func narrowed() -> Column {
    guard case .values(let values) = self else { return self }
    var integers: [Int] = []
    integers.reserveCapacity(values.count)
    for value in values {
      guard case .integer(let integer) = value else { return self }
      integers.append(integer)
    }
    return .integers(integers, nulls: nil)
  }
}
