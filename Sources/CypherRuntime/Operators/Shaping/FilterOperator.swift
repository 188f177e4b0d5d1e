import CypherPlan
import GraphModel

/// The rows for which every predicate is true; it only narrows the selection.
final class FilterOperator: Operator {
  private let predicates: [BoundExpression]

  init(_ filter: Filter, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    predicates = filter.predicates
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard var batch = try input?.next() else { return nil }
    var rows = batch.rows
    for predicate in predicates {
      if rows.selectedCount == 0 { break }
      rows = try carrying(&batch) { try evaluator.filter(predicate, $0, rows) }
    }
    batch.selection = rows.indices
    try context.tick(batch.count)
    return batch
  }
}

extension OperatorMaker {
  func make(_ filter: Filter) -> Operator {
    FilterOperator(filter, step, input: input, context: context)
  }
}
