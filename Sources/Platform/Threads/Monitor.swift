/// A state behind a lock, whose changes threads can wait for (Hoare, "Monitors: an operating system
/// structuring concept").
package final class Monitor<State>: @unchecked Sendable {
  // Sendable by hand: the state is only touched under the lock.

  private var state: State
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  package init(_ state: State) {
    self.state = state
    lock = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Runs `body`, during which no other thread has the state.
  package func withLock<R, E: Error>(_ body: (inout State) throws(E) -> R) throws(E) -> R {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&state)
  }

  /// Runs `body` and wakes all who wait for a change.
  package func change<R, E: Error>(_ body: (inout State) throws(E) -> R) throws(E) -> R {
    pthread_mutex_lock(lock)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
    }
    return try body(&state)
  }

  /// Runs `body` again and again, each time after a change or after a little while, until it has a
  /// result or `isOver` says that the time is over; nil then.
  ///
  /// Each result is taken for a change.
  package func wait<R, E: Error>(
    until isOver: () -> Bool, _ body: (inout State) throws(E) -> R?
  ) throws(E) -> R? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = try body(&state) {
        pthread_cond_broadcast(changed)
        return result
      }
      if isOver() { return nil }
      pause(for: .milliseconds(20))
    }
  }

  /// Waits for a change, for as long as `body` says; ends when it says nil.
  package func loop(_ body: (inout State) -> Duration?) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while let time = body(&state) { pause(for: time) }
  }

  /// Waits for a change, but no longer than so.
  package func wait(for duration: Duration) {
    pthread_mutex_lock(lock)
    pause(for: duration)
    pthread_mutex_unlock(lock)
  }

  /// Gives the lock up until something changes or the time is over.
  private func pause(for duration: Duration) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    let (seconds, attoseconds) = duration.components
    let nanoseconds = end.tv_nsec + Int(attoseconds / 1_000_000_000)
    end.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(changed, lock, &end)
  }
}
