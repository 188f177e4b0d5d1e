import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel

/// The rows that a procedure answers with, for each row.
final class CallOperator: Operator {
  private let call: BoundCall
  /// The rows that are being answered as the answers are asked for; nil where none are.
  private var asked: Asked?

  /// Rows that a procedure is answering.
  private struct Asked {
    var batch: Batch
    /// Which row of the batch each row of arguments is of.
    var owners: [Int32]
    var answers: any ProcedureRows
  }

  init(_ call: BoundCall, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.call = call
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    asked = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if let asked { return try goOn(asked) }
    guard var batch = try input?.next() else { return nil }
    let columns = try carrying(&batch) { batch in
      try call.arguments.map { try evaluator.evaluate($0, batch) }
    }
    var owners: [Int32] = []
    var rows: [[Value]] = []
    batch.rows.forEach { row in
      let arguments = arguments(columns, row)
      if call.procedure.nullInNothingOut, arguments.contains(where: \.isNull) { return }
      owners.append(Int32(row))
      rows.append(arguments)
    }
    do throws(Diagnostic) {
      switch call.procedure.body {
      case .rows(let body):
        var answers = Answers(call.yields.count)
        for (owner, arguments) in zip(owners, rows) {
          for answer in try body(arguments, context.functions) {
            answers.add(answer, of: owner, call.yields)
          }
        }
        return call.procedure.columns.isEmpty ? batch : gathered(answers, of: batch)
      case .stream(let body):
        if rows.isEmpty { return Batch(count: 0) }
        let answers = try body(rows, context.functions)
        return try goOn(Asked(batch: batch, owners: owners, answers: answers))
      }
    } catch {
      throw error.located(at: call.span)
    }
  }

  /// The next answers; no rows at all where there are none.
  private func goOn(_ asked: Asked) throws(Diagnostic) -> Batch {
    let next: [(owner: Int, values: [Value])]
    do {
      next = try asked.answers.next(atMost: batchSize)
    } catch {
      throw error.located(at: call.span)
    }
    self.asked = next.isEmpty ? nil : asked
    if call.procedure.columns.isEmpty { return next.isEmpty ? asked.batch : Batch(count: 0) }
    var answers = Answers(call.yields.count)
    for answer in next { answers.add(answer.values, of: asked.owners[answer.owner], call.yields) }
    return gathered(answers, of: asked.batch)
  }

  private func gathered(_ answers: Answers, of batch: Batch) -> Batch {
    var result = batch.gathered(answers.owners, keeping: step.live)
    for (yield, values) in zip(call.yields, answers.yielded) {
      result.columns[yield.slot] = .values(values)
    }
    return result
  }

  private func arguments(_ columns: [Column], _ row: Int) -> [Value] {
    zip(columns, call.procedure.parameters).map { column, parameter in
      parameter.type.widened(column.value(row, view))
    }
  }

  /// Answers of a procedure, column by column.
  private struct Answers {
    var owners: [Int32] = []
    var yielded: [[Value]]

    init(_ columns: Int) { yielded = Array(repeating: [], count: columns) }

    mutating func add(
      _ answer: [Value], of owner: Int32, _ yields: [(column: Int, slot: Int)]
    ) {
      owners.append(owner)
      for (index, yield) in yields.enumerated() {
        yielded[index].append(yield.column < answer.count ? answer[yield.column] : .null)
      }
    }
  }
}

extension OperatorMaker {
  func make(_ call: Call) -> Operator {
    CallOperator(call.bound, step, input: input, context: context)
  }
}
