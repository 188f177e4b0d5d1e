import CypherFunctions
import CypherRuntime
import GraphIndex
import GraphModel
import GraphStore
import Synchronization

/// A user of a ``GraphDatabase``: a transaction, limits, and a way to cancel.
///
///     let session = database.session(named: "import")
///     try session.inTransaction {
///       _ = try session.run("CREATE (:Study {id: 'a'})")
///       _ = try session.run("CREATE (:Study {id: 'b'})")
///     }
///
/// A session is used from one thread at a time; ``cancel()`` may be called from any. Statements are
/// atomic: one that fails leaves the graph as it was.
///
/// A statement sees what was committed when it began, a transaction what was committed when its first
/// statement began, and its own changes. The first updating statement of a transaction takes the turn
/// to write; while another session has it, the statement waits (``Limits/patience``).
public class GraphSession {
  /// The graph, which other sessions may share.
  public let database: GraphDatabase
  /// What others are told who wait for this session.
  public let name: String
  /// How much a query may use.
  public var limits = Limits()
  /// Whether every query that reads is asked as though EVIDENCE stood before it.
  public var carriesEvidence = false
  /// The names of warnings that are not looked for, such as `CartesianProduct`.
  public var mutedWarnings: Set<String> = []
  /// Whether a statement is looked at for warnings each time that it is run, and not only until it had none:
  /// for people, whose parameters change between two runs.
  public var warnsEachTime = false
  /// Asked before what a statement has changed is kept: what it throws takes the statement back.
  ///
  ///     session.reviewsChanges = { size in if size.affected > 1_000 { throw TooMuch() } }
  ///
  /// It is asked of statements that are run, not of imports.
  public var reviewsChanges: ((ChangeSize) throws -> Void)?
  /// About how many rows operators hand on at a time; tests set it low.
  package var batchSize = 2048
  /// About how many rows a query must make for each thread that works on it; tests set it low.
  package var leastRowsAThread = 50_000.0

  let number: Int
  /// What ends a query; a reader of a snapshot has that of the graph it was asked of.
  var cancelFlag = CancelFlag()
  let parts = PartCounter()
  var transaction: OpenTransaction?
  /// Whether the session has the turn to write.
  private(set) var hasTurn = false
  /// Whether a statement that writes is running.
  var isWriting = false
  private(set) var isClosed = false

  /// A transaction that was opened by ``begin()``.
  struct OpenTransaction {
    var time: (second: Int, nanosecond: Int)
    /// What was committed when its first statement began; nil before that.
    var seen: SharedView.Commit?
    /// What to go back to, once it has the turn to write.
    var start: (mark: Int, ids: GraphWriter.MemoryIDs)?
    /// Keeps the file as it is, from the first statement on.
    var lease: FileLease?
    /// How many statements there have been.
    var statementCount = 0
    /// Whether the file has given up what was done in it; only a rollback is possible then.
    var isLost = false
  }

  /// How often the session's queries were given to more than one thread.
  final class PartCounter: Sendable {
    let count = Atomic(0)
  }

  init(_ database: GraphDatabase, name: String?) {
    self.database = database
    number = database.nextSession()
    self.name = name ?? "Session \(number)"
    database.shared.join()
  }

  deinit {
    // Only a transaction that nobody ended is left; where even taking it back fails, the next opening
    // of the file does it.
    if !isClosed { try? end() }
  }

  /// The file; nil for a graph in memory.
  public var path: String? { database.path }
  /// Whether the graph was opened for reading only.
  public var isReadOnly: Bool { database.isReadOnly }
  /// The functions, aggregates and procedures that queries may call.
  public var catalog: FunctionCatalog { database.catalog }
  /// How often a thread was given a part of a query.
  package var partCount: Int { parts.count.load(ordering: .relaxed) }

  /// Ends the session; an open transaction is rolled back. The database stays open.
  public func close() throws {
    guard !isClosed else { return }
    try end()
  }

  private func end() throws {
    isClosed = true
    database.shared.leave()
    if transaction != nil { try rollback() }
    giveTurn()
  }

  func checkOpen() throws {
    guard !isClosed, !database.isClosed else {
      throw Diagnostic(.transactionError, .runtime, "Closed", "The graph has been closed")
    }
  }

  // MARK: Cancelling

  /// Ends the query that is running or, where none is, the next one; from any thread, also from a
  /// signal handler.
  public func cancel() { cancelFlag.set() }

  /// Takes back a ``cancel()`` that came too late to end anything.
  public func clearCancel() { cancelFlag.clear() }

  /// A way to cancel that can be handed to another thread.
  public var canceller: @Sendable () -> Void {
    let flag = cancelFlag
    return { flag.set() }
  }

  // MARK: What the session sees

  /// The number of the commit that the next statement would see, to tell whether anything was committed
  /// between two: by this session, another, or another process.
  ///
  /// - Returns: Nil where it would see changes of its own that are not committed.
  /// - Throws: What keeps the file from being read.
  package func commitSeen() throws -> Int? {
    try checkOpen()
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    if hasTurn { return nil }
    return transaction?.seen?.number ?? database.shared.number
  }

  /// The graph as the session sees it now: with its own changes, where it writes.
  var view: GraphView {
    if hasTurn { return database.shared.current }
    if let seen = transaction?.seen { return seen.view }
    return database.shared.committed(until: { false })?.view ?? GraphView()
  }

  /// The same for a statement, which in a transaction is what all its statements see.
  ///
  /// - Throws: `Diagnostic` where another session is in the middle of a statement, and does not end it
  ///   in time.
  func viewToRead() throws -> GraphView {
    if hasTurn { return database.shared.current }
    if let seen = transaction?.seen { return seen.view }
    guard let seen = database.shared.committed(until: whenToGiveUp()) else {
      throw waitFailure(database.turn.holder)
    }
    if transaction != nil { transaction?.seen = seen }
    return seen.view
  }

  /// What to say where waiting for another session has led to nothing.
  private func waitFailure(_ other: WritingTurn.Holder?) -> Diagnostic {
    if let other, !cancelFlag.isSet { return .writerBusy(other) }
    cancelFlag.clear()
    return .waitInterrupted
  }

  /// Whether to wait no longer for others, from now on: the session was cancelled, or has no more
  /// patience.
  func whenToGiveUp() -> @Sendable () -> Bool {
    let end = ContinuousClock.now + limits.patience
    let flag = cancelFlag
    return { flag.isSet || ContinuousClock.now >= end }
  }

  /// The right to a file that stays as it is, for a statement, or for all those of a transaction.
  ///
  /// - Throws: `StoreError` where another process has the file and does not give it in time.
  func lease() throws -> FileLease? {
    if let lease = transaction?.lease { return lease }
    do {
      let lease = try database.lease(until: whenToGiveUp())
      if transaction != nil { transaction?.lease = lease }
      return lease
    } catch let error as StoreError where error.kind == .locked && cancelFlag.isSet {
      throw waitFailure(nil)
    }
  }

  /// Takes the file to write; the session has the turn and a lease.
  ///
  /// - Parameter isStarting: Whether nothing that the session has read matters any more.
  /// - Returns: Whether another process has changed the file meanwhile.
  func becomeWriter(isStarting: Bool) throws -> Bool {
    do {
      return try database.becomeWriter(mayGiveBack: isStarting, until: whenToGiveUp())
    } catch let error as StoreError where error.kind == .locked && cancelFlag.isSet {
      throw waitFailure(nil)
    }
  }

  // MARK: The turn to write

  /// Takes the turn to write, for which the session may have to wait.
  ///
  /// - Throws: `Diagnostic` where another session does not give it in time, and where the transaction
  ///   has seen a state that is not the last one any more.
  ///
  /// The turn comes before the file: who waits for the turn does not keep the file from others.
  /// - Returns: The right to the file.
  func takeTurn() throws -> FileLease? {
    if hasTurn { return try lease() }
    try acquireTurn()
    do {
      let lease = try lease()
      guard transaction != nil else { return lease }
      if let seen = transaction?.seen, seen.number != database.shared.number {
        throw Diagnostic.staleTransaction
      }
      transaction?.start = (database.shared.current.mark, database.shared.memoryIDs)
      return lease
    } catch {
      giveTurn()
      throw error
    }
  }

  /// Takes the turn for something that is no part of an open transaction.
  func acquireTurn() throws {
    if hasTurn { return }
    let wanted = WritingTurn.Holder(
      session: number, name: name, since: .now, isInTransaction: transaction != nil)
    if let other = database.turn.take(wanted, until: whenToGiveUp()) {
      throw waitFailure(other)
    }
    hasTurn = true
  }

  /// Gives the turn to others.
  func giveTurn() {
    guard hasTurn else { return }
    hasTurn = false
    database.turn.give()
  }
}
