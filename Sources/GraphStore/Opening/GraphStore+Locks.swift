import Platform

/// What locks a store holds on its file.
enum FileUse: Hashable, Sendable {
  /// None: others may write.
  case free
  /// SQLite's SHARED lock: others may read.
  case reading
  /// SQLite's EXCLUSIVE lock, and the file is in write-ahead-log mode.
  case writing
}

/// By what a store knows its file again after it has given it back.
struct FileState: Hashable, Sendable {
  /// What was under the path.
  var identity: FileIdentity
  /// SQLite's change counter, which every writer leaves raised.
  var changeCounter: Int
  /// How many commits there were.
  var generation: Int
}

extension GraphStore {
  /// Whether the store holds any lock on its file.
  public var holdsFile: Bool { use != .free }

  /// Takes the reader's lock of a file that was given back.
  ///
  /// What a crashed writer has left meanwhile is taken over first.
  ///
  /// - Parameter isOver: Whether to wait no longer for a process that writes.
  /// - Returns: Whether another process has changed the file. Everything that was read of it is out of
  ///   date then; what the store itself keeps has been read again.
  /// - Throws: ``StoreError``: `locked` where another process writes, `changedElsewhere` where another
  ///   file is in its place; as ``open(path:mode:)`` otherwise.
  public func takeToRead(until isOver: @Sendable @escaping () -> Bool) throws(StoreError) -> Bool {
    let operation = "read the graph"
    guard use == .free else { return false }
    let (connection, file) = try openFile(operation)
    try checkInPlace(file, operation)
    let now = try retrying(operation, file, until: isOver) { () throws(StoreError) in
      try connection.treatPages(try Self.bringToRest(file), operation: operation)
      try connection.keepLocks(operation: operation)
      do throws(StoreError) {
        return try connection.waiting(until: isOver) { () throws(StoreError) in
          try state(connection, file, operation)
        }
      } catch {
        try connection.releaseLocks(operation: operation)
        throw error
      }
    }
    use = .reading
    return try comeBack(to: now, file, operation)
  }

  /// Takes the writer's lock of a file that was given back, before anything is read of it.
  ///
  /// Who waits here keeps new readers out, so that its turn comes.
  ///
  /// - Returns: As ``takeToRead(until:)``.
  /// - Throws: As ``takeToRead(until:)``; `locked` also where others go on reading.
  public func takeToWrite(
    until isOver: @Sendable @escaping () -> Bool
  ) throws(StoreError) -> Bool {
    let operation = "begin a transaction"
    guard !isReadOnly else { throw .readOnly(path, operation: operation) }
    guard use == .free else {
      try becomeWriter(try open(for: operation), until: isOver)
      return false
    }
    let (connection, file) = try openFile(operation)
    try checkInPlace(file, operation)
    let now = try retrying(operation, file, until: isOver) { () throws(StoreError) in
      try connection.treatPages(try Self.bringToRest(file), operation: operation)
      try connection.waiting(until: isOver) { () throws(StoreError) in
        try connection.run("BEGIN EXCLUSIVE", operation: operation)
      }
      do throws(StoreError) {
        let now = try state(connection, file, operation)
        // From here on the lock is kept, also when this transaction has ended.
        try connection.keepLocks(operation: operation)
        try connection.run("COMMIT", operation: operation)
        try connection.enterWriteAheadLog(operation: operation)
        return now
      } catch {
        if connection.isInTransaction { _ = try? connection.run("ROLLBACK", operation: operation) }
        dropUnusedLog(connection, file)
        try connection.releaseLocks(operation: operation)
        throw error
      }
    }
    use = .writing
    return try comeBack(to: now, file, operation)
  }

  /// Gives up every lock: the file is at rest then, and others may read and write it.
  ///
  /// - Throws: ``StoreError``: `misuse` in a transaction. Where the log cannot be brought into the
  ///   file, the lock is kept, and every commit is safe in the log.
  public func giveBack() throws(StoreError) {
    let operation = "give the file back"
    guard use != .free else { return }
    let (connection, file) = try openFile(operation)
    guard transaction == nil else { throw .inTransaction(path, operation: operation) }
    if use == .writing {
      // Beside a file that was moved, SQLite would bring the log into the file and leave neither at
      // rest.
      try file.checkPlace(operation: operation)
      try connection.leaveWriteAheadLog(operation: operation)
      hasWrittenBefore = true
    }
    lastState = FileState(
      identity: file.identity, changeCounter: try file.changeCounter(),
      generation: counters.generation)
    if use == .writing {
      try Self.bringToRest(connection)
    } else {
      try connection.releaseLocks(operation: operation)
    }
    use = .free
  }

  /// What the file is now; the first reading takes the lock.
  private func state(
    _ connection: SQLiteConnection, _ file: HeldFile, _ operation: String
  ) throws(StoreError) -> FileState {
    // Kept: to prepare it anew costs more than all else that a small query asks of the file.
    if generationReader == nil {
      generationReader = try connection.prepare(
        "SELECT value FROM meta WHERE key = 'generation'", persistent: true, operation: operation)
    }
    guard let reader = generationReader else { throw .closed(path, operation: operation) }
    defer { reader.reset() }
    let generation = try reader.step(operation) ? reader.integer(at: 0) : -1
    return FileState(
      identity: file.identity, changeCounter: try file.changeCounter(), generation: generation)
  }

  /// Compares the file with what it was when it was given back, and reads anew what has changed.
  ///
  /// Where that fails, no lock is kept, and the next attempt reads all of it again.
  private func comeBack(
    to now: FileState, _ file: HeldFile, _ operation: String
  ) throws(StoreError) -> Bool {
    do throws(StoreError) {
      try checkInPlace(file, operation)
      guard now != lastState else { return false }
      try reload()
      return true
    } catch {
      let connection = try open(for: operation)
      if use == .writing {
        try Self.bringToRest(connection)
      } else {
        try connection.releaseLocks(operation: operation)
      }
      use = .free
      if error.kind != .changedElsewhere { lastState = nil }
      throw error
    }
  }

  /// Makes sure that the file which was given back is still the one under its path.
  private func checkInPlace(_ file: HeldFile, _ operation: String) throws(StoreError) {
    let there = try FileStatus.of(file.location.absolute, operation: operation)?.identity
    guard there != file.identity else { return }
    let isKept = try isKept(file, operation)
    throw .otherFile(path, isThere: there != nil, isKept: isKept, operation: operation)
  }

  /// Whether the file that is open, although it may be no more under its path, is as it was given
  /// back, with nothing under that path that SQLite would take for its log.
  private func isKept(_ file: HeldFile, _ operation: String) throws(StoreError) -> Bool {
    guard let lastState, try file.changeCounter() == lastState.changeCounter,
      let header = DatabaseHeader(try file.beginning(DatabaseHeader.length)),
      !header.usesWriteAheadLog
    else { return false }
    for suffix in GraphStore.sideSuffixes {
      let path = file.location.absolute + suffix
      if try FileStatus.of(path, followingLinks: false, operation: operation) != nil {
        return false
      }
    }
    return true
  }

  /// Makes sure that a file which was given back may be read where it is, for a copy: it was taken
  /// away, and what was committed is in what is still open here.
  func checkKept(_ operation: String) throws(StoreError) {
    let (_, file) = try openFile(operation)
    if try isKept(file, operation) { return }
    throw .changedElsewhere(path, operation: operation)
  }

  /// Reads everything but the rows again.
  private func reload() throws(StoreError) {
    fullText = nil
    hasFullTextNotes = false
    nextSegment = nil
    changes = ChangeRecord()
    changedEntities = 0
    // They are made for the format that the file had.
    statements = nil
    generationReader = nil
    try load()
  }

  private func openFile(_ operation: String) throws(StoreError) -> (SQLiteConnection, HeldFile) {
    let connection = try open(for: operation)
    guard let file else { throw .closed(path, operation: operation) }
    return (connection, file)
  }

  /// Runs `body` until no other process stands in the way any more.
  private func retrying<R>(
    _ operation: String, _ file: HeldFile, until isOver: () -> Bool,
    _ body: () throws(StoreError) -> R
  ) throws(StoreError) -> R {
    while true {
      do throws(StoreError) {
        return try body()
      } catch {
        guard error.kind == .locked else { throw error }
        if isOver() {
          throw .locked(file.otherHolder(), path: path, operation: operation, code: error.code)
        }
        usleep(2_000)
      }
    }
  }
}

extension HeldFile {
  /// SQLite's change counter. (Layout: "Database File Format" at sqlite.org, section 1.3.7.)
  func changeCounter() throws(StoreError) -> Int {
    try beginning(28).suffix(4).reduce(0) { $0 << 8 | Int($1) }
  }
}
