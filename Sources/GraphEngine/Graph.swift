import CypherFunctions
import CypherPlan
import CypherRuntime
import CypherSyntax
import GraphIndex
import GraphModel
import GraphStore

/// An open graph: the door to everything that Dolen does.
///
///     let graph = try Graph.open("evidence.dolen")
///     let rows = try graph.run(
///       "MATCH (s:Study)-[:SUPPORTS]->(f:Factor {id: $id}) RETURN s.id AS study ORDER BY study",
///       parameters: ["id": "F7"])
///     while let row = try rows.next() { print(try row["study", as: String.self]) }
///     try graph.close()
///
/// A graph is used from one thread at a time; ``cancel()`` may be called from any. Statements are
/// atomic: one that fails leaves the graph as it was.
public final class Graph {
  /// What is to be done with a file.
  public enum Access: Sendable, Hashable {
    /// Read; the file must exist.
    case readOnly
    /// Read and write; the file must exist.
    case readWrite
    /// Read and write; the file is made where it is missing.
    case create
  }

  /// The file; nil for a graph in memory.
  public let path: String?
  /// Whether the graph was opened for reading only.
  public let isReadOnly: Bool
  /// How much a query may use.
  public var limits = Limits()
  /// The functions, aggregates and procedures that queries may call.
  public internal(set) var catalog = FunctionCatalog.standard
  /// The rewritings that plans undergo; tests leave some out.
  package var rules = Rule.all
  /// About how many rows operators hand on at a time; tests set it low.
  package var batchSize = 2048
  /// About how many rows a query must make for each thread that works on it; tests set it low.
  package var leastRowsAThread = 50_000.0
  /// How often a thread was given a part of a query.
  package private(set) var partCount = 0

  var view: GraphView
  let store: GraphStore?
  let segments: GraphSegments?
  var memoryIDs = GraphWriter.MemoryIDs()
  private(set) var isClosed = false
  let cancelFlag = CancelFlag()
  let fullText: FullTextIndexes
  private var transaction: TransactionState?
  private var cache: [String: PreparedQuery] = [:]

  /// A transaction that was opened by ``begin()``.
  private struct TransactionState {
    var mark: Int
    var ids: GraphWriter.MemoryIDs
    var time: (second: Int, nanosecond: Int)
    /// Whether the file has given up what was done in it; only a rollback is possible then.
    var isLost = false
  }

  /// An empty graph in memory.
  public init() {
    path = nil
    isReadOnly = false
    store = nil
    segments = nil
    view = GraphView()
    fullText = FullTextIndexes(store: nil, isCancelled: cancelFlag.check)
  }

  /// A graph that reads a view which nobody changes.
  init(
    reading view: GraphView, catalog: FunctionCatalog, limits: Limits, words: [FullTextIndex]
  ) {
    path = nil
    isReadOnly = true
    store = nil
    segments = nil
    self.view = view
    fullText = FullTextIndexes(store: nil, known: words, isCancelled: cancelFlag.check)
    self.catalog = catalog
    self.limits = limits
  }

  init(store: GraphStore) throws {
    path = store.path
    isReadOnly = store.isReadOnly
    self.store = store
    let segments = try GraphSegments(store)
    self.segments = segments
    view = try Graph.view(of: store, through: segments)
    fullText = FullTextIndexes(store: store, isCancelled: cancelFlag.check)
  }

  /// Opens the graph in a file.
  ///
  /// - Throws: `StoreError` where the file is missing, foreign, newer, damaged or in use.
  /// - Complexity: O(changes since the index was written): its arrays are read when a query needs
  ///   them. O(size of the graph) where no index was written, or it is damaged.
  public static func open(_ path: String, access: Access = .readWrite) throws -> Graph {
    switch access {
    case .readOnly: return try Graph(store: GraphStore.open(path: path, mode: .readOnly))
    case .readWrite: return try Graph(store: GraphStore.open(path: path, mode: .readWrite))
    case .create:
      do {
        return try Graph(store: GraphStore.open(path: path, mode: .readWrite))
      } catch let error as StoreError where error.kind == .missing {
        return try Graph(store: GraphStore.open(path: path, mode: .create))
      }
    }
  }

  /// Closes the graph; an open transaction is rolled back.
  ///
  /// Where much has changed, the index is written. Should the file have no room for that, it is left
  /// as it was: the next opening takes the changes from the rows.
  ///
  /// - Throws: `StoreError` where the file cannot be brought to rest; nothing that was committed is
  ///   lost.
  public func close() throws {
    guard !isClosed else { return }
    if transaction != nil { try rollback() }
    isClosed = true
    if shouldStoreIndex {
      do { try storeIndex() } catch is StoreError {} catch is SegmentDamage {}
    }
    segments?.close()
    try store?.close()
  }

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

  // MARK: Functions

  /// Lets queries call `function`.
  public func register(_ function: ScalarFunction) {
    catalog.add(function)
    cache = [:]
  }

  /// Lets queries call `aggregate`.
  public func register(_ aggregate: AggregateFunction) {
    catalog.add(aggregate)
    cache = [:]
  }

  /// Lets queries call `procedure`.
  public func register(_ procedure: Procedure) {
    catalog.add(procedure)
    cache = [:]
  }

  /// Empties a graph in memory and forgets what was registered.
  ///
  /// - Throws: `Diagnostic` for a graph in a file.
  public func reset() throws {
    guard store == nil else {
      throw Diagnostic(
        .transactionError, .runtime, "NotInMemory", "Only a graph in memory can be reset")
    }
    view = GraphView()
    memoryIDs = .init()
    fullText.reset()
    transaction = nil
    catalog = .standard
    cache = [:]
  }

  // MARK: Running

  /// Reads and binds a statement, to be run many times.
  ///
  /// - Throws: `Diagnostic` where the text is not a statement or cannot be meant.
  public func prepare(_ text: String) throws -> PreparedQuery {
    try checkOpen()
    if let known = cache[text] { return known }
    let query = try PreparedQuery(text, self)
    if cache.count >= 256 { cache = [:] }
    cache[text] = query
    return query
  }

  /// Runs one statement: a query, EXPLAIN or PROFILE of one, a schema command, or BEGIN, COMMIT or
  /// ROLLBACK.
  ///
  /// - Throws: `Diagnostic` where the query fails, `StoreError` where the file does.
  public func run(_ text: String, parameters: [String: Value] = [:]) throws -> Rows {
    try run(try prepare(text), parameters: parameters)
  }

  /// The value of a lone expression, such as `date('2020-01-01')`.
  public func evaluate(_ expression: String, parameters: [String: Value] = [:]) throws -> Value {
    let rows = try run("RETURN \(expression) AS value", parameters: parameters)
    return try rows.next()?["value"] ?? .null
  }

  func run(_ query: PreparedQuery, parameters: [String: Value]) throws -> Rows {
    try checkOpen()
    if transaction == nil, let fault = view.base.fault { try rebuildIndex(because: fault) }
    switch query.bound.body {
    case .transaction(.rollback): break
    default: try checkNotLost()
    }
    switch query.bound.body {
    case .transaction(let command):
      try run(command)
      return Rows(columns: [], warnings: [], producer: GatheredRows())
    case .schema(let command): return try run(command, mode: query.bound.mode)
    case .query(let body):
      let plan = try query.plan(for: body)
      let named = Dictionary(uniqueKeysWithValues: parameters.map { (Text($0.key), $0.value) })
      try checkParameters(query.bound, named)
      if query.bound.mode == .explain { return explained(query, plan) }
      if query.bound.isUpdating {
        return try runUpdate(query, plan, named)
      }
      return try runRead(query, plan, named)
    }
  }

  private func checkNotLost() throws(Diagnostic) {
    guard transaction?.isLost == true else { return }
    throw Diagnostic(
      .transactionError, .runtime, "TransactionLost",
      "The file could not take the transaction, and all of it has been taken back",
      hint: "ROLLBACK, and do it again once there is room")
  }

  private func checkOpen() throws {
    guard !isClosed else {
      throw Diagnostic(.transactionError, .runtime, "Closed", "The graph has been closed")
    }
  }

  private func checkParameters(
    _ bound: BoundStatement, _ parameters: [Text: Value]
  ) throws(Diagnostic) {
    for name in bound.parameters where parameters[name.text] == nil {
      throw Diagnostic(
        .parameterMissing, .compile, "MissingParameter", "Parameter $\(name.text) has no value",
        at: name.span,
        hint: didYouMean(name.text.string, in: parameters.keys.map(\.string))
          ?? "Give one: -P \(name.text)=value.")
    }
  }

  private func executionContext(
    _ query: PreparedQuery, _ plan: PreparedQuery.Plan, _ parameters: [Text: Value],
    _ statement: StatementContext, _ writer: GraphWriter?
  ) -> ExecutionContext {
    let context = ExecutionContext(
      source: statement, mutation: writer, parameters: parameters, functions: statement,
      limits: ExecutionLimits(
        time: limits.time, memory: limits.memory, batchSize: batchSize, threads: limits.threads,
        leastRowsAThread: leastRowsAThread), cancelled: cancelFlag,
      slotCount: query.bound.slotCount, isUpdating: query.bound.isUpdating,
      stepCount: query.bound.mode == .profile ? plan.stepCount : 0)
    statement.execution = context
    context.makeWorker = { [unowned self, unowned context] stop in
      partCount += 1
      let own = StatementContext(helping: statement)
      let worker = ExecutionContext(
        helping: context, stoppedBy: stop, source: own, functions: own)
      own.execution = worker
      return worker
    }
    return context
  }

  private func runRead(
    _ query: PreparedQuery, _ plan: PreparedQuery.Plan, _ parameters: [Text: Value]
  ) throws -> Rows {
    let statement = StatementContext(
      view: view.frozen(), transactionTime: transaction?.time, fullText: fullText)
    let context = executionContext(query, plan, parameters, statement, nil)
    let running = RunningPlan(plan.pipeline, context: context)
    let stream = StreamedRows(running, context, query.bound) { [self] fault in
      try rebuildIndex(because: fault)
      guard case .query(let body) = query.bound.body else { throw fault }
      let plan = try query.plan(for: body)
      let statement = StatementContext(
        view: view.frozen(), transactionTime: transaction?.time, fullText: fullText)
      let context = executionContext(query, plan, parameters, statement, nil)
      return StreamedRows(RunningPlan(plan.pipeline, context: context), context, query.bound)
    }
    if query.bound.mode == .profile {
      var all = stream
      while try all.next() != nil {}
      return profiled(query, plan, context, Summary())
    }
    return Rows(columns: query.columns, warnings: warnings(query.bound), producer: stream)
  }

  private func runUpdate(
    _ query: PreparedQuery, _ plan: PreparedQuery.Plan, _ parameters: [Text: Value]
  ) throws -> Rows {
    do {
      return try runUpdateOnce(query, plan, parameters)
    } catch let fault as SegmentDamage {
      // The statement has been taken back; it can be repeated with an index built from the rows.
      try rebuildIndex(because: fault)
      guard case .query(let body) = query.bound.body else { throw fault }
      return try runUpdateOnce(query, try query.plan(for: body), parameters)
    }
  }

  private func runUpdateOnce(
    _ query: PreparedQuery, _ plan: PreparedQuery.Plan, _ parameters: [Text: Value]
  ) throws -> Rows {
    var summary = Summary()
    var rows: [[Value]] = []
    var context: ExecutionContext?
    try write { writer in
      let statement = StatementContext(
        view: view, transactionTime: transaction?.time, fullText: fullText)
      let made = executionContext(query, plan, parameters, statement, isReadOnly ? nil : writer)
      context = made
      var stream = StreamedRows(RunningPlan(plan.pipeline, context: made), made, query.bound)
      while let row = try stream.next() { rows.append(row) }
      summary.counters = writer.counters
    }
    if query.bound.mode == .profile, let context { return profiled(query, plan, context, summary) }
    return Rows(
      columns: query.columns, warnings: [],
      producer: GatheredRows(rows: rows, summary: summary))
  }

  // MARK: Writing

  /// Runs `body` as one statement that writes: all of it happens, or nothing.
  func write(_ body: (GraphWriter) throws -> Void) throws {
    try checkNotLost()
    let mark = view.mark
    let ids = memoryIDs
    let isAlone = transaction == nil
    var savepoint: Savepoint?
    if !isAlone, let store, store.isInTransaction { savepoint = try store.savepoint() }
    let writer = GraphWriter(view: view, store: store, ids: memoryIDs) { [self] in
      if let store, !store.isInTransaction { try store.begin() }
    }
    do {
      try body(writer)
      try writer.checkConstraints()
      try writer.writeRows()
      if let fault = view.base.fault { throw fault }
      if let savepoint { try store?.release(savepoint) }
      if isAlone, let store, store.isInTransaction { try store.commit() }
    } catch {
      view.undo(to: mark)
      memoryIDs = ids
      try takeBack(isAlone: isAlone, savepoint)
      throw error
    }
    memoryIDs = writer.nextIDs
    if isAlone { settle() }
  }

  /// Takes back the rows of a statement that failed.
  private func takeBack(isAlone: Bool, _ savepoint: Savepoint?) throws {
    guard let store, store.isInTransaction else {
      // The store gave the whole transaction up (a full disk): memory follows it. The transaction
      // stays open, so that what comes next is not taken for statements of their own.
      if store != nil, let open = transaction, !isAlone, savepoint != nil {
        view.undo(to: open.mark)
        transaction?.isLost = true
      }
      return
    }
    if isAlone {
      try store.rollback()
    } else if let savepoint {
      try store.rollback(to: savepoint)
    } else {
      try store.rollback()
    }
  }

  /// After a commit: what could be taken back no longer can, and many changes become the new base.
  private func settle() {
    view.forgetUndo()
    let size =
      view.base.nodeCount + (0..<view.types.count).reduce(0) { $0 + view.count(ofType: $1) }
    if view.changeCount > 4_096, view.changeCount * 2 > size { view.fold() }
  }

  // MARK: Transactions

  /// Whether a transaction is open.
  public var isInTransaction: Bool { transaction != nil }

  /// Opens a transaction: what follows is kept by ``commit()`` or taken back by ``rollback()``.
  ///
  /// - Throws: `Diagnostic` where one is open already.
  public func begin() throws {
    guard transaction == nil else {
      throw Diagnostic(
        .transactionError, .runtime, "TransactionOpen", "A transaction is open already",
        hint: "COMMIT or ROLLBACK it first")
    }
    transaction = TransactionState(
      mark: view.mark, ids: memoryIDs, time: StatementContext.now())
  }

  /// Keeps what the transaction did; when this returns, it survives a crash.
  ///
  /// - Throws: `Diagnostic` where none is open, `StoreError` where the file cannot take it; the
  ///   transaction is then rolled back.
  public func commit() throws {
    let open = try openTransaction("COMMIT")
    try checkNotLost()
    do {
      if let store, store.isInTransaction { try store.commit() }
    } catch {
      view.undo(to: open.mark)
      transaction = nil
      throw error
    }
    transaction = nil
    settle()
  }

  /// Takes back what the transaction did.
  ///
  /// - Throws: `Diagnostic` where none is open.
  public func rollback() throws {
    let open = try openTransaction("ROLLBACK")
    view.undo(to: open.mark)
    memoryIDs = open.ids
    transaction = nil
    if let store, store.isInTransaction { try store.rollback() }
  }

  private func openTransaction(_ command: String) throws -> TransactionState {
    guard let transaction else {
      throw Diagnostic(
        .transactionError, .runtime, "NoTransaction", "No transaction is open",
        hint: "\(command) needs a BEGIN before it")
    }
    return transaction
  }

  /// Runs `body` in a transaction and commits; an error that it throws rolls everything back.
  ///
  ///     try graph.transaction { graph in
  ///       _ = try graph.run("CREATE (:Study {id: 'a'})")
  ///       _ = try graph.run("CREATE (:Study {id: 'b'})")
  ///     }
  public func transaction<R>(_ body: (Graph) throws -> R) throws -> R {
    try begin()
    do {
      let result = try body(self)
      try commit()
      return result
    } catch {
      if transaction != nil { try rollback() }
      throw error
    }
  }

  private func run(_ command: TransactionCommand) throws {
    switch command {
    case .begin: try begin()
    case .commit: try commit()
    case .rollback: try rollback()
    }
  }
}
