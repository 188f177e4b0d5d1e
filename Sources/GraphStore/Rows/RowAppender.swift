/// Adds rows to a new graph, in the order of identifiers, with as little between the caller and
/// SQLite as can be.
///
/// What ``GraphStore/insertNode(id:labels:properties:)`` looks at for each row holds here once for
/// all: the transaction is open, labels and types are symbols, identifiers rise by one. There must be
/// no full-text index, and nobody else may write until ``finish()``.
///
///     let rows = try store.appender()
///     let id = try rows.appendNode(labels: labels, properties: json)
///     try rows.finish()
///
/// Relationships wait until there are some thousand, which are then added in one run.
public final class RowAppender {
  private let store: GraphStore
  private let connection: SQLiteConnection
  private let node: SQLiteStatement
  private let feed: RelationshipFeed
  private let takeRelationships: SQLiteStatement
  /// How many nodes were added.
  public private(set) var nodeCount = 0
  /// How many relationships were added.
  public private(set) var relationshipCount = 0
  private let firstNode: Int
  private let firstRelationship: Int
  private var labels: [Int] = []
  private var labelText: [UInt8] = []

  fileprivate init(
    _ store: GraphStore, _ connection: SQLiteConnection, _ statements: WriteStatements
  ) throws(StoreError) {
    self.store = store
    self.connection = connection
    node = statements.insertNode
    feed = try RelationshipFeed(connection, operation: "add rows")
    takeRelationships = try connection.prepare(
      "INSERT INTO relationship SELECT * FROM \(RelationshipFeed.name)", persistent: true,
      operation: "add rows")
    firstNode = store.counters.nextNode
    firstRelationship = store.counters.nextRelationship
  }

  /// Adds a node and returns its identifier.
  ///
  /// - Throws: ``StoreError`` where the file fails; the transaction has been taken back then.
  public func appendNode(
    labels: [Int], properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) -> Int {
    if labels != self.labels {
      self.labels = labels
      labelText = NumberList.encode(labels)
    }
    let id = firstNode &+ nodeCount
    node.bind(id, at: 1)
    node.bind(borrowedText: properties, at: 3)
    if labels.isEmpty {
      node.bindNull(at: 2)
      try append(node)
    } else {
      try lend(labelText) { text throws(StoreError) in
        node.bind(borrowedText: text, at: 2)
        try append(node)
      }
    }
    nodeCount &+= 1
    return id
  }

  /// Adds a relationship and returns its identifier.
  ///
  /// - Throws: ``StoreError`` where the file fails, perhaps over a relationship before; the
  ///   transaction has been taken back then.
  public func appendRelationship(
    type: Int, start: Int, end: Int, properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) -> Int {
    let id = firstRelationship &+ relationshipCount
    feed.add(id: id, type: type, start: start, end: end, properties: properties)
    relationshipCount &+= 1
    if feed.isFull { try addWaiting() }
    return id
  }

  /// Adds the relationships that wait, so that they can be read.
  ///
  /// - Throws: ``StoreError`` where the file fails; the transaction has been taken back then.
  public func addWaiting() throws(StoreError) {
    guard feed.count > 0 else { return }
    try append(takeRelationships)
    feed.clear()
  }

  private func append(_ statement: SQLiteStatement) throws(StoreError) {
    do throws(StoreError) {
      try statement.run("add rows")
    } catch {
      store.discardTransaction(on: connection)
      throw error
    }
  }

  /// Adds what is still waiting, and tells the store what was added, so that it counts.
  ///
  /// - Throws: ``StoreError`` where the file fails; the transaction has been taken back then.
  public func finish() throws(StoreError) {
    try addWaiting()
    let (nodes, relationships) = (nodeCount, relationshipCount)
    store.counters.nextNode += nodes
    store.counters.nodes += nodes
    store.counters.nextRelationship += relationships
    store.counters.relationships += relationships
    store.changes.noteNodes(firstNode..<(firstNode + nodes))
    store.changes.noteRelationships(firstRelationship..<(firstRelationship + relationships))
  }
}

extension GraphStore {
  /// A way to add many rows within the open transaction.
  ///
  /// - Throws: ``StoreError``: `misuse` where no transaction is open or there is a full-text index.
  public func appender() throws(StoreError) -> RowAppender {
    let (connection, statements) = try writing("add rows")
    guard !indexes.contains(where: { $0.kind == .fullText }) else {
      throw .misuse("there is a full-text index", path, "add rows")
    }
    return try RowAppender(self, connection, statements)
  }
}
