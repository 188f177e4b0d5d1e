import CypherPlan
import GraphIndex
import GraphModel

/// The first steps of a plan, from a scan on, as several threads may run them: each over ranges of the
/// nodes that it takes, with operators and a context of its own.
struct ParallelScan {
  /// How many threads are worth their cost.
  let threads: Int
  private let steps: ArraySlice<PlanStep>
  private let context: ExecutionContext
  private let scan: NodeScan
  private let helpers: HelperThreads?

  /// The steps before the one at `index`; nil where one thread has to run them.
  init?(before index: Int, of pipeline: Pipeline, _ context: ExecutionContext) {
    guard context.limits.threads > 1, context.makeWorker != nil, !context.measures,
      !context.isUpdating, context.annotation == nil, pipeline.isPartitionable(before: index)
    else { return nil }
    let effort = pipeline.effort(before: index)
    let least = context.limits.leastRowsAThread
    guard effort >= 2 * least,
      let scan = pipeline.steps[1].operation.as(NodeScan.self)
    else { return nil }
    let wanted = Int(min(Double(context.limits.threads), effort / max(1, least)).rounded(.up))
    helpers = context.shared?.takeHelpers(wanted - 1)
    threads = helpers.map { 1 + $0.count } ?? wanted
    guard threads > 1 else { return nil }
    self.scan = scan
    self.context = context
    steps = pipeline.steps[..<index]
  }

  /// Whether a row costs no more than a few of its columns do.
  var isCheap: Bool { steps.dropFirst(2).allSatisfy(\.operation.isCheap) }

  /// The ranges of nodes, enough of them that no thread waits long for another.
  func morsels() -> Morsels {
    Morsels(NodeExtent(scan.labels, in: context.view).ranges, count: threads * 16)
  }

  /// Operators for a thread of its own, whose work ends when `stop` is set.
  func chain(stoppedBy stop: CancelFlag) -> Chain? {
    guard let context = context.makeWorker?(stop) else { return nil }
    var lowering = Lowering(context)
    for step in steps { lowering.append(step) }
    guard let scan = lowering.scan else { return nil }
    return Chain(scan: scan, root: lowering.root)
  }

  /// The operators of one thread.
  struct Chain {
    fileprivate let scan: ScanOperator
    let root: Operator

    var context: ExecutionContext { root.context }

    /// Gets ready for the rows of another range.
    func begin(_ range: Range<NodePosition>) {
      root.reset()
      scan.window = range
    }
  }
}
