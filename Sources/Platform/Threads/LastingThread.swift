import Synchronization

/// A thread that lasts as long as the program and does what others ask of it, one thing after another:
/// for what the system ties to the thread that has done it.
package final class LastingThread: Sendable {
  private struct State: Sendable {
    var jobs: [@Sendable () -> Void] = []
    var hasBegun = false
  }

  private let state = Monitor(State())

  /// A thread that begins with the first thing that it is asked for.
  package init() {}

  /// Has the thread run `body`, and waits for its result. Where the system gives no thread, this one
  /// runs it.
  package func run<R: Sendable>(_ body: @escaping @Sendable () -> R) -> R {
    guard begin() else { return body() }
    let result = Monitor<R?>(nil)
    state.change { state in
      state.jobs.append {
        let made = body()
        result.change { $0 = made }
      }
    }
    var made: R?
    result.loop { value in
      made = value
      return value == nil ? .seconds(60) : nil
    }
    return made ?? body()
  }

  private func begin() -> Bool {
    state.withLock { state in
      if !state.hasBegun, let thread = SystemThread({ [self] in work() }) {
        thread.detach()
        state.hasBegun = true
      }
      return state.hasBegun
    }
  }

  private func work() {
    while true {
      var job: (@Sendable () -> Void)?
      state.loop { state in
        if state.jobs.isEmpty { return .seconds(600) }
        job = state.jobs.removeFirst()
        return nil
      }
      job?()
    }
  }
}
