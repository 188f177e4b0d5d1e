import CPageChecksums
import CSQLite
import GraphModel

/// A connection to one SQLite database file.
///
/// It is opened without SQLite's own mutex and is not `Sendable`: whoever shares it between threads
/// puts it behind a lock of their own, and the compiler holds them to it. Statements and blobs keep
/// their connection alive; it closes when the last of them goes.
package final class SQLiteConnection {
  /// What a connection may do with its file.
  package enum Access: Sendable {
    /// Read; the file must exist.
    case readOnly
    /// Read and write; the file must exist.
    case readWrite
    /// Read and write; the file is made where there is none.
    case create
  }

  /// The file, as messages show it.
  package let path: String
  let handle: OpaquePointer
  /// Kept until the database is closed; see ``HeldFile`` for why the order matters.
  private let file: AnyObject?
  private var progress: ProgressCheck?
  private(set) var isExclusive = false
  /// How the pages of the file are treated.
  var pages = PagePolicy.withoutChecksums
  /// The write-ahead log, once it has been entered.
  var log: WriteAheadLog?
  /// Whether the log has had the first page in it.
  var isFirstPageLogged = false

  /// Opens the database at `location`.
  ///
  /// - Parameters:
  ///   - location: An absolute path, so that SQLite takes it for nothing but a path.
  ///   - path: The path as messages show it.
  ///   - access: What the connection may do.
  ///   - file: An object to be released only after the database has been closed.
  ///   - pages: Whether the file's pages have checksums, and what becomes of those that are damaged.
  ///   - isShared: Whether several threads may call at once; SQLite then takes a lock in each call,
  ///     a tenth of the time of adding rows.
  /// - Throws: ``StoreError`` where SQLite cannot open the file. SQLite reads a file only when it
  ///   is first asked for something, so that a bad file may be noticed later.
  package init(
    _ location: String, path: String? = nil, access: Access, holding file: AnyObject? = nil,
    pages: PagePolicy = .withoutChecksums, isShared: Bool = true
  ) throws(StoreError) {
    let path = path ?? location
    try SQLiteLibrary.check(path: path, operation: "open")
    guard let system = page_checksum_vfs() else {
      throw .unexpected("SQLite cannot be given a way to read files", path, "open")
    }
    let mode =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      location, &opened,
      mode | SQLITE_OPEN_EXRESCODE | (isShared ? SQLITE_OPEN_FULLMUTEX : SQLITE_OPEN_NOMUTEX),
      system)
    guard let opened, code == SQLITE_OK else {
      let error = StoreError.sqlite(code, connection: opened, path: path, operation: "open")
      sqlite3_close(opened)
      throw error
    }
    self.path = path
    self.handle = opened
    self.file = file
    sqlite3_busy_timeout(opened, 0)
    // Before anything but the header has been read. A database in memory has no file to be told.
    if pages != self.pages { try treatPages(pages, operation: "open") }
  }

  deinit {
    // Statements and blobs hold the connection, so none is left that could make this fail.
    sqlite3_close(handle)
  }

  /// The error of the given result code, with what SQLite says about it.
  func error(_ code: Int32, _ operation: String) -> StoreError {
    .sqlite(code, connection: handle, path: path, operation: operation)
  }

  /// Decides how the pages of the file are treated from now on.
  func treatPages(_ policy: PagePolicy, operation: String) throws(StoreError) {
    try check(page_checksum_set(handle, policy.forVFS), operation)
    pages = policy
  }

  /// Throws unless `code` is a success.
  func check(_ code: Int32, _ operation: String) throws(StoreError) {
    if code != SQLITE_OK { throw error(code, operation) }
  }
}

// MARK: - Statements

extension SQLiteConnection {
  /// A prepared statement.
  ///
  /// - Parameter persistent: Whether it is kept for long, which lets SQLite allocate it so.
  package func prepare(
    _ sql: String, persistent: Bool = false, operation: String
  ) throws(StoreError) -> SQLiteStatement {
    try SQLiteStatement(sql, on: self, persistent: persistent, operation: operation)
  }

  /// Runs one statement whose rows, if any, are of no interest.
  package func run(_ sql: String, operation: String) throws(StoreError) {
    let statement = try prepare(sql, operation: operation)
    while try statement.step(operation) {}
  }

  /// Runs several statements, separated by semicolons.
  package func runScript(_ sql: String, operation: String) throws(StoreError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil), operation)
  }

  /// The integer in the first row and column, or nil where there is no row or a null.
  ///
  /// The statement runs to its end: a PRAGMA that changes something commits after its row.
  package func integer(_ sql: String, operation: String) throws(StoreError) -> Int? {
    let statement = try prepare(sql, operation: operation)
    guard try statement.step(operation) else { return nil }
    let found = statement.isNull(at: 0) ? nil : statement.integer(at: 0)
    try statement.run(operation)
    return found
  }

  /// The text in the first row and column, or nil where there is no row or a null; see
  /// ``integer(_:operation:)``.
  package func text(_ sql: String, operation: String) throws(StoreError) -> String? {
    let statement = try prepare(sql, operation: operation)
    guard try statement.step(operation) else { return nil }
    let found = statement.text(at: 0)
    try statement.run(operation)
    return found
  }

  /// The number of rows that the last INSERT, UPDATE or DELETE changed.
  package var changes: Int { Int(sqlite3_changes(handle)) }

  /// The number of rows changed since the connection was opened.
  package var totalChanges: Int { Int(sqlite3_total_changes(handle)) }

  /// Whether a transaction is open; SQLite ends one of itself on some failures.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Whether the file can only be read, whatever access was asked for.
  package var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }
}

// MARK: - Settings

extension SQLiteConnection {
  /// Guards against files that somebody has tampered with, and makes every commit durable.
  ///
  /// Triggers are off: those of the format are for other programs, and a stranger's would change
  /// what a write does.
  /// `synchronous=FULL` is never relaxed: in WAL mode anything less loses commits on power loss.
  ///
  /// - Parameter defensive: False only for a file under construction, whose journal mode SQLite
  ///   would otherwise not let us choose.
  func configure(defensive: Bool = true, operation: String) throws(StoreError) {
    let settings: [(Int32, Int32)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, defensive ? 1 : 0), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]
    for (setting, value) in settings {
      try check(csqlite_db_config_flag(handle, setting, value), operation)
    }
    try runScript(
      """
      PRAGMA synchronous=FULL;
      PRAGMA fullfsync=ON;
      PRAGMA checkpoint_fullfsync=ON;
      PRAGMA cell_size_check=ON;
      PRAGMA cache_size=-16384;
      """, operation: operation)
  }

  /// Lets a copy be read as far as that goes, although its pages contradict each other.
  func readThroughDamage(operation: String) throws(StoreError) {
    for (setting, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 0), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      // Without it, SQLite refuses a file that is shorter than its header says.
      (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1), (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    ] {
      try check(csqlite_db_config_flag(handle, setting, Int32(value)), operation)
    }
  }

  /// Keeps every lock that the connection takes, from now until it is closed.
  ///
  /// A reader then holds its SHARED lock and a writer its EXCLUSIVE one; and a WAL that is entered
  /// later needs no shared memory, which keeps other processes out of it altogether.
  func keepLocks(operation: String) throws(StoreError) {
    let mode = try text("PRAGMA locking_mode=EXCLUSIVE", operation: operation)
    guard mode == "exclusive" else {
      throw .unexpected("SQLite keeps locking mode '\(mode ?? "")'", path, operation)
    }
    isExclusive = true
  }

  /// Gives back every lock; the next statement takes what it needs afresh.
  func releaseLocks(operation: String) throws(StoreError) {
    try run("PRAGMA locking_mode=NORMAL", operation: operation)
    isExclusive = false
    // The mode takes effect when a statement has read the file.
    _ = try integer("SELECT count(*) FROM sqlite_schema", operation: operation)
  }

  /// Chooses how a transaction can be taken back: `delete`, `wal` or `memory`.
  ///
  /// Leaving `wal` brings all of the log into the file and removes it.
  func setJournalMode(_ mode: String, operation: String) throws(StoreError) {
    let found = try text("PRAGMA journal_mode=\(mode)", operation: operation)
    guard found == mode else {
      throw .unexpected(
        "SQLite keeps journal mode '\(found ?? "")', not '\(mode)'", path, operation)
    }
  }
}

// MARK: - Interruption

extension SQLiteConnection {
  /// Asks `isCancelled` now and then while `body` runs, and interrupts SQLite when it says yes.
  ///
  /// Only reading is done inside: SQLite answers an interrupted write by taking back the whole
  /// transaction, and a commit must not be interrupted at all.
  package func interruptible<R, E: Error>(
    when isCancelled: (@Sendable () -> Bool)?, _ body: () throws(E) -> R
  ) throws(E) -> R {
    guard let isCancelled else { return try body() }
    let outer = progress
    install(ProgressCheck(isCancelled))
    defer { install(outer) }
    return try body()
  }

  /// Runs `body`, in which SQLite waits for other processes until `isOver` says so.
  func waiting<R>(
    until isOver: @escaping @Sendable () -> Bool, _ body: () throws(StoreError) -> R
  ) throws(StoreError) -> R {
    let check = ProgressCheck(isOver)
    sqlite3_busy_handler(
      handle,
      { context, _ in
        guard let context else { return 0 }
        let check = Unmanaged<ProgressCheck>.fromOpaque(context).takeUnretainedValue()
        if check.isCancelled() { return 0 }
        sqlite3_sleep(2)
        return 1
      }, Unmanaged.passUnretained(check).toOpaque())
    defer {
      withExtendedLifetime(check) { _ = sqlite3_busy_handler(handle, nil, nil) }
    }
    return try body()
  }

  private func install(_ check: ProgressCheck?) {
    progress = check
    guard let check else { return sqlite3_progress_handler(handle, 0, nil, nil) }
    sqlite3_progress_handler(
      handle, 10_000,
      { context in
        guard let context else { return 0 }
        let check = Unmanaged<ProgressCheck>.fromOpaque(context).takeUnretainedValue()
        return check.isCancelled() ? 1 : 0
      }, Unmanaged.passUnretained(check).toOpaque())
  }
}

/// A closure as SQLite's progress handler can be given it.
private final class ProgressCheck {
  let isCancelled: @Sendable () -> Bool

  init(_ isCancelled: @escaping @Sendable () -> Bool) { self.isCancelled = isCancelled }
}

// MARK: - Copying

extension SQLiteConnection {
  /// Copies the whole database into `target`, whatever that held before.
  ///
  /// What this connection has written and not yet committed would be copied too, so that callers
  /// copy between transactions only.
  ///
  /// - Parameters:
  ///   - pages: How many pages are copied between two calls of `report`.
  ///   - report: Is told the pages copied and all pages; it may throw to end the copy.
  /// - Throws: ``StoreError``, and what `report` throws.
  /// - Complexity: O(*n*) in the size of the file.
  package func copy(
    into target: SQLiteConnection, pages: Int32 = 4096, operation: String,
    report: (_ copied: Int, _ all: Int) throws -> Void
  ) throws {
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.error(sqlite3_extended_errcode(target.handle), operation)
    }
    var failure: (any Error)?
    var code = SQLITE_OK
    repeat {
      code = sqlite3_backup_step(backup, pages)
      let all = Int(sqlite3_backup_pagecount(backup))
      do {
        try report(all - Int(sqlite3_backup_remaining(backup)), all)
      } catch {
        failure = error
      }
    } while code == SQLITE_OK && failure == nil
    sqlite3_backup_finish(backup)
    if let failure { throw failure }
    if code != SQLITE_DONE {
      // SQLite notes all failures of a copy in its target; which page was refused, the side knows
      // that has read it.
      let isRefusal = code == StoreError.damagedPageCode && page_checksum_refused(handle) != 0
      throw isRefusal ? error(code, operation) : target.error(code, operation)
    }
  }
}
