import GraphModel
import Platform

extension GraphStore {
  /// Begins a transaction.
  ///
  /// The first one of a store takes the EXCLUSIVE lock and keeps it until ``giveBack()`` or
  /// ``close()``.
  ///
  /// - Throws: ``StoreError``: `locked` where another process goes on using the graph (with its
  ///   number, where the system tells it), and nothing has changed then; `readOnly`; `permission` where the
  ///   folder cannot be written, which the log needs; `misuse` where a transaction is open.
  public func begin() throws(StoreError) {
    let connection = try open(for: "begin a transaction")
    guard !isReadOnly else { throw .readOnly(path, operation: "begin a transaction") }
    guard transaction == nil else { throw .inTransaction(path, operation: "begin a transaction") }
    try becomeWriter(connection)
    try upgrade(connection)
    if !connection.isFirstPageLogged, file != nil, connection.pages.hasChecksums {
      // Whatever comes into the log, the first page is there before it.
      try connection.touchFirstPage(formatVersion, operation: "begin a transaction")
      connection.isFirstPageLogged = true
    }
    if statements == nil { statements = try WriteStatements(connection, formatVersion) }
    try fullTextWriter(connection)
    try statements?.begin.run("begin a transaction")
    transaction = Transaction(start: mark, changesBefore: connection.totalChanges)
  }

  /// Makes the transaction's changes permanent: when this returns, they are on the disk.
  ///
  /// A commit cannot be interrupted. Where it fails (the disk is full), the transaction has been
  /// taken back and the store can be used; only after a failure of the disk itself
  /// (`inputOutput`) can it be unknown, until the next commit, which of the two a power loss would
  /// leave.
  public func commit() throws(StoreError) {
    let (connection, statements) = try writing("commit")
    do throws(StoreError) {
      try applyFullText()
      if let transaction, connection.totalChanges != transaction.changesBefore {
        try checkPlace(connection, "commit")
        counters.generation = try following(counters.generation, "commit")
        try writeChanges(statements)
        try writeCounters(besides: transaction.start.counters, statements)
        try statements.touchFirstPage?.run("commit")
      }
      try statements.commit.run("commit")
    } catch {
      discardTransaction(on: connection)
      throw error.kind == .inputOutput ? .commitUnknown(error) : error
    }
    transaction = nil
    changes = ChangeRecord()
  }

  /// Takes back everything since ``begin()``.
  public func rollback() throws(StoreError) {
    let connection = try open(for: "roll back")
    guard transaction != nil else { throw .noTransaction(path, operation: "roll back") }
    discardTransaction(on: connection)
    if connection.isInTransaction {
      throw .unexpected("SQLite keeps the transaction open", path, "roll back")
    }
  }

  /// A point that ``rollback(to:)`` can go back to. Savepoints nest.
  public func savepoint() throws(StoreError) -> Savepoint {
    let (_, statements) = try writing("set a savepoint")
    try statements.savepoint.run("set a savepoint")
    let number = transaction?.nextSavepoint ?? 0
    transaction?.savepoints.append((number, mark))
    transaction?.nextSavepoint += 1
    return Savepoint(number: number)
  }

  /// Keeps what was done since `savepoint`, as a part of the transaction, and ends the savepoint
  /// with all those within it.
  public func release(_ savepoint: Savepoint) throws(StoreError) {
    let (_, statements) = try writing("release a savepoint")
    let depth = try depth(of: savepoint, "release a savepoint")
    while let transaction, transaction.savepoints.count > depth {
      try statements.release.run("release a savepoint")
      self.transaction?.savepoints.removeLast()
    }
  }

  /// Takes back everything since `savepoint`, and ends it with all those within it.
  public func rollback(to savepoint: Savepoint) throws(StoreError) {
    let (_, statements) = try writing("go back to a savepoint")
    let depth = try depth(of: savepoint, "go back to a savepoint")
    while let transaction, transaction.savepoints.count > depth,
      let last = transaction.savepoints.last
    {
      try statements.rollbackToSavepoint.run("go back to a savepoint")
      try statements.release.run("go back to a savepoint")
      restore(last.mark)
      self.transaction?.savepoints.removeLast()
    }
  }

  // MARK: The state in memory

  private var mark: Transaction.Mark {
    Transaction.Mark(
      counters: counters, symbolCount: symbolTable.count, indexes: indexTable, changes: changes,
      changedEntities: changedEntities, hasFullTextNotes: hasFullTextNotes,
      snapshots: snapshotTable)
  }

  private func restore(_ mark: Transaction.Mark) {
    counters = mark.counters
    symbolTable.truncate(to: mark.symbolCount)
    if indexTable != mark.indexes { fullText = nil }
    indexTable = mark.indexes
    changes = mark.changes
    changedEntities = mark.changedEntities
    hasFullTextNotes = mark.hasFullTextNotes
    if snapshotTable != mark.snapshots { formerRows = nil }
    snapshotTable = mark.snapshots
    // They may hold a symbol that is no more.
    statements?.lastLabels = ([], [])
  }

  private func depth(of savepoint: Savepoint, _ operation: String) throws(StoreError) -> Int {
    let depth = transaction?.savepoints.firstIndex { $0.number == savepoint.number }
    guard let depth else { throw .noSavepoint(path, operation: operation) }
    return depth
  }

  /// The connection and statements of a store in a transaction.
  func writing(
    _ operation: String
  ) throws(StoreError) -> (SQLiteConnection, WriteStatements) {
    let connection = try open(for: operation)
    guard transaction != nil, let statements else {
      throw .noTransaction(path, operation: operation)
    }
    return (connection, statements)
  }

  /// Ends the transaction without its changes, whatever state SQLite has left it in.
  func discardTransaction(on connection: SQLiteConnection) {
    if connection.isInTransaction, let statements {
      // A rollback fails only where SQLite has ended the transaction of itself.
      _ = try? statements.rollback.run("roll back")
    }
    if let transaction { restore(transaction.start) }
    transaction = nil
  }

  /// Runs a statement that changes rows.
  ///
  /// Where the disk or the system fails, the whole transaction is taken back: SQLite may have done
  /// so already, and half a transaction must not stay. A mistake of the caller, such as an
  /// identifier used twice, leaves the transaction as it was before the call.
  func write(
    _ statement: SQLiteStatement, _ connection: SQLiteConnection, _ operation: String
  ) throws(StoreError) {
    do {
      try statement.run(operation)
    } catch {
      let isMistake = error.kind == .duplicate || error.kind == .tooLarge
      if !isMistake || !connection.isInTransaction { discardTransaction(on: connection) }
      throw error
    }
  }

  /// Notes beside the rows which of them the transaction has touched.
  private func writeChanges(_ statements: WriteStatements) throws(StoreError) {
    guard !changes.isEmpty else { return }
    try lend(changes.bytes) { bytes throws(StoreError) in
      statements.insertChange.bind(counters.generation, at: 1)
      statements.insertChange.bind(changes.count, at: 2)
      statements.insertChange.bind(
        borrowedBlob: UnsafeRawBufferPointer(bytes), at: 3)
      try statements.insertChange.run("commit")
    }
    changedEntities += changes.count
  }

  /// Gives a file of an older format the tables that it lacks.
  func upgrade(_ connection: SQLiteConnection) throws(StoreError) {
    guard !hasDerivedTables else { return }
    let operation = "bring the file to the present format"
    do throws(StoreError) {
      try connection.runScript(
        "BEGIN IMMEDIATE; \(StoreSchema.upgrade) COMMIT;", operation: operation)
    } catch {
      if connection.isInTransaction { _ = try? connection.run("ROLLBACK", operation: operation) }
      throw error
    }
    formatVersion = try connection.integer("PRAGMA user_version", operation: operation) ?? 0
  }

  /// Makes sure that what is committed can be found again.
  private func checkPlace(
    _ connection: SQLiteConnection, _ operation: String
  ) throws(StoreError) {
    guard let file else { return }
    try file.checkPlace(operation: operation)
    if try connection.log?.isInPlace(operation: operation) == false {
      throw .logNotInPlace(
        file.location.name + "-wal", path: file.location.path, operation: operation)
    }
  }

  private func writeCounters(
    besides before: Counters, _ statements: WriteStatements
  ) throws(StoreError) {
    for (name, counter) in Counters.names
    where counters[keyPath: counter] != before[keyPath: counter] {
      statements.setMeta.bind(Text(name), at: 1)
      statements.setMeta.bind(counters[keyPath: counter], at: 2)
      try statements.setMeta.run("commit")
    }
  }

  /// The number after `number`, which identifiers and generations never reach in practice.
  private func following(_ number: Int, _ operation: String) throws(StoreError) -> Int {
    let (sum, overflow) = number.addingReportingOverflow(1)
    guard !overflow else { throw .noMoreIDs(path, operation: operation) }
    return sum
  }

  // MARK: Becoming the writer

  /// Takes the EXCLUSIVE lock and goes over to the log, while the reader's lock is kept: what has
  /// been read stays true. It waits as long as the store has patience.
  func becomeWriter(_ connection: SQLiteConnection) throws(StoreError) {
    let end = ContinuousClock.now + patience
    try becomeWriter(connection) { ContinuousClock.now >= end }
  }

  func becomeWriter(
    _ connection: SQLiteConnection, until isOver: () -> Bool
  ) throws(StoreError) {
    let operation = "begin a transaction"
    guard use != .writing, let file else { return }
    guard use == .reading else {
      throw .misuse("the file has been given back", path, operation)
    }
    try file.checkPlace(operation: operation)
    while true {
      // Asking first leaves our own lock as it is; only who comes between is found by trying.
      let holder = file.otherHolder()
      if holder == nil {
        do throws(StoreError) {
          try connection.enterWriteAheadLog(operation: operation)
          use = .writing
          return
        } catch {
          dropUnusedLog(connection, file)
          try returnToReading(connection)
          guard error.kind == .locked else { throw error }
          if isOver() {
            throw .locked(
              file.otherHolder(), path: path, operation: operation, code: error.code)
          }
        }
      } else if isOver() || holder?.isWriter == true {
        // Another that waits to write waits for us: one of the two must give way.
        throw .locked(holder, path: path, operation: operation)
      }
      usleep(2_000)
    }
  }

  /// Removes a log that was made for a file which has stayed at rest.
  ///
  /// Where the file does not tell, the log stays: by itself it is of no meaning, and the failure that
  /// brought us here is the one to be heard of.
  func dropUnusedLog(_ connection: SQLiteConnection, _ file: HeldFile) {
    guard let bytes = try? file.beginning(DatabaseHeader.length),
      let header = DatabaseHeader(bytes), !header.usesWriteAheadLog
    else { return }
    connection.log?.remove()
    connection.log = nil
  }

  /// Gives up a lock that was half taken, so that others are not kept out, and takes the reader's.
  ///
  /// There is a moment without any lock; what changed in it makes the store stale.
  func returnToReading(_ connection: SQLiteConnection) throws(StoreError) {
    let operation = "begin a transaction"
    isStale = true
    let before = try connection.integer("PRAGMA data_version", operation: operation)
    try connection.releaseLocks(operation: operation)
    try connection.keepLocks(operation: operation)
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema", operation: operation)
    let after = try connection.integer("PRAGMA data_version", operation: operation)
    isStale = before != after
  }
}
