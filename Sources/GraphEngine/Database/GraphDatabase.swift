import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel
import GraphStore
import Platform

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
  let searchIndexes = SearchIndexes()
  let budget: SharedBudget
  /// For a snapshot: the database whose file it reads.
  let origin: GraphDatabase?
  private let state = Monitor(State())

  private struct State: Sendable {
    var isClosed = false
    /// What was found in the file, until somebody asks.
    var notices: [String] = []
    /// The number of the session that was begun last.
    var lastSession = 0
    /// The schema that lies in the file, once it was read, or was set in memory.
    var schema: KeptSchema?
  }

  /// An empty graph in memory.
  public init() {
    path = nil
    isReadOnly = false
    file = nil
    origin = nil
    shared = SharedView(GraphView())
    fullText = FullTextIndexes(file: nil)
    budget = SharedBudget(memory: Machine.halfOfMemory, threads: Machine.processors)
  }

  /// A graph that is a view which nobody changes.
  init(reading view: GraphView, of origin: GraphDatabase, words: [FullTextIndex]) {
    path = nil
    isReadOnly = true
    file = nil
    self.origin = origin
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
    origin = nil
    let view = try ViewBuilder.view(of: store, through: file.segments)
    let found = try ForeignChange.accept(in: store, view)
    shared = SharedView(view)
    fullText = FullTextIndexes(file: file)
    budget = SharedBudget(memory: Machine.halfOfMemory, threads: Machine.processors)
    state.withLock { $0.notices = found }
    file.startKeeper()
  }

  deinit {
    // Nothing is lost where this fails: commits are in the log, and the next opening takes it over.
    // Whoever wants to hear of it calls `close`.
    if !isClosed { try? file?.close() }
  }

  /// Opens the graph in a file.
  ///
  /// A process opens a file once: whoever needs it as well begins a session of the same database.
  ///
  /// - Parameter patience: How long to wait for another process that writes.
  /// - Throws: `StoreError` where the file is missing, foreign, newer, damaged or in use.
  /// - Complexity: O(changes since the index was written): its arrays are read when a query needs
  ///   them. O(size of the graph) where no index was written, or it is damaged.
  public static func open(
    _ path: String, access: Graph.Access = .readWrite, patience: Duration = .seconds(5)
  ) throws -> GraphDatabase {
    func store(_ mode: GraphStore.Mode) throws -> GraphStore {
      try GraphStore.open(path: path, mode: mode, patience: patience)
    }
    switch access {
    case .readOnly: return try GraphDatabase(store: store(.readOnly))
    case .readWrite: return try GraphDatabase(store: store(.readWrite))
    case .create:
      do {
        return try GraphDatabase(store: store(.readWrite))
      } catch let error as StoreError where error.kind == .missing {
        return try GraphDatabase(store: store(.create))
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

  // MARK: The file and other processes

  /// What was found in the file when it was opened, or came back from other processes, and what was
  /// done about it: one sentence each, which nobody has been told yet.
  ///
  ///     for notice in database.takeNotices() { print("warning: \(notice)") }
  ///
  /// Worth asking after opening, and after each statement. What one call has given, the next does not
  /// give again.
  public func takeNotices() -> [String] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  /// How long the file is kept after the last statement that wrote, in case that more come; then it is
  /// at rest, and other processes may read and write it. Nil to keep it until the database is closed.
  public var idleTime: Duration? {
    get { file?.use.withLock { $0.idleTime } }
    set { file?.use.change { $0.idleTime = newValue } }
  }

  /// Gives the file back to other processes now, where no statement or transaction needs it.
  ///
  /// That happens by itself after ``idleTime``; who knows that no statement follows need not let
  /// others wait so long.
  public func giveBackFile() { file?.giveBackIfIdle() }

  /// The right to a file that stays as it is; nil for a graph in memory.
  ///
  /// - Throws: `StoreError` where another process has the file and does not give it in time.
  func lease(until isOver: @escaping @Sendable () -> Bool) throws -> FileLease? {
    if let origin { return origin.isClosed ? nil : try origin.lease(until: isOver) }
    return try file?.lease(until: isOver) { try reload($0) }
  }

  /// Notes an answer that needs the file to stay as it is until it has been read.
  func note(_ reading: AnswerReading) {
    if let origin { return origin.note(reading) }
    file?.use.withLock { $0.note(reading) }
  }

  /// Takes the file to write, for the session that has the turn and a lease.
  ///
  /// - Returns: Whether another process has changed the file meanwhile.
  func becomeWriter(
    mayGiveBack: Bool, until isOver: @escaping @Sendable () -> Bool
  ) throws -> Bool {
    try file?.becomeWriter(mayGiveBack: mayGiveBack, until: isOver) { try reload($0) } ?? false
  }

  /// Reads the index anew, because another process has changed the file.
  private func reload(_ store: GraphStore) throws {
    guard let file else { return }
    let view = try ViewBuilder.view(of: store, through: file.segments)
    let found = try ForeignChange.accept(in: store, view)
    state.withLock { $0.notices += found }
    shared.replace(by: view)
    fullText.reload(from: store)
    state.withLock { $0.schema = nil }
  }

  // MARK: The schema

  /// What the graph's schema says of sources: that of the file, or the built-in one.
  public var sourceSchema: SourceSchema { keptSchema.sources }

  /// The text of the schema that lies in the file; nil where none does, and the built-in one holds.
  public var schemaText: String? { keptSchema.text }

  /// Why the schema in the file is not used; nil where it is, or there is none.
  public var schemaFault: Diagnostic? { keptSchema.fault }

  private var keptSchema: KeptSchema {
    if let origin { return origin.keptSchema }
    if let known = state.withLock({ $0.schema }) { return known }
    let found = file.map { $0.withStore { KeptSchema.stored($0) } } ?? KeptSchema(nil)
    state.withLock { $0.schema = found }
    return found
  }

  /// Notes the schema that the file now has.
  func note(schema: KeptSchema) { state.withLock { $0.schema = schema } }

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

  /// Lets queries call what `find` finds, where nothing else has the name. It is asked anew for each
  /// statement with such a name, and whenever names are listed.
  public func lookForFunctions(_ find: @escaping @Sendable () -> FoundFunctions) {
    statements.changeCatalog { $0.others = find }
  }

  /// Empties a graph in memory and forgets what was registered; for the session that has the turn.
  func reset() {
    shared.reset()
    fullText.reset()
    state.withLock { $0.schema = nil }
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
    file?.noteClosed()
    if shouldStoreIndex {
      do { try storeIndex(for: session) } catch is StoreError {} catch is SegmentDamage {}
    }
    try file?.close()
  }
}
