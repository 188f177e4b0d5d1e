import Platform
import Synchronization

/// The thread that queries run on: its stack is large whatever the shell's limits say.
enum EngineThread {
  /// What the thread leaves behind.
  private final class Outcome: Sendable {
    let code = Atomic<Int32>(4)
  }

  /// Runs `body` on a thread of its own and waits for its result.
  static func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let outcome = Outcome()
    let thread = SystemThread { outcome.code.store(body(), ordering: .releasing) }
    // Without a thread of its own the query has the stack of the main thread.
    guard let thread else { return body() }
    thread.join()
    return outcome.code.load(ordering: .acquiring)
  }
}
