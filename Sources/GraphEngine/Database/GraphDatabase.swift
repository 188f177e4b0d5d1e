import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel
import GraphStore
import Synchronization

/// A graph that any number of sessions share: its file, its index, and what it lends them of the
/// machine.
///
///     let database = try GraphDatabase.open("evidence.dolen")
///     for client in clients {
///       Thread.detachNewThread {
///         let session = database.session(named: client.name)   // for one thread at a time
///         …
///       }
///     }
///     try database.close()
///
/// Sessions read what was last committed, also while one of them writes; only one writes at a time. A
/// program that needs one session opens a ``Graph``.
public final class GraphDatabase: Sendable {
  /// The file; nil for a graph in memory.
  public let path: String?
  /// Whether the graph was opened for reading only.
  public let isReadOnly: Bool

  /// What of the file there is; nil in memory.
  let file: DatabaseFile?
  let shared: SharedView
  let turn = WritingTurn()
  let statements = StatementCache()
  let fullText: FullTextIndexes
  let budget: SharedBudget
  private let state = Mutex(State())

  private struct State: Sendable {
    var isClosed = false
    /// The number of the session that was begun last.
    var lastSession = 0
  }

  /// An empty graph in memory.
  public init() {
    path = nil
    isReadOnly = false
    file = nil
    shared = SharedView(GraphView())
    fullText = FullTextIndexes(file: nil)
    budget = SharedBudget(memory: Machine.halfOfMemory, threads: Machine.processors)
  }

  /// A graph that is a view which nobody changes.
  init(reading view: GraphView, of origin: GraphDatabase, words: [FullTextIndex]) {
    path = nil
    isReadOnly = true
    file = nil
    shared = SharedView(view)
    fullText = FullTextIndexes(file: nil, known: words)
    budget = origin.budget
    let catalog = origin.statements.catalog
    statements.changeCatalog { $0 = catalog }
    statements.rules = origin.statements.rules
  }

  init(store: GraphStore) throws {
    let file = try DatabaseFile(store)
    path = store.path
    isReadOnly = store.isReadOnly
    self.file = file
    shared = SharedView(try GraphReader.view(of: store, through: file.segments))
    fullText = FullTextIndexes(file: file)
    budget = SharedBudget(memory: Machine.halfOfMemory, threads: Machine.processors)
  }

  /// Opens the graph in a file.
  ///
  /// A process opens a file once: whoever needs it as well begins a session of the same database.
  ///
  /// - Throws: `StoreError` where the file is missing, foreign, newer, damaged or in use.
  /// - Complexity: O(changes since the index was written): its arrays are read when a query needs
  ///   them. O(size of the graph) where no index was written, or it is damaged.
  public static func open(
    _ path: String, access: Graph.Access = .readWrite
  ) throws -> GraphDatabase {
    switch access {
    case .readOnly: return try GraphDatabase(store: .open(path: path, mode: .readOnly))
    case .readWrite: return try GraphDatabase(store: .open(path: path, mode: .readWrite))
    case .create:
      do {
        return try GraphDatabase(store: .open(path: path, mode: .readWrite))
      } catch let error as StoreError where error.kind == .missing {
        return try GraphDatabase(store: .open(path: path, mode: .create))
      }
    }
  }

  /// Begins a session.
  ///
  /// - Parameter name: What others are told who wait for it; "Session 3" where there is none.
  public func session(named name: String? = nil) -> GraphSession {
    GraphSession(self, name: name)
  }

  /// The number of a session that begins.
  func nextSession() -> Int {
    state.withLock { state in
      state.lastSession += 1
      return state.lastSession
    }
  }

  /// Whether the database has been closed.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  // MARK: Budgets

  /// How many bytes the intermediate results of all queries together may take; each has its session's
  /// limit besides.
  ///
  /// A query that is alone is held by its session's limit only.
  public var memory: Int {
    get { budget.memory }
    set { budget.memory = newValue }
  }

  /// How many threads may work on all queries together; a query that is alone may have as many as its
  /// session's limits say.
  public var threads: Int {
    get { budget.threads }
    set { budget.threads = newValue }
  }

  // MARK: Functions

  /// The functions, aggregates and procedures that queries may call.
  public var catalog: FunctionCatalog { statements.catalog }

  /// Lets queries call `function`.
  public func register(_ function: ScalarFunction) { statements.changeCatalog { $0.add(function) } }

  /// Lets queries call `aggregate`.
  public func register(_ aggregate: AggregateFunction) {
    statements.changeCatalog { $0.add(aggregate) }
  }

  /// Lets queries call `procedure`.
  public func register(_ procedure: Procedure) { statements.changeCatalog { $0.add(procedure) } }

  /// Empties a graph in memory and forgets what was registered; for the session that has the turn.
  func reset() {
    shared.reset()
    fullText.reset()
    statements.changeCatalog { $0 = .standard }
  }

  // MARK: Closing

  /// Closes the file. Sessions can be used no more; an open transaction is taken back.
  ///
  /// Where much has changed, the index is written. Should the file have no room for that, it is left
  /// as it was: the next opening takes the changes from the rows.
  ///
  /// - Throws: `Diagnostic` where another session is writing and does not end in time; `StoreError`
  ///   where the file cannot be brought to rest; nothing that was committed is lost.
  public func close() throws {
    guard !isClosed else { return }
    let session = session(named: "Closing")
    try session.acquireTurn()
    defer { session.giveTurn() }
    state.withLock { $0.isClosed = true }
    if shouldStoreIndex {
      do { try storeIndex(for: session) } catch is StoreError {} catch is SegmentDamage {}
    }
    try file?.close()
  }
}
