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
    while let batch = try produce() {
      if batch.selectedCount == 0 { continue }
      count(batch)
      return batch
    }
    return nil
  }

  /// How many rows are left in all, by multiplicity: what `count(*)` needs to know.
  ///
  /// - Throws: `Diagnostic` where the query fails, or the number does not fit.
  final func total() throws -> UInt64 {
    if let total = try knownTotal() { return total }
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
    return Batch(slots: context.slotCount, count: 1)
  }

  override func reset() { isDone = false }
}

/// The rows of the surrounding plan.
package final class ArgumentOperator: Operator {
  private var batch: Batch?
  /// How many outer rows there are; nil where the plan is not inner.
  private(set) var ordinalCount: Int?

  /// Hands out `batch`, whose ordinals are below `ordinalCount`.
  func set(_ batch: Batch, ordinalCount: Int?) {
    self.batch = batch
    self.ordinalCount = ordinalCount
  }

  override func produce() throws -> Batch? {
    let result = batch
    batch = nil
    return result
  }

  override package func reset() {}
}

/// A plan that is ready to run.
package struct RunningPlan {
  package let root: Operator
  /// The source of an inner plan's rows.
  let argument: ArgumentOperator?

  /// Builds the operators of `pipeline`, one a step.
  package init(_ pipeline: Pipeline, context: ExecutionContext) {
    var current: Operator?
    var argument: ArgumentOperator?
    for (index, step) in pipeline.steps.enumerated() {
      switch step.operation {
      case .argument:
        let made = ArgumentOperator(step, input: nil, context: context)
        argument = made
        current = made
      case .aggregate(let aggregation):
        let scan = ParallelScan(before: index, of: pipeline, context)
        let input = Self.exchange(scan, current, context)
        current =
          aggregation.distinctNode != nil
          ? RowGroupOperator(aggregation, step, input: input, context: context)
          : AggregateOperator(
            aggregation, step, input: input, argument: argument,
            parallel: scan.flatMap { ParallelAggregation(aggregation, over: $0, context) },
            context: context)
      case .sort:
        let scan = ParallelScan(before: index, of: pipeline, context)
        let input = Self.exchange(scan, current, context)
        current = makeOperator(step, input: input, context: context)
      default: current = makeOperator(step, input: current, context: context)
      }
    }
    root =
      current ?? UnitOperator(PlanStep(operation: .unit, estimate: 1), input: nil, context: context)
    self.argument = argument
  }
}

extension RunningPlan {
  /// The rows of `input` made by several threads, where that is worth it.
  private static func exchange(
    _ scan: ParallelScan?, _ input: Operator?, _ context: ExecutionContext
  ) -> Operator? {
    guard let scan, !scan.isCheap, let input else { return input }
    return ExchangeOperator(
      scan, PlanStep(operation: .unit, estimate: input.step.estimate), input: input,
      context: context)
  }
}

/// The operator of a step: the one place that names them all, but for those that are told more of the
/// plan than their step.
func makeOperator(
  _ step: PlanStep, input: Operator?, context: ExecutionContext
) -> Operator {
  switch step.operation {
  case .unit, .argument, .aggregate: UnitOperator(step, input: input, context: context)
  case .scan(let scan): ScanOperator(scan, step, input: input, context: context)
  case .seek(let seek): SeekOperator(seek, step, input: input, context: context)
  case .expand(let expand): ExpandOperator(expand, step, input: input, context: context)
  case .expandVariable(let expand):
    if expand.reachesOnly {
      ReachOperator(expand, step, input: input, context: context)
    } else if expand.search == .all {
      ExpandVariableOperator(expand, step, input: input, context: context)
    } else {
      ShortestPathOperator(expand, step, input: input, context: context)
    }
  case .intersect(let intersect):
    IntersectOperator(intersect, step, input: input, context: context)
  case .tally(let tally): TallyOperator(tally, step, input: input, context: context)
  case .filter(let predicates):
    FilterOperator(predicates, step, input: input, context: context)
  case .compute(let items): ComputeOperator(items, step, input: input, context: context)
  case .distinct(let slots): DistinctOperator(slots, step, input: input, context: context)
  case .sort(let keys, let top):
    SortOperator(keys, top: top, step, input: input, context: context)
  case .page(let skip, let limit):
    PageOperator(skip: skip, limit: limit, step, input: input, context: context)
  case .unwind(let list, let slot):
    UnwindOperator(list, slot: slot, step, input: input, context: context)
  case .apply(let apply): ApplyOperator(apply, step, input: input, context: context)
  case .union(let union): UnionOperator(union, step, input: input, context: context)
  case .call(let call): CallOperator(call, step, input: input, context: context)
  case .create(let create): CreateOperator(create, step, input: input, context: context)
  case .merge(let merge): MergeOperator(merge, step, input: input, context: context)
  case .set(let items): SetOperator(items, step, input: input, context: context)
  case .remove(let items): RemoveOperator(items, step, input: input, context: context)
  case .delete(let items, let detach):
    DeleteOperator(items, detach: detach, step, input: input, context: context)
  }
}
