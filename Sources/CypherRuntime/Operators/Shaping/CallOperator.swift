import CypherPlan
import GraphIndex
import GraphModel

/// The rows that a procedure answers with, for each row.
final class CallOperator: Operator {
  private let call: BoundCall

  init(_ call: BoundCall, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.call = call
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    let columns = try call.arguments.map { try evaluator.evaluate($0, batch) }
    if call.procedure.columns.isEmpty {
      try batch.rows.forEach { row in _ = try answer(columns, row) }
      return batch
    }
    var owners: [Int32] = []
    var yielded = [[Value]](repeating: [], count: call.yields.count)
    try batch.rows.forEach { row in
      for answer in try answer(columns, row) {
        owners.append(Int32(row))
        for (index, yield) in call.yields.enumerated() {
          yielded[index].append(yield.column < answer.count ? answer[yield.column] : .null)
        }
      }
    }
    var result = batch.gathered(owners, keeping: step.live)
    for (yield, values) in zip(call.yields, yielded) {
      result.columns[yield.slot] = .values(values)
    }
    return result
  }

  private func answer(_ columns: [Column], _ row: Int) throws -> [[Value]] {
    var arguments: [Value] = []
    for (column, parameter) in zip(columns, call.procedure.parameters) {
      var value = column.value(row, view)
      if case .integer(let integer) = value, parameter.type.contains(.float),
        !parameter.type.contains(.integer)
      {
        value = .float(Double(integer))
      }
      arguments.append(value)
    }
    do {
      return try call.procedure.body(arguments, context.functions)
    } catch {
      throw error.located(at: call.span)
    }
  }
}

extension OperatorMaker {
  func make(_ call: Call) -> Operator {
    CallOperator(call.bound, step, input: input, context: context)
  }
}
