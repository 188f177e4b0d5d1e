import CypherPlan
import GraphModel

/// The rows of several plans after each other; each plan gets the rows that come in.
final class UnionOperator: Operator {
  private let union: Union
  private let parts: [RunningPlan]
  private var inputs: [Batch]?
  private var ordinalCount: Int?
  private var part = 0
  private var next = 0
  private let outerArgument: ArgumentOperator?

  init(
    _ union: Union, _ step: PlanStep, input: Operator?, argument: ArgumentOperator?,
    context: ExecutionContext
  ) {
    self.union = union
    parts = union.parts.map { RunningPlan($0, context: context) }
    outerArgument = argument
    super.init(step, input: input, context: context)
  }

  override func reset() {
    inputs = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if inputs == nil {
      var all: [Batch] = []
      while let batch = try input?.next() { all.append(batch) }
      inputs = all
      ordinalCount = outerArgument?.ordinalCount
      part = 0
      next = 0
      startPart()
    }
    while part < parts.count {
      if let batch = try parts[part].root.next() { return renamed(batch) }
      if feed() { continue }
      part += 1
      next = 0
      startPart()
    }
    return nil
  }

  private func startPart() {
    guard part < parts.count else { return }
    parts[part].root.reset()
    _ = feed()
  }

  /// Gives the next incoming batch to the current part; false where there is none left.
  private func feed() -> Bool {
    guard part < parts.count, let inputs, next < inputs.count else { return false }
    if next > 0 { parts[part].root.reset() }
    parts[part].argument?.set(inputs[next], ordinalCount: ordinalCount)
    next += 1
    return true
  }

  private func renamed(_ batch: Batch) -> Batch {
    var result = batch
    for (output, own) in zip(union.outputs, union.partOutputs[part]) {
      result.columns[output] = batch.columns[own] ?? .constant(.null)
    }
    return result
  }
}

extension OperatorMaker {
  func make(_ union: Union) -> Operator {
    UnionOperator(union, step, input: input, argument: argument, context: context)
  }
}
