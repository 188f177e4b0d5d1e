import GraphShell
import Platform
import WordCatalog

/// The line on a terminal that says what is being done, and for how long, while nothing else is said.
///
/// It appears after a second, and goes away before anything else is written; where nothing may be redrawn it
/// is a line of its own every ten seconds.
enum WorkLine {
  private struct State {
    /// What is being done, since when; nil for nothing, or where something else was written meanwhile.
    var work: (text: @Sendable (Int) -> String, start: ContinuousClock.Instant)?
    /// The last second that was shown.
    var shown = 0
    /// Whether the line stands on the terminal.
    var isDrawn = false
    var hasThread = false
  }

  private static let state = Monitor(State())

  /// Does `body`, which is called `what`, and tells of it.
  static func whileDoing<R>(
    _ what: String, in words: Words, _ body: () throws -> R
  ) rethrows -> R {
    begin { words.working(what, seconds: $0) }
    defer { silence() }
    return try body()
  }

  /// Tells of work from now on, until something else is written.
  static func begin(_ text: @escaping @Sendable (Int) -> String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let needsThread = state.withLock { state in
      state.work = (text, .now)
      state.shown = 0
      defer { state.hasThread = true }
      return !state.hasThread
    }
    guard needsThread else { return }
    SystemThread {
      while true {
        usleep(100_000)
        show()
      }
    }?.detach()
  }

  /// Takes the line away, and tells no more of the work.
  static func silence() {
    state.withLock { state in
      state.work = nil
      if state.isDrawn { write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  private static func show() {
    let isPlain = Environment["TERM"] == "dumb" || Environment["TERM"] == nil
    state.withLock { state in
      guard let work = state.work else { return }
      let seconds = Int((ContinuousClock.now - work.start).components.seconds)
      guard seconds > state.shown, !isPlain || seconds % 10 == 0 else { return }
      state.shown = seconds
      write(isPlain ? work.text(seconds) + "\n" : "\r\u{1B}[K" + work.text(seconds))
      state.isDrawn = !isPlain
    }
  }

  /// A terminal that is gone is no reason to end the work.
  private static func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { writeBytes(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }
}
