import CSQLite
import GraphModel
import Platform

extension GraphStore {
  /// Opens the graph at `path`.
  ///
  /// The file is looked at before SQLite sees it: whatever is not a graph of a known format is
  /// refused and left as it is. Where a crashed process left its work in a log, that is taken over
  /// first, even to read, if the file can be written.
  ///
  /// - Parameter patience: How long to wait for a process that writes.
  /// - Throws: ``StoreError``, with advice.
  /// - Complexity: O(*s*) in the number of symbols and index definitions; no rows are read.
  public static func open(
    path: String, mode: Mode, patience: Duration = .zero
  ) throws(StoreError) -> GraphStore {
    if mode == .create { try makeEmptyFile(path) }
    let end = ContinuousClock.now + patience
    while true {
      do throws(StoreError) {
        return try openOnce(path: path, mode: mode)
      } catch {
        guard error.kind == .locked, ContinuousClock.now < end else { throw error }
        usleep(2_000)
      }
    }
  }

  private static func openOnce(path: String, mode: Mode) throws(StoreError) -> GraphStore {
    guard let location = try FileLocation.existing(path) else { throw .missing(path) }
    let isReadOnly = mode == .readOnly
    let held = try HeldFile(location)
    let pages = try bringToRest(held)
    let connection = try SQLiteConnection(
      location.absolute, path: path, access: isReadOnly ? .readOnly : .readWrite, holding: held,
      pages: pages)
    if !isReadOnly, connection.isReadOnly { throw .notWritable(path) }
    do throws(StoreError) {
      try connection.configure(operation: "open")
      try connection.keepLocks(operation: "open")
      let store = GraphStore(
        path: path, connection: connection, file: held, isReadOnly: isReadOnly)
      try store.load()
      return store
    } catch {
      guard error.kind == .locked else { throw error }
      throw .locked(held.otherHolder(), path: path, operation: "open", code: error.code)
    }
  }

  /// Makes an empty graph under a temporary name and gives it its own when it is whole.
  private static func makeEmptyFile(_ path: String) throws(StoreError) {
    let target = try newLocation(path, operation: "create the graph")
    let temporary = try TemporaryFile(for: target, operation: "create the graph")
    do {
      // Closed at the end of this scope, before the file is installed.
      let connection = try newConnection(temporary, operation: "create the graph")
      try connection.createTables(operation: "create the graph")
    }
    try temporary.install(replacing: false, operation: "create the graph")
  }

  /// The location of a file that does not exist yet.
  ///
  /// - Parameter canReplace: Whether the user could have asked that another file give way.
  static func newLocation(
    _ path: String, canReplace: Bool = false, operation: String
  ) throws(StoreError) -> FileLocation {
    let target = try FileLocation.new(path, operation: operation)
    let status = try FileStatus.of(target.absolute, followingLinks: false, operation: operation)
    if status != nil { throw .exists(path, canReplace: canReplace, operation: operation) }
    return target
  }

  /// A connection to a file under construction.
  ///
  /// There is no journal on the disk: where the work does not come to its end, the file is thrown
  /// away. The journal in memory costs nothing while a transaction only adds pages, and lets
  /// savepoints work. A commit waits until everything is on the disk (`synchronous=FULL`).
  ///
  /// - Parameter pages: Whether its pages get checksums.
  static func newConnection(
    _ temporary: TemporaryFile, pages: PagePolicy = .new, operation: String
  ) throws(StoreError) -> SQLiteConnection {
    let connection = try SQLiteConnection(
      temporary.location.absolute, path: temporary.target.path, access: .readWrite, pages: pages,
      isShared: false)
    if pages.hasChecksums {
      try connection.run("PRAGMA page_size=\(pages.pageLength)", operation: operation)
      try connection.reserveChecksums(operation: operation)
    }
    try connection.configure(defensive: false, operation: operation)
    try connection.keepLocks(operation: operation)
    try connection.setJournalMode("memory", operation: operation)
    return connection
  }

  /// Looks at the file, takes over what a crashed writer left, and tells how the pages are to be
  /// treated.
  @discardableResult
  static func bringToRest(_ held: HeldFile) throws(StoreError) -> PagePolicy {
    let found = try FoundFile(held)
    let leftover = found.leftover
    if leftover == .none { return found.pages }
    do throws(StoreError) {
      try recover(held, found.pages)
    } catch {
      switch error.kind {
      case .locked:
        throw .locked(
          held.otherHolder(), path: held.location.path, operation: "open", code: error.code)
      case .permission, .readOnly, .needsRecovery, .diskFull:
        if leftover == .emptyFiles { return found.pages }
        throw .needsRecovery(held.location.path, because: error)
      default: throw error
      }
    }
    let rested = try FoundFile(held)
    guard rested.leftover != .work else {
      throw .unexpected("the log of the last writer stays where it is", held.location.path, "open")
    }
    return rested.pages
  }

  /// One opening to write, which takes over what is left and brings the file to rest.
  private static func recover(_ held: HeldFile, _ pages: PagePolicy) throws(StoreError) {
    let path = held.location.path
    let connection = try SQLiteConnection(
      held.location.absolute, path: path, access: .readWrite, holding: held, pages: pages)
    if connection.isReadOnly { throw .notWritable(path) }
    // Before the first reading: a log that is read under locks that are kept needs no shared memory.
    try connection.keepLocks(operation: "open")
    try connection.configure(operation: "open")
    // SQLite overlooks an empty log, unless it is about to write one.
    try connection.enterWriteAheadLog(operation: "open")
    // A log may hold all pages of a file that was given checksums, and the file none of them yet.
    if try connection.hasRoomForChecksums(operation: "open"), !pages.hasChecksums {
      let length = try connection.integer("PRAGMA page_size", operation: "open") ?? 0
      try connection.treatPages(PagePolicy(pageLength: length, verifies: true), operation: "open")
    }
    try bringToRest(connection)
  }

  /// Brings the log into the file and removes it, so that the file is all there is.
  static func bringToRest(_ connection: SQLiteConnection) throws(StoreError) {
    try connection.leaveWriteAheadLog(operation: "close")
    try connection.releaseLocks(operation: "close")
    // While locks were kept, SQLite only emptied a journal that it had taken over from a crashed
    // writer. Leaving the mode that keeps journals removes it.
    try connection.setJournalMode("persist", operation: "close")
    try connection.setJournalMode("delete", operation: "close")
  }

  /// Reads everything but the rows: checks the tables, then the counters, names and definitions.
  func load() throws(StoreError) {
    let connection = try open(for: "open")
    // The first reading takes the lock.
    let version = try connection.integer("PRAGMA user_version", operation: "open")
    guard let version, 1...StoreSchema.version ~= version else {
      throw .damaged(path, "its format changed while it was being opened")
    }
    formatVersion = version
    try checkFeatures(connection)
    let probes = StoreSchema.probes + (hasDerivedTables ? StoreSchema.derivedProbes : [])
    for probe in probes {
      do throws(StoreError) {
        _ = try connection.prepare(probe, operation: "open")
      } catch {
        throw error.code == Int(SQLITE_ERROR) ? .damaged(path, error.cause) : error
      }
    }
    counters = try readCounters(connection)
    symbolTable = try readSymbols(connection)
    indexTable = try readIndexes(connection)
    snapshotTable = try readSnapshots(connection)
    formerRows = nil
    if hasDerivedTables {
      changedEntities =
        try connection.integer("SELECT sum(entities) FROM change", operation: "open") ?? 0
    }
  }

  private func readCounters(_ connection: SQLiteConnection) throws(StoreError) -> Counters {
    var found = Counters()
    let statement = try connection.prepare(
      "SELECT value FROM meta WHERE key = ? AND typeof(value) = 'integer'", operation: "open")
    for (name, counter) in Counters.names {
      statement.bind(Text(name), at: 1)
      guard try statement.step("open"), statement.integer(at: 0) >= 0 else {
        throw .damaged(path, "the counter '\(name)' is missing")
      }
      found[keyPath: counter] = statement.integer(at: 0)
      statement.reset()
    }
    return found
  }

  private func readSymbols(_ connection: SQLiteConnection) throws(StoreError) -> StoredSymbols {
    var table = StoredSymbols()
    let statement = try connection.prepare(
      "SELECT id, kind, name FROM symbol ORDER BY id", operation: "open")
    while try statement.step("open") {
      let id = statement.integer(at: 0)
      guard let kind = Symbol.Kind(rawValue: statement.integer(at: 1)),
        let name = statement.bytes(at: 2).flatMap({ String(validating: $0, as: UTF8.self) }),
        table.append(Symbol(id: id, kind: kind, name: Text(name)))
      else { throw .damaged(path, "the symbol \(id) cannot be read") }
    }
    return table
  }

  private func readIndexes(
    _ connection: SQLiteConnection
  ) throws(StoreError) -> [Text: StoredIndex] {
    var found: [Text: StoredIndex] = [:]
    let statement = try connection.prepare(
      "SELECT name, kind, entity, symbol, keys, options FROM schema_index ORDER BY name",
      operation: "open")
    while try statement.step("open") {
      let name = Text(statement.text(at: 0) ?? "")
      var keys: [Int] = []
      guard let kind = StoredIndex.Kind(rawValue: statement.text(at: 1) ?? ""),
        let entity = StoredIndex.Entity(rawValue: statement.text(at: 2) ?? ""),
        let list = statement.bytes(at: 4), NumberList.decode(list, into: &keys)
      else { throw .damaged(path, "the index definition '\(name)' cannot be read") }
      let index = StoredIndex(
        name: name, kind: kind, entity: entity, symbol: statement.integer(at: 3), keys: keys,
        options: statement.text(at: 5).map { Text($0) })
      if let fault = fault(in: index) {
        throw .damaged(path, "the index definition '\(name)' \(fault)")
      }
      found[name] = index
    }
    return found
  }
}
