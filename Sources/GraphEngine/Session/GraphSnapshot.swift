import CypherFunctions
import GraphIndex
import GraphModel

/// A graph as it was at one moment, for reading on other threads while the graph is written to.
///
///     let snapshot = try graph.snapshot()
///     Thread.detachNewThread {
///       let reader = snapshot.reader()
///       …  // reader.run("MATCH …") answers as of the moment of the snapshot
///     }
///     _ = try graph.run("CREATE (:Study {id: 'new'})")
///
/// A snapshot costs nothing but what is written afterwards, and keeps the parts of the index that it
/// was taken from. It can be used until the graph is closed: parts that nobody has read yet are
/// then no longer there, and a query that needs one fails and says so.
public final class GraphSnapshot: Sendable {
  private let view: GraphView
  private let database: GraphDatabase
  private let limits: Limits
  private let words: [FullTextIndex]

  init(_ view: GraphView, of database: GraphDatabase, limits: Limits) {
    self.view = view
    self.database = database
    self.limits = limits
    words = database.fullText.all
  }

  /// A graph that reads the snapshot, for one thread; any number of them may read at once.
  ///
  /// It refuses to be written to. A full-text search gathers the words of the snapshot anew.
  public func reader() -> Graph {
    let reader = Graph(
      owning: GraphDatabase(reading: view.frozen(), of: database, words: words))
    reader.limits = limits
    return reader
  }
}

extension GraphSession {
  /// The graph as it is now, for other threads.
  ///
  /// - Throws: `Diagnostic` where a transaction is open: nobody else should see what may be taken
  ///   back.
  /// - Complexity: O(1); the next change copies the changes since the index was built.
  public func snapshot() throws -> GraphSnapshot {
    guard !isInTransaction else {
      throw Diagnostic(
        .transactionError, .runtime, "SnapshotInTransaction",
        "A snapshot cannot be taken while a transaction is open",
        hint: "COMMIT or ROLLBACK it first.")
    }
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    return GraphSnapshot(try viewToRead().frozen(), of: database, limits: limits)
  }
}
