import CypherPlan
import GraphIndex
import GraphModel
import Platform

/// The rows of the steps below, made by several threads ahead of the one that takes them, in the order
/// in which one thread would have made them.
///
/// For steps that take in all rows before they hand on any (sorting, aggregates that depend on the order
/// of rows), so that no row is made in vain. (Graefe, "Encapsulation of Parallelism in the Volcano
/// Query Processing System", for an operator that hides the threads from all others.)
final class ExchangeOperator: Operator {
  private let scan: ParallelScan
  private var running: Running?
  /// Batches that were taken from the queue, the next one last.
  private var taken: [Batch] = []
  private var isDone = false

  private struct Running {
    let queue: RowQueue
    let stop: CancelFlag
    let threads: [SystemThread]
  }

  /// - Parameter input: The same steps for this thread, for what can be told without making rows.
  init(_ scan: ParallelScan, _ step: PlanStep, input: Operator, context: ExecutionContext) {
    self.scan = scan
    super.init(step, input: input, context: context)
  }

  deinit { end() }

  override func reset() {
    end()
    taken = []
    isDone = false
    super.reset()
  }

  override func knownTotal() throws -> UInt64? { try input?.knownTotal() }

  override func produce() throws -> Batch? {
    if let batch = taken.popLast() { return batch }
    if isDone { return nil }
    let running = self.running ?? start()
    self.running = running
    // Without any thread this one does it all.
    if running.threads.isEmpty { return try input?.next() }
    do {
      taken = try running.queue.take().reversed()
      for batch in taken { context.release(batch.footprint) }
    } catch {
      end()
      if context.cancelled.isSet { try context.check() }
      throw error
    }
    if taken.isEmpty {
      isDone = true
      end()
    }
    return taken.popLast()
  }

  private func start() -> Running {
    let morsels = scan.morsels()
    let queue = RowQueue(morsels: morsels.ranges.count)
    let stop = CancelFlag()
    let threads = (0..<scan.threads).compactMap { _ in
      scan.chain(stoppedBy: stop).flatMap { chain in
        let worker = Worker(chain: chain, morsels: morsels, queue: queue)
        return SystemThread { worker.run() }
      }
    }
    return Running(queue: queue, stop: stop, threads: threads)
  }

  /// Ends the threads, whatever they are at.
  private func end() {
    guard let running else { return }
    running.stop.set()
    running.queue.stop()
    for thread in running.threads { thread.join() }
    self.running = nil
  }

  /// One thread's operators.
  private final class Worker: @unchecked Sendable {
    // Sendable by hand: made by one thread and used by another alone.
    private let chain: ParallelScan.Chain
    private let morsels: Morsels
    private let queue: RowQueue

    init(chain: ParallelScan.Chain, morsels: Morsels, queue: RowQueue) {
      self.chain = chain
      self.morsels = morsels
      self.queue = queue
    }

    func run() {
      while let morsel = morsels.take() {
        do {
          chain.begin(morsels.ranges[morsel])
          while let batch = try chain.root.next() {
            try chain.context.reserve(batch.footprint)
            guard queue.add(batch, of: morsel) else { return }
          }
          queue.end(morsel, with: nil)
        } catch {
          morsels.fail()
          queue.end(morsel, with: error)
          return
        }
      }
    }
  }
}
