import CPageChecksums
import CSQLite

extension SQLiteConnection {
  /// Writes to a write-ahead log from now on.
  ///
  /// - Throws: ``StoreError``: `locked` where another process has the file open, and `library`
  ///   where this version could lose commits because locks are not kept
  ///   (``SQLiteLibrary/hasWALResetRace``).
  func enterWriteAheadLog(operation: String) throws(StoreError) {
    guard isExclusive || !SQLiteLibrary.hasWALResetRace else {
      throw .sharedWriteAheadLog(SQLiteLibrary.versionText, path: path, operation: operation)
    }
    // The lock comes first, and is kept: nobody shall find a log of a file that stays at rest.
    try run("BEGIN EXCLUSIVE", operation: operation)
    try run("COMMIT", operation: operation)
    log = try WriteAheadLog(beside: try location(operation), operation: operation)
    // Whatever closes the connection, the log stays as long as the file says that there is one.
    try check(write_ahead_log_stays(handle, 1), operation)
    try setJournalMode("wal", operation: operation)
  }

  /// Brings all of the log into the file, marks the file as one at rest, and removes the log.
  func leaveWriteAheadLog(operation: String) throws(StoreError) {
    if let log {
      try checkpoint(operation: operation)
      try log.sync(operation: operation)
      _ = try integer("PRAGMA journal_size_limit=0", operation: operation)
    }
    try setJournalMode("delete", operation: operation)
    log?.remove()
    log = nil
    isFirstPageLogged = false
  }

  /// Brings all of the write-ahead log into the file and empties it.
  func checkpoint(operation: String) throws(StoreError) {
    let busy = try integer("PRAGMA wal_checkpoint(TRUNCATE)", operation: operation)
    if busy != 0 { throw .unexpected("the log cannot be brought into the file", path, operation) }
  }

  /// Where the file is, as SQLite knows it.
  private func location(_ operation: String) throws(StoreError) -> FileLocation {
    guard let name = sqlite3_db_filename(handle, "main") else {
      throw .unexpected("SQLite does not tell where the file is", path, operation)
    }
    return FileLocation(path: path, absolute: String(cString: name))
  }
}
