/// A state behind a lock, whose changes threads can wait for (Hoare, "Monitors: an operating system
/// structuring concept"): the one lock of the program, for states that nobody waits for as well.
///
///     private let known = Monitor<[String: Int]>([:])
///     let number = known.withLock { $0[name] }
///
/// The lock is the system's, which the thread sanitizer knows. The standard library's `Mutex` makes a
/// thread wait, and wakes it, in code that the sanitizer does not see, so that it reports states that are
/// well guarded (decision 28).
package final class Monitor<State>: @unchecked Sendable {
  // Sendable by hand: the state is only touched under the lock, never while a thread waits.

  @usableFromInline var state: State
  @usableFromInline let lock: UnsafeMutablePointer<pthread_mutex_t>
  @usableFromInline let changed: UnsafeMutablePointer<pthread_cond_t>

  /// - Precondition: The state has a size. An empty one has the address of what lies beside it: the
  ///   sanitizer would take who reads that, on the way to the lock, for one who reads the state. What is
  ///   no value of ours is guarded by a ``init()`` without a state.
  @inlinable package convenience init(_ state: sending State) {
    precondition(MemoryLayout<State>.size > 0, "There is nothing to guard")
    self.init(holding: state)
  }

  @usableFromInline init(holding state: sending State) {
    self.state = state
    let size = MemoryLayout<pthread_mutex_t>.stride + MemoryLayout<pthread_cond_t>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    lock = memory.bindMemory(to: pthread_mutex_t.self, capacity: 1)
    changed = (memory + MemoryLayout<pthread_mutex_t>.stride)
      .bindMemory(to: pthread_cond_t.self, capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    UnsafeMutableRawPointer(lock).deallocate()
  }

  /// Runs `body`, during which no other thread has the state.
  @inlinable package func withLock<R: ~Copyable, E: Error>(
    _ body: (inout sending State) throws(E) -> sending R
  ) throws(E) -> sending R {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&state)
  }

  /// Runs `body` and wakes all who wait for a change.
  package func change<R, E: Error>(
    _ body: (inout sending State) throws(E) -> sending R
  ) throws(E) -> sending R {
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
    until isOver: () -> Bool, _ body: (inout sending State) throws(E) -> sending R?
  ) throws(E) -> sending R? {
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
  package func loop(_ body: (inout sending State) -> Duration?) {
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

extension Monitor where State == Void {
  /// A lock alone, for what is no value of ours: a connection, a library that is for one thread.
  package convenience init() { self.init(holding: ()) }

  /// Runs `body`, during which no other thread has the lock.
  package func withLock<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }
}
