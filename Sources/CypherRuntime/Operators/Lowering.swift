import CypherPlan

/// A plan that is ready to run.
package struct RunningPlan {
  package let root: Operator
  /// The source of an inner plan's rows.
  let argument: ArgumentOperator?

  /// Builds the operators of `pipeline`, one a step.
  package init(_ pipeline: Pipeline, context: ExecutionContext) {
    var lowering = Lowering(context)
    for index in pipeline.steps.indices { lowering.append(index, of: pipeline) }
    root = lowering.root
    argument = lowering.argument
  }
}

/// Builds operators, each over the one before.
///
/// An operator asks the one before it for rows, and so calls on the stack as deep as the plan is long:
/// after so many steps a new ``Stage`` begins, and the stages are driven in a loop.
struct Lowering {
  private let context: ExecutionContext
  /// The source of an inner plan's rows.
  private(set) var argument: ArgumentOperator?
  /// The first scan.
  private(set) var scan: ScanOperator?
  private var current: Operator?
  private var stages: [Stage] = []
  private var feed: FeedOperator?
  /// How many steps the stage that is being built has, and whether all of them stream.
  private var length = 0
  private var streams = true

  /// How many steps a stage has at most: enough for what people write, and little stack where plans are
  /// nested.
  static let stageLength = 32

  init(_ context: ExecutionContext) { self.context = context }

  /// The last operator, from which rows are taken.
  var root: Operator {
    let last =
      current ?? UnitOperator(PlanStep(operation: .unit, estimate: 1), input: nil, context: context)
    if stages.isEmpty { return last }
    return StagesOperator(
      stages + [Stage(feed: feed, root: last, streams: streams)], last.step, context: context)
  }

  /// Adds the operator of a step.
  ///
  /// - Parameter pipeline: Where the step stands, for those that let several threads do what is before
  ///   them; nil where one thread has to do it.
  mutating func append(_ step: PlanStep, at index: Int = 0, of pipeline: Pipeline? = nil) {
    if length == Self.stageLength { beginStage() }
    // What several threads may do is short: it ends with the first step that is not row by row.
    let parallel = pipeline.flatMap { pipeline in
      stages.isEmpty && step.operation.gathersScans
        ? ParallelScan(before: index, of: pipeline, context) : nil
    }
    let input = SingleRowOperator.before(step, exchanged(parallel), context)
    let made = makeOperator(step, input: input, parallel)
    streams = streams && made.streams
    scan = scan ?? made as? ScanOperator
    current = made
    length += 1
  }

  /// Adds the operator of the step at `index`.
  mutating func append(_ index: Int, of pipeline: Pipeline) {
    append(pipeline.steps[index], at: index, of: pipeline)
  }

  private mutating func beginStage() {
    guard let current else { return }
    stages.append(Stage(feed: feed, root: current, streams: streams))
    let feed = FeedOperator(
      PlanStep(operation: .unit, estimate: current.step.estimate), input: nil, context: context)
    self.feed = feed
    self.current = feed
    length = 0
    streams = true
  }

  /// The rows so far made by several threads, where that is worth it.
  private func exchanged(_ scan: ParallelScan?) -> Operator? {
    guard let scan, !scan.isCheap, let current else { return current }
    return ExchangeOperator(
      scan, PlanStep(operation: .unit, estimate: current.step.estimate), input: current,
      context: context)
  }
}

extension Operation {
  /// Whether the step takes in all rows first, so that none is made in vain by a thread that is ahead.
  fileprivate var gathersScans: Bool {
    switch self {
    case .aggregate, .sort: true
    default: false
    }
  }
}

extension Lowering {
  /// The operator of a step: the one place that names them all.
  private mutating func makeOperator(
    _ step: PlanStep, input: Operator?, _ parallel: ParallelScan?
  ) -> Operator {
    switch step.operation {
    case .unit: return UnitOperator(step, input: input, context: context)
    case .argument:
      let made = ArgumentOperator(step, input: nil, context: context)
      argument = made
      return made
    case .scan(let scan): return ScanOperator(scan, step, input: input, context: context)
    case .seek(let seek): return SeekOperator(seek, step, input: input, context: context)
    case .expand(let expand): return ExpandOperator(expand, step, input: input, context: context)
    case .expandVariable(let expand):
      if expand.reachesOnly {
        return ReachOperator(expand, step, input: input, context: context)
      }
      if expand.search == .all {
        return ExpandVariableOperator(expand, step, input: input, context: context)
      }
      return ShortestPathOperator(expand, step, input: input, context: context)
    case .intersect(let intersect):
      return IntersectOperator(intersect, step, input: input, context: context)
    case .tally(let tally): return TallyOperator(tally, step, input: input, context: context)
    case .filter(let predicates):
      return FilterOperator(predicates, step, input: input, context: context)
    case .compute(let items): return ComputeOperator(items, step, input: input, context: context)
    case .aggregate(let aggregation):
      if aggregation.distinctNode != nil {
        return RowGroupOperator(aggregation, step, input: input, context: context)
      }
      return AggregateOperator(
        aggregation, step, input: input, argument: argument,
        parallel: parallel.flatMap { ParallelAggregation(aggregation, over: $0, context) },
        context: context)
    case .distinct(let slots):
      return DistinctOperator(slots, step, input: input, context: context)
    case .sort(let keys, let top):
      return SortOperator(
        keys, top: top, step, input: input, argument: argument, context: context)
    case .page(let skip, let limit):
      return PageOperator(skip: skip, limit: limit, step, input: input, context: context)
    case .unwind(let list, let slot):
      return UnwindOperator(list, slot: slot, step, input: input, context: context)
    case .apply(let apply): return ApplyOperator(apply, step, input: input, context: context)
    case .join(let join): return HashJoinOperator(join, step, input: input, context: context)
    case .union(let union):
      return UnionOperator(union, step, input: input, argument: argument, context: context)
    case .call(let call): return CallOperator(call, step, input: input, context: context)
    case .create(let create): return CreateOperator(create, step, input: input, context: context)
    case .merge(let merge): return MergeOperator(merge, step, input: input, context: context)
    case .set(let items): return SetOperator(items, step, input: input, context: context)
    case .remove(let items): return RemoveOperator(items, step, input: input, context: context)
    case .delete(let items, let detach):
      return DeleteOperator(items, detach: detach, step, input: input, context: context)
    }
  }
}
