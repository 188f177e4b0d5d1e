import CypherRuntime
import GraphModel
import GraphStore
import Platform

/// The file of a database: who uses it, and when it is given back to other processes.
///
/// The store has one connection, and no more than one thread uses it at a time: whoever has the turn to
/// write, for the length of an operation, and others between two of them. Chunks of the index are read
/// beside all that, under a lock of their own.
///
/// A statement, or an open transaction, holds a ``FileLease``. Without any the file is given back after
/// a while, by a thread that does only that.
final class DatabaseFile: @unchecked Sendable {
  // Sendable by hand: the store is used under the lock, but for what only a writer looks at, which
  // belongs to the session that has the turn.

  /// Reads the chunks of the index.
  let segments: GraphSegments
  private let store: GraphStore
  private let lock = Monitor()
  let use = Monitor(Use())

  /// How the file is used.
  struct Use {
    /// How many statements and transactions need it to stay as it is.
    var leases = 0
    /// Whether any lock on it is held; opening took one.
    var isHeld = true
    /// Whether it is held to write.
    var isWriting = false
    /// Whether somebody is taking it or giving it back.
    var isMoving = false
    /// Whether what is known of it has to be read again.
    var isOutOfDate = false
    var isClosed = false
    /// When it was taken, and when the last lease ended.
    var taken = ContinuousClock.now
    var lastUse = ContinuousClock.now
    /// How long it is kept without a lease; nil for as long as it is open.
    var idleTime: Duration? = .milliseconds(200)
    /// Answers that somebody is reading, with what was seen of them when they were last looked at.
    var answers: [HeldAnswer] = []

    /// Counts one lease more.
    mutating func lend() -> Bool {
      leases += 1
      return true
    }
  }

  /// After how long without a statement that reads the file is given back. Taking and giving it back
  /// costs as much as reading several rows, which many small statements in a row should not pay each.
  static let readingIdle = Duration.milliseconds(5)
  /// After how long a file that is only read is given back between two statements, so that a writer in
  /// another process has its turn.
  private static let longestReading = Duration.milliseconds(50)

  init(_ store: GraphStore) throws {
    self.store = store
    segments = try GraphSegments(store)
  }

  /// The file, as it was given.
  var path: String { store.path }

  /// The store, for the session that has the turn: for what does not ask the file.
  var written: GraphStore { store }

  /// Uses the store; no other thread does meanwhile.
  func withStore<R, E: Error>(_ body: (GraphStore) throws(E) -> R) throws(E) -> R {
    try lock.withLock { () throws(E) in try body(store) }
  }

  /// The same, ended where `isCancelled` says so.
  func withStore<R, E: Error>(
    cancelledBy isCancelled: @escaping @Sendable () -> Bool,
    _ body: (GraphStore) throws(E) -> R
  ) throws(E) -> R {
    try withStore { store throws(E) in
      store.isCancelled = isCancelled
      defer { store.isCancelled = nil }
      return try body(store)
    }
  }

  // MARK: Taking

  /// Takes the file for a statement or a transaction: until the lease goes it stays as it is.
  ///
  /// - Parameters:
  ///   - isOver: Whether to wait no longer for another process.
  ///   - reload: Reads anew what is known of the file, which another process has changed.
  /// - Throws: `StoreError` where another process does not give it in time; whatever `reload` throws.
  func lease(
    until isOver: @escaping @Sendable () -> Bool, reload: (GraphStore) throws -> Void
  ) throws -> FileLease {
    // Most often it is there, and nobody waits for one lease more: nobody is woken.
    if use.withLock({ !$0.isMoving && ($0.isHeld || $0.isClosed) && $0.lend() }) {
      return FileLease(self)
    }
    let isTaker = use.wait(until: isOver) { use -> Bool? in
      if use.isMoving { return nil }
      if use.isHeld || use.isClosed { return !use.lend() }
      use.isMoving = true
      return true
    }
    guard let isTaker else { throw Diagnostic.fileWaitedFor }
    guard isTaker else { return FileLease(self) }
    var isHeld = false
    defer {
      use.change { use in
        use.isMoving = false
        use.isHeld = isHeld
        if isHeld { use.leases += 1 }
        use.taken = .now
      }
    }
    try withStore { store in
      if try store.takeToRead(until: isOver) { noteOutOfDate(true) }
      do {
        try bringUpToDate(store, reload)
      } catch {
        try store.giveBack()
        throw error
      }
    }
    isHeld = true
    return FileLease(self)
  }

  private func noteOutOfDate(_ isOutOfDate: Bool) {
    use.withLock { $0.isOutOfDate = isOutOfDate }
  }

  /// Reads anew what is known of the file, where that is out of date.
  private func bringUpToDate(
    _ store: GraphStore, _ reload: (GraphStore) throws -> Void
  ) throws {
    guard use.withLock({ $0.isOutOfDate }) else { return }
    try reload(store)
    noteOutOfDate(false)
  }

  /// Takes the file to write; for the session that has the turn, and a lease.
  ///
  /// - Parameters:
  ///   - mayGiveBack: Whether nothing depends on what the session has read so far. Where others read
  ///     the file, it is then given back, so that who waits to write there does not wait for us.
  /// - Returns: Whether another process has changed the file meanwhile, and `reload` has read it anew.
  func becomeWriter(
    mayGiveBack: Bool, until isOver: @escaping @Sendable () -> Bool,
    reload: (GraphStore) throws -> Void
  ) throws -> Bool {
    // Who closes the database has no lease; the file may be on its way back.
    let isWriting = use.wait(until: { false }) { $0.isMoving ? nil : $0.isWriting }
    if isWriting == true { return false }
    while true {
      do {
        return try withStore { store in
          let isChanged = try store.takeToWrite(until: { true })
          use.withLock { ($0.isHeld, $0.isWriting) = (true, true) }
          if isChanged { noteOutOfDate(true) }
          try bringUpToDate(store, reload)
          return isChanged
        }
      } catch let error as StoreError where error.kind == .locked {
        if isOver() { throw error }
        let isAlone = use.withLock { use in
          guard mayGiveBack, use.leases == 1, !use.isMoving else { return false }
          use.isMoving = true
          return true
        }
        if isAlone { return try takeAgainToWrite(until: isOver, reload) }
        // Whoever waits to write elsewhere waits for us as well.
        guard mayGiveBack || !error.holderWrites else { throw error }
        pause()
      }
    }
  }

  private func takeAgainToWrite(
    until isOver: @escaping @Sendable () -> Bool, _ reload: (GraphStore) throws -> Void
  ) throws -> Bool {
    var isHeld = false
    defer {
      use.change { use in
        use.isMoving = false
        use.isHeld = isHeld
        use.isWriting = isHeld
      }
    }
    return try withStore { store in
      try store.giveBack()
      let isChanged = try store.takeToWrite(until: isOver)
      isHeld = true
      if isChanged { noteOutOfDate(true) }
      try bringUpToDate(store, reload)
      return isChanged
    }
  }

  private func pause() { use.wait(for: .milliseconds(2)) }

  // MARK: Giving back

  fileprivate func endLease() {
    let now = ContinuousClock.now
    let isDue = use.withLock { use in
      use.leases -= 1
      use.lastUse = now
      guard use.leases == 0, use.isHeld, !use.isWriting, !use.isMoving, use.idleTime != nil,
        now - use.taken > Self.longestReading
      else { return false }
      use.isMoving = true
      return true
    }
    if isDue { giveBack() }
  }

  /// Gives the file back at once, where no statement or transaction needs it.
  func giveBackIfIdle() {
    let isIdle = use.withLock { use in
      guard use.leases == 0, use.isHeld, !use.isMoving, !use.isClosed else { return false }
      use.isMoving = true
      return true
    }
    if isIdle { giveBack() }
  }

  /// Gives the file back; whoever calls has noted that it is moving.
  private func giveBack() {
    var isHeld = true
    do {
      try withStore { try $0.giveBack() }
      isHeld = false
    } catch {
      // The disk is full, say: every commit is safe in the log, and the next attempt, or closing,
      // tells of it.
    }
    use.change { use in
      use.isMoving = false
      use.isHeld = isHeld
      if !isHeld { use.isWriting = false }
      use.lastUse = .now
    }
  }

  /// Starts the thread that gives the file back when nobody has used it for a while.
  func startKeeper() {
    // Without a thread to be had, the file is kept until the end of a statement that finds it so.
    SystemThread { self.keep() }?.detach()
  }

  private func keep() {
    while true {
      var isEnd = false
      var idle: [AnswerReading] = []
      use.loop { use in
        if use.isClosed {
          isEnd = true
          return nil
        }
        guard use.isHeld, !use.isMoving, let idleTime = use.idleTime else {
          return .seconds(3_600)
        }
        if use.leases > 0 {
          idle = use.idleAnswers(after: idleTime)
          // Most statements are short, and the end of a long one gives the file back itself.
          let isRecent = .now - use.taken < Self.longestReading
          return idle.isEmpty ? (isRecent ? Self.readingIdle : idleTime / 2) : nil
        }
        let limit = use.isWriting ? idleTime : min(idleTime, Self.readingIdle)
        let left = limit - (.now - use.lastUse)
        if left > .zero { return left }
        use.isMoving = true
        return nil
      }
      if isEnd { return }
      if idle.isEmpty { giveBack() } else { for reading in idle { reading.answer?.spool() } }
    }
  }

  // MARK: Closing

  /// Notes that nothing new may begin.
  func noteClosed() { use.change { $0.isClosed = true } }

  /// Ends the use.
  ///
  /// - Throws: `StoreError` where the file cannot be brought to rest.
  func close() throws {
    noteClosed()
    segments.close()
    try withStore { try $0.close() }
  }
}

/// The right to a file that stays as it is; given back when the object goes.
final class FileLease: Sendable {
  private let file: DatabaseFile

  fileprivate init(_ file: DatabaseFile) { self.file = file }

  deinit { file.endLease() }
}

/// An answer that somebody is reading, as the keeper of the file sees it.
struct HeldAnswer {
  var reading: AnswerReading
  /// How often it had been read from when it was last looked at, and since when that has not changed.
  var count = 0
  var since = ContinuousClock.now
}

extension DatabaseFile.Use {
  /// Notes an answer that needs the file.
  mutating func note(_ reading: AnswerReading) {
    if answers.count > 64 { answers.removeAll { $0.reading.isOver } }
    answers.append(HeldAnswer(reading: reading))
  }

  /// Answers that nobody has read from for so long.
  fileprivate mutating func idleAnswers(after time: Duration) -> [AnswerReading] {
    let now = ContinuousClock.now
    answers.removeAll { $0.reading.isOver }
    var idle: [AnswerReading] = []
    for index in answers.indices {
      let count = answers[index].reading.count
      if count != answers[index].count {
        answers[index].count = count
        answers[index].since = now
      } else if now - answers[index].since >= time {
        idle.append(answers[index].reading)
      }
    }
    answers.removeAll { held in idle.contains { $0 === held.reading } }
    return idle
  }
}
