import GraphShell
import Platform
import Synchronization
import WordCatalog

/// The line on a terminal that says what is being done, and for how long, while nothing else is said.
///
/// It appears after a second, and is taken away at the end; where nothing may be redrawn it is a line of its
/// own every ten seconds.
enum WorkLine {
  private final class State: Sendable {
    let isDone = Mutex(false)
    let isShown = Mutex(false)
  }

  /// Does `body`, which is called `what`, and tells of it.
  static func whileDoing<R>(
    _ what: String, in words: Words, _ body: () throws -> R
  ) rethrows -> R {
    guard isatty(STDERR_FILENO) == 1 else { return try body() }
    let isPlain = Environment["TERM"] == "dumb" || Environment["TERM"] == nil
    let state = State()
    let thread = SystemThread {
      let start = ContinuousClock.now
      var last = 0
      while !state.isDone.withLock({ $0 }) {
        usleep(50_000)
        let seconds = Int((ContinuousClock.now - start).components.seconds)
        guard seconds > last, !isPlain || seconds % 10 == 0 else { continue }
        last = seconds
        state.isShown.withLock { isShown in
          guard !state.isDone.withLock({ $0 }) else { return }
          let line = words.working(what, seconds: seconds)
          write(isPlain ? line + "\n" : "\r\u{1B}[K" + line)
          isShown = !isPlain
        }
      }
    }
    defer {
      state.isDone.withLock { $0 = true }
      thread?.join()
      if state.isShown.withLock({ $0 }) { write("\r\u{1B}[K") }
    }
    return try body()
  }

  /// A terminal that is gone is no reason to end the work.
  private static func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { writeBytes(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }
}
