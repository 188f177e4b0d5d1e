import CypherPlan
import GraphIndex
import GraphModel

/// A step of a running plan: asked for batches, it asks the one before it.
package class Operator {
  let context: ExecutionContext
  let input: Operator?
  let step: PlanStep

  init(_ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.step = step
    self.input = input
    self.context = context
  }

  /// The next batch, or nil after the last. Each has at least one row that counts.
  ///
  /// - Throws: `Diagnostic` where the query fails.
  package final func next() throws -> Batch? {
    while var batch = try made() {
      // A long plan over few rows is work too, and the more the wider they are.
      try context.tick(16 &+ batch.columns.count)
      if batch.selectedCount == 0 { continue }
      if let annotation = context.annotation {
        if !step.annotated.isEmpty { try batch.annotate(step.annotated, annotation, context) }
        if step.restsOnAbsence { try batch.noteAbsence(annotation, context) }
      }
      count(batch)
      return batch
    }
    return nil
  }

  private func made() throws -> Batch? {
    guard context.measures else { return try produce() }
    return try context.measuring(step: step.number) { try produce() }
  }

  /// How many rows are left in all, by multiplicity: what `count(*)` needs to know.
  ///
  /// - Throws: `Diagnostic` where the query fails, or the number does not fit.
  final func total() throws -> UInt64 {
    if context.annotation == nil, let total = try knownTotal() { return total }
    var total: UInt64 = 0
    while let batch = try next() {
      total = try sum(total, try batch.total())
    }
    return total
  }

  /// How many rows there are in all, where that can be told without making them; asked before the first
  /// row.
  func knownTotal() throws -> UInt64? { nil }

  /// Makes the next batch, which may be empty, or nil after the last.
  func produce() throws -> Batch? { nil }

  /// Whether the operator, when it has handed on all that comes of the rows so far and has answered nil,
  /// goes on with rows that come later as if they had been there before.
  ///
  /// Not so where all rows are taken in before the first is handed on.
  var streams: Bool { false }

  /// Whether the operator makes the one row of a plan's beginning, which it then has made.
  func takeOneRow() throws -> Bool { false }

  /// The scan below, where all that lies in between, this operator included, are degrees of its nodes,
  /// which are added to `factors`.
  func degreeFactors(_ factors: inout [DegreeProduct.Factor]) throws -> ScanOperator? { nil }

  /// Gets ready to run again, for inner plans that are run batch after batch.
  package func reset() { input?.reset() }

  var view: GraphView { context.view }

  /// About how many rows the operator hands on at a time.
  var batchSize: Int { context.limits.batchSize }

  var evaluator: Evaluator { Evaluator(context: context) }

  private func count(_ batch: Batch) {
    guard context.measures else { return }
    var total = UInt64(batch.selectedCount)
    if let multiplicity = batch.multiplicity {
      total = 0
      batch.rows.forEach { total &+= multiplicity[$0] }
    }
    context.noteRows(total, step: step.number)
  }

  func countEdges(_ edges: Int) {
    context.noteEdges(edges, step: step.number)
  }
}

/// One row without columns.
final class UnitOperator: Operator {
  private var isDone = false

  override func produce() throws -> Batch? {
    if isDone { return nil }
    isDone = true
    return Batch(count: 1)
  }

  override func takeOneRow() throws -> Bool { try next() != nil }

  override func reset() { isDone = false }
}

/// The rows of the surrounding plan.
package final class ArgumentOperator: Operator {
  private var batch: Batch?
  /// The rows that were handed out last, of which the number is the ordinal.
  private(set) var rows: Batch?
  /// How many outer rows there are; nil where the plan is not inner.
  private(set) var ordinalCount: Int?

  /// Hands out `batch`, whose ordinals are below `ordinalCount`.
  func set(_ batch: Batch, ordinalCount: Int?) {
    self.batch = batch
    rows = batch
    self.ordinalCount = ordinalCount
  }

  override func produce() throws -> Batch? {
    let result = batch
    batch = nil
    return result
  }

  override package func reset() {}
}

extension OperatorMaker {
  func make(_ row: OneRow) -> Operator { UnitOperator(step, input: input, context: context) }

  mutating func make(_ rows: OuterRows) -> Operator {
    let made = ArgumentOperator(step, input: nil, context: context)
    argument = made
    return made
  }
}
