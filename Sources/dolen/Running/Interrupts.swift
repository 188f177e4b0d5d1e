import CReadline
import GraphEngine
import Platform
import Synchronization

/// What Ctrl-C does: it ends the query that runs; where none runs, a batch ends, while the shell's
/// line editor clears its line by itself.
///
/// The signal handler only writes to a pipe. A thread waits there and does the rest, since what a
/// handler may call is next to nothing.
enum Interrupts {
  private static let cancel = Monitor<(@Sendable () -> Void)?>(nil)
  private static let isBusy = Atomic(false)
  private static let isInteractive = Atomic(false)
  private static let count = Atomic(0)

  /// Begins to listen.
  ///
  /// - Parameter interactive: Whether the process outlives an interrupt.
  static func watch(_ graph: Graph, interactive: Bool) {
    let canceller = graph.canceller
    cancel.withLock { $0 = canceller }
    isInteractive.store(interactive, ordering: .relaxed)
    guard line_interrupt_install() == 0 else { return }
    SystemThread { while line_interrupt_wait() != 0 { Interrupts.arrived() } }?.detach()
  }

  /// Lets interrupts cancel what another graph does.
  static func turn(to graph: Graph) {
    let canceller = graph.canceller
    cancel.withLock { $0 = canceller }
  }

  /// Does `body`, which an interrupt cancels.
  static func whileBusy<R>(_ body: () throws -> R) rethrows -> R {
    count.store(0, ordering: .relaxed)
    isBusy.store(true, ordering: .sequentiallyConsistent)
    defer { isBusy.store(false, ordering: .sequentiallyConsistent) }
    return try body()
  }

  /// Whether an interrupt arrived since the work began.
  static var hasArrived: Bool { count.load(ordering: .relaxed) > 0 }

  private static func arrived() {
    let isRepeated = count.add(1, ordering: .relaxed).oldValue > 0
    if isBusy.load(ordering: .sequentiallyConsistent) {
      cancel.withLock { $0?() }
      // Who presses twice means it: the file survives that, as it survives a loss of power.
      if !isRepeated || isInteractive.load(ordering: .relaxed) { return }
    }
    if !isInteractive.load(ordering: .relaxed) { Terminations.end(code: 130) }
  }
}
