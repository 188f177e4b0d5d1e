import CypherPlan

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
      current ?? UnitOperator(PlanStep(OneRow(), estimate: 1), input: nil, context: context)
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
      stages.isEmpty && step.operation.takesAllRows
        ? ParallelScan(before: index, of: pipeline, context) : nil
    }
    var maker = OperatorMaker(
      step, input: SingleRowOperator.before(step, exchanged(parallel), context),
      argument: argument, parallel: parallel, context: context)
    let made = step.operation.made(by: &maker)
    argument = maker.argument
    scan = scan ?? maker.scan
    streams = streams && made.streams
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
      PlanStep(OneRow(), estimate: current.step.estimate), input: nil, context: context)
    self.feed = feed
    self.current = feed
    length = 0
    streams = true
  }

  /// The rows so far made by several threads, where that is worth it.
  private func exchanged(_ scan: ParallelScan?) -> Operator? {
    guard let scan, !scan.isCheap, let current else { return current }
    return ExchangeOperator(
      scan, PlanStep(OneRow(), estimate: current.step.estimate), input: current,
      context: context)
  }
}

/// Makes the operator of a step: each is made in its own file, in an extension of this one, for which
/// the compiler asks.
struct OperatorMaker: OperationMaker {
  let step: PlanStep
  /// What hands on the rows of the step before.
  let input: Operator?
  /// The source of an inner plan's rows, once it is made.
  var argument: ArgumentOperator?
  /// The steps before, where several threads may run them.
  let parallel: ParallelScan?
  let context: ExecutionContext
  /// The operator, where it is a scan.
  var scan: ScanOperator?

  init(
    _ step: PlanStep, input: Operator?, argument: ArgumentOperator?, parallel: ParallelScan?,
    context: ExecutionContext
  ) {
    self.step = step
    self.input = input
    self.argument = argument
    self.parallel = parallel
    self.context = context
  }
}
