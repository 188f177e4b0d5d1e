import GraphModel

/// The rows of one `.dolen` file: nodes, relationships, names and index definitions, without
/// queries.
///
/// ```
/// let store = try GraphStore.open(path: "evidence.dolen", mode: .readWrite)
/// try store.begin()
/// let study = try store.internSymbol(kind: .label, name: "Study")
/// let id = try store.allocateNodeIDs(1).lowerBound
/// try store.insertNode(id: id, labels: [study], properties: Array(#"{"year":2015}"#.utf8))
/// try store.commit()
/// try store.close()
/// ```
///
/// A commit that has returned survives a killed process and a power loss. At rest a graph is one
/// file. Any number of processes may have it open to read, and one to write when no other has it
/// open at all:
///
/// * Opening takes SQLite's SHARED lock and keeps it, so that what has been read stays true.
/// * The first ``begin()`` takes the EXCLUSIVE lock and goes over to a write-ahead log (the file
///   that ends in `-wal`); where another process reads, it waits for a while (``patience``).
/// * ``giveBack()`` brings the log into the file, removes it, and gives up every lock;
///   ``takeToRead(until:)`` and ``takeToWrite(until:)`` come back and say whether another process
///   has changed the file.
/// * ``close()`` gives the file back for good. After a crash the log stays; the next opening takes it
///   over, and so does who comes back.
///
/// A store is used by one thread at a time. It is not `Sendable`: put it behind a lock to share it.
/// While a process has a graph open through a store, no other code in it may open the file: closing
/// any descriptor of a file drops the process's locks on it.
public final class GraphStore {
  /// What a store may do with its file.
  public enum Mode: Hashable, Sendable {
    /// Read; the file must exist.
    case readOnly
    /// Read and write; the file must exist.
    case readWrite
    /// Make a new file, then read and write; there must be no file of that name.
    case create
  }

  /// The file, as it was given.
  public let path: String
  /// Whether only reading is possible.
  public let isReadOnly: Bool
  /// How long the first ``begin()`` waits for other processes that read the file.
  public var patience = Duration.seconds(5)
  /// Asked now and then during long reading, which ends with ``StoreError/Kind/interrupted`` when
  /// the answer is true. Writing and committing are not interrupted.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Nil once the store has been closed.
  var connection: SQLiteConnection?
  /// The file that the connection holds; nil for a file under construction, and once closed.
  var file: HeldFile?
  /// What locks are ours. Opening takes the reader's.
  var use = FileUse.reading
  /// What the file was when it was last given back.
  var lastState: FileState?
  /// Whether something was written before the file was last given back.
  var hasWrittenBefore = false
  /// Set when another process changed the file behind our back; nothing can be relied on any more.
  var isStale = false
  /// The statements that write rows, made when the first transaction begins.
  var statements: WriteStatements?
  /// Reads how often the file was committed to, made when it is first taken.
  var generationReader: SQLiteStatement?
  /// What keeps the full-text indexes true, made when it is first needed.
  var fullText: FullTextWriter?
  /// Whether the open transaction has touched rows that a full-text index may cover.
  var hasFullTextNotes = false
  /// The open transaction.
  var transaction: Transaction?
  /// The counters, with the changes of the open transaction.
  var counters = Counters()
  /// The symbols, with those of the open transaction.
  var symbolTable = StoredSymbols()
  /// The format of the file.
  var formatVersion = StoreSchema.version
  /// What the open transaction has touched.
  var changes = ChangeRecord()
  /// The number of the next segment, once one was written.
  var nextSegment: Int?
  /// How many entities the records of `change` name, with repetitions.
  public internal(set) var changedEntities = 0
  /// The snapshots, the oldest first, with those of the open transaction.
  var snapshotTable: [StoredSnapshot] = []
  /// What keeps former rows for snapshots, made when it is first needed.
  var formerRows: FormerRowStatements?
  /// The index definitions by name, with those of the open transaction.
  var indexTable: [Text: StoredIndex] = [:]

  init(path: String, connection: SQLiteConnection, file: HeldFile?, isReadOnly: Bool) {
    self.path = path
    self.connection = connection
    self.file = file
    self.isReadOnly = isReadOnly
  }

  deinit {
    // Nothing is lost where this fails: commits are in the log, and the next opening takes it over.
    // Whoever wants to hear of it calls `close`.
    _ = try? close()
  }

  /// Ends the use of the store: takes back an open transaction, brings all commits into the one
  /// file and gives up the locks. A closed store can be closed again, to no effect.
  ///
  /// - Throws: ``StoreError`` where the log could not be brought into the file. The store is closed
  ///   all the same, and every commit is safe in the log beside the file.
  public func close() throws(StoreError) {
    guard let connection else { return }
    defer {
      self.connection = nil
      file = nil
    }
    if transaction != nil { discardTransaction(on: connection) }
    statements = nil
    formerRows = nil
    generationReader = nil
    fullText = nil
    guard use == .writing else { return }
    use = .free
    do {
      // Beside a file that was moved, SQLite would bring the log into the file and leave neither at
      // rest; as they are, they can be put together again.
      try file?.checkPlace(operation: "close")
      try Self.bringToRest(connection)
    } catch {
      let hasLog = (try? connection.log?.isInPlace(operation: "close")) == true
      if error.kind == .changedElsewhere, let file {
        throw .notClosedInPlace(error, log: file.location.name + "-wal", hasLog: hasLog)
      }
      throw .notClosedCleanly(error, hasLog: hasLog)
    }
  }

  /// The connection of a store that is open and in good order.
  func open(for operation: String) throws(StoreError) -> SQLiteConnection {
    guard let connection else { throw .closed(path, operation: operation) }
    if isStale { throw .changedElsewhere(path, operation: operation) }
    return connection
  }

  /// Whether another SQLite program has changed the file, so that the checksums of its pages say
  /// nothing until ``acceptForeignChange()`` has made them anew.
  public var isChangedByOthers: Bool { connection?.pages.keepsForeignChange ?? false }

  /// Whether the pages of the file have checksums; files of format 1 and 2 get them when they are
  /// compacted.
  public var hasPageChecksums: Bool { connection?.pages.hasChecksums ?? false }

  /// Whether the file has the tables for derived data.
  var hasDerivedTables: Bool { formatVersion >= 2 }

  /// Whether the store has written.
  public var hasWritten: Bool { use == .writing || hasWrittenBefore || file == nil }

  /// Whether the store has been closed.
  public var isClosed: Bool { connection == nil }

  /// Whether a transaction is open. A failed write may have ended it.
  public var isInTransaction: Bool { transaction != nil }
}
