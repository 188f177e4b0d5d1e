import CypherPlan
import GraphIndex
import GraphModel
import Platform

/// An aggregation over a scan that several threads gather, each over the ranges of nodes that it takes.
///
/// Groups come out in the order in which one thread would have met them: a part notes how many groups it
/// had after each range, so that those that are new in a range can be put in the order of ranges. What
/// cannot be put together exactly (sums of floats, values that are equal and yet differ) is refused
/// with ``NotMergeable``, and one thread gathers it all.
struct ParallelAggregation {
  private let aggregation: BoundAggregation
  private let scan: ParallelScan
  private let context: ExecutionContext

  /// The aggregation over the rows of `scan`; nil where one thread has to do it.
  init?(_ aggregation: BoundAggregation, over scan: ParallelScan, _ context: ExecutionContext) {
    guard aggregation.isMergeable else { return nil }
    self.aggregation = aggregation
    self.scan = scan
    self.context = context
  }

  /// Gathers all rows.
  ///
  /// - Throws: `Diagnostic` where the query fails, ``NotMergeable``.
  func gather() throws -> Gathering {
    let morsels = scan.morsels()
    let stop = CancelFlag()
    let workers = try (0..<scan.threads).compactMap { _ in
      try scan.chain(stoppedBy: stop).map {
        try Worker(aggregation, $0, morsels, isCheap: scan.isCheap)
      }
    }
    let running = workers.dropFirst().map { worker in SystemThread { worker.run() } }
    // Where the system has no thread to give, this one does its part.
    workers.first?.run()
    for thread in running { thread?.join() }
    if let failure = workers.compactMap(\.failure).min(by: { $0.morsel < $1.morsel }) {
      // A worker leaves the flag as it is, for the others to see.
      if context.cancelled.isSet { try context.check() }
      throw failure.error
    }
    let whole = try Gathering(aggregation, context)
    if aggregation.keys.isEmpty { try whole.addEmptyGroups(ordinals: nil) }
    let segments = workers.enumerated().flatMap { part, worker in
      worker.firsts.map { (morsel: $0.morsel, part: part, groups: $0.groups) }
    }.sorted { $0.morsel < $1.morsel }
    try whole.merge(workers.map(\.gathering), segments.map { ($0.part, $0.groups) })
    return whole
  }
}

extension ParallelAggregation {
  /// One thread's part: operators and groups of its own.
  private final class Worker: @unchecked Sendable {
    // Sendable by hand: made by one thread, used by another, and looked at again once that has ended.

    let gathering: Gathering
    /// The groups that first appeared in each range.
    private(set) var firsts: [(morsel: Int, groups: Range<Int>)] = []
    private(set) var failure: (morsel: Int, error: any Error)?
    private let chain: ParallelScan.Chain
    private let morsels: Morsels
    private let isCheap: Bool

    init(
      _ aggregation: BoundAggregation, _ chain: ParallelScan.Chain, _ morsels: Morsels,
      isCheap: Bool
    ) throws {
      self.chain = chain
      self.morsels = morsels
      self.isCheap = isCheap
      gathering = try Gathering(aggregation, isPart: true, chain.context)
      if aggregation.keys.isEmpty { try gathering.addEmptyGroups(ordinals: nil) }
    }

    func run() {
      while let morsel = morsels.take() {
        do {
          chain.begin(morsels.ranges[morsel])
          try gather(morsel)
        } catch {
          failure = (morsel, error)
          morsels.fail()
          return
        }
      }
    }

    private func gather(_ morsel: Int) throws {
      let known = gathering.aggregation.keys.isEmpty ? 0 : gathering.table.count
      if gathering.aggregation.onlyCountsRows {
        try gathering.add(rows: chain.root.total())
      } else {
        while let batch = try chain.root.next() { try gathering.add(batch) }
      }
      firsts.append((morsel, known..<gathering.table.count))
      // Groups of a row or two each: to put them together costs more than to find them.
      if isCheap, gathering.table.count > 1024, gathering.table.count * 2 > gathering.rowCount {
        throw NotMergeable()
      }
    }
  }
}
