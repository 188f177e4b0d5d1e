import CypherFunctions
import CypherPlan
import GraphModel

/// An open graph with one session: the simple door to everything that Dolen does.
///
///     let graph = try Graph.open("evidence.dolen")
///     let rows = try graph.run(
///       "MATCH (s:Study)-[:SUPPORTS]->(f:Factor {id: $id}) RETURN s.id AS study ORDER BY study",
///       parameters: ["id": "F7"])
///     while let row = try rows.next() { print(try row["study", as: String.self]) }
///     try graph.close()
///
/// A graph is used from one thread at a time; ``GraphSession/cancel()`` may be called from any.
/// Where several threads or users share a graph, each begins a session of its ``GraphDatabase``; a
/// graph of that database (``init(of:)``) is one such session, for calls that want a graph.
public final class Graph: GraphSession {
  /// What is to be done with a file.
  public enum Access: Sendable, Hashable {
    /// Read; the file must exist.
    case readOnly
    /// Read and write; the file must exist.
    case readWrite
    /// Read and write; the file is made where it is missing.
    case create
  }

  /// Whether closing the graph closes the file.
  private let ownsDatabase: Bool

  /// An empty graph in memory.
  public init() {
    ownsDatabase = true
    super.init(GraphDatabase(), name: nil)
  }

  /// A session of a database that others may share; closing it ends this session only.
  public init(of database: GraphDatabase) {
    ownsDatabase = false
    super.init(database, name: nil)
  }

  init(owning database: GraphDatabase) {
    ownsDatabase = true
    super.init(database, name: nil)
  }

  /// Opens the graph in a file.
  ///
  /// - Parameter patience: How long to wait for another process that writes.
  /// - Throws: `StoreError` where the file is missing, foreign, newer, damaged or in use.
  /// - Complexity: O(changes since the index was written): its arrays are read when a query needs
  ///   them. O(size of the graph) where no index was written, or it is damaged.
  public static func open(
    _ path: String, access: Access = .readWrite, patience: Duration = .seconds(5)
  ) throws -> Graph {
    Graph(owning: try GraphDatabase.open(path, access: access, patience: patience))
  }

  /// Closes the graph; an open transaction is rolled back.
  ///
  /// Where much has changed, the index is written. Should the file have no room for that, it is left
  /// as it was: the next opening takes the changes from the rows.
  ///
  /// - Throws: `StoreError` where the file cannot be brought to rest; nothing that was committed is
  ///   lost.
  public override func close() throws {
    try super.close()
    if ownsDatabase { try database.close() }
  }

  /// Empties a graph in memory and forgets what was registered.
  ///
  /// - Throws: `Diagnostic` for a graph in a file.
  public func reset() throws {
    guard database.file == nil, !isReadOnly else {
      throw Diagnostic(
        .transactionError, .runtime, "NotInMemory", "Only a graph in memory can be reset")
    }
    if isInTransaction { try rollback() }
    try withTurn { database.reset() }
  }

  /// Runs `body` in a transaction and commits; an error that it throws rolls everything back.
  ///
  ///     try graph.transaction { graph in
  ///       _ = try graph.run("CREATE (:Study {id: 'a'})")
  ///       _ = try graph.run("CREATE (:Study {id: 'b'})")
  ///     }
  public func transaction<R>(_ body: (Graph) throws -> R) throws -> R {
    try inTransaction { try body(self) }
  }

  // MARK: Functions

  /// Lets queries call `function`.
  public func register(_ function: ScalarFunction) { database.register(function) }

  /// Lets queries call `aggregate`.
  public func register(_ aggregate: AggregateFunction) { database.register(aggregate) }

  /// Lets queries call `procedure`.
  public func register(_ procedure: Procedure) { database.register(procedure) }

  /// Lets queries call what `find` finds, such as the functions of plugins; see
  /// ``GraphDatabase/lookForFunctions(_:)``.
  public func lookForFunctions(_ find: @escaping @Sendable () -> FoundFunctions) {
    database.lookForFunctions(find)
  }

  /// The rewritings that plans undergo; tests leave some out.
  package var rules: [Rule] {
    get { database.statements.rules }
    set { database.statements.rules = newValue }
  }
}
