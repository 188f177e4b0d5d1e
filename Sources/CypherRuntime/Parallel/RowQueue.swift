import Platform

/// Batches that several threads make and one takes, morsel after morsel.
///
/// A thread that is ahead waits once enough rows lie ready; the one whose morsel is wanted next never
/// does, so that there is always one who can go on.
final class RowQueue: @unchecked Sendable {
  // Sendable by hand: everything is behind the lock.

  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var batches: [[Batch]]
  private var isComplete: [Bool]
  private var failures: [Int: any Error] = [:]
  /// The morsel whose batches are taken.
  private var current = 0
  private var waitingRows = 0
  private var isStopped = false

  /// How many rows may lie ready.
  private static let mostRows = 1 << 18

  /// A queue for the batches of as many morsels.
  init(morsels count: Int) {
    batches = Array(repeating: [], count: count)
    isComplete = Array(repeating: false, count: count)
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

  private func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  private func wait() { pthread_cond_wait(changed, lock) }
  private func wakeAll() { pthread_cond_broadcast(changed) }

  /// Adds a batch of a morsel; false where nobody wants it any more.
  func add(_ batch: Batch, of morsel: Int) -> Bool {
    locked {
      while waitingRows > Self.mostRows, morsel != current, !isStopped { wait() }
      if isStopped { return false }
      batches[morsel].append(batch)
      waitingRows += batch.selectedCount
      if morsel == current { wakeAll() }
      return true
    }
  }

  /// Notes that all batches of a morsel were added, or what went wrong after the last.
  func end(_ morsel: Int, with error: (any Error)?) {
    locked {
      isComplete[morsel] = true
      failures[morsel] = error
      wakeAll()
    }
  }

  /// The next batches in the order of morsels; none after the last.
  ///
  /// - Throws: What went wrong, once all before it was taken.
  func take() throws -> [Batch] {
    try locked {
      while current < batches.count {
        if !batches[current].isEmpty {
          let taken = batches[current]
          batches[current] = []
          waitingRows -= taken.reduce(0) { $0 + $1.selectedCount }
          wakeAll()
          return taken
        }
        if isComplete[current] {
          if let error = failures[current] { throw error }
          current += 1
          wakeAll()
        } else {
          wait()
        }
      }
      return []
    }
  }

  /// Lets nobody add anything more.
  func stop() {
    locked {
      isStopped = true
      wakeAll()
    }
  }
}
