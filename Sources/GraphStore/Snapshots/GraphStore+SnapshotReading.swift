import GraphModel

/// What differs between a snapshot and the rows of today.
public struct SnapshotChanges: Sendable {
  /// Nodes that were changed or deleted since, rising; those that were made since are not among them.
  public var nodes: [Range<Int>] = []
  /// Relationships that were changed or deleted since, likewise.
  public var relationships: [Range<Int>] = []
  /// Relationships of today that the snapshot does not have, or has at other ends.
  public var others: [(id: Int, type: Int, start: Int)] = []

  /// How many elements differ, those that were made since among them.
  public var count = 0
}

extension GraphStore {
  /// Calls `body` with every node of a snapshot, in the order of identifiers, as ``forEachNode(_:)`` does.
  public func forEachNode(
    at snapshot: StoredSnapshot, in ranges: [Range<Int>]? = nil, _ body: (NodeRow) throws -> Void,
    missing: (Range<Int>) throws -> Void = { _ in }
  ) throws {
    let operation = "read the nodes of a snapshot"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      SnapshotTables.rows("id, labels, properties", of: "node"), operation: operation)
    var labels = LabelReader(symbols: symbolTable)
    try connection.interruptible(when: isCancelled) {
      for range in ranges ?? [0..<snapshot.nextNode] {
        bind(range, snapshot, snapshot.nextNode, statement)
        defer { statement.reset() }
        var next = range.lowerBound
        while try statement.step(operation) {
          let id = statement.integer(at: 0)
          if next < id { try missing(next..<id) }
          next = id + 1
          try withNode(in: statement, &labels, operation, body)
        }
        if next < range.upperBound { try missing(next..<range.upperBound) }
      }
    }
  }

  /// Calls `body` with every relationship of a snapshot, in the order of identifiers.
  public func forEachRelationship(
    at snapshot: StoredSnapshot, in ranges: [Range<Int>]? = nil,
    _ body: (RelationshipRow) throws -> Void
  ) throws {
    let operation = "read the relationships of a snapshot"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      SnapshotTables.rows("id, type, start, \"end\", properties", of: "relationship"),
      operation: operation)
    let symbols = symbolTable
    try connection.interruptible(when: isCancelled) {
      for range in ranges ?? [0..<snapshot.nextRelationship] {
        bind(range, snapshot, snapshot.nextRelationship, statement)
        defer { statement.reset() }
        while try statement.step(operation) {
          try body(try relationship(in: statement, symbols, operation))
        }
      }
    }
  }

  private func bind(
    _ range: Range<Int>, _ snapshot: StoredSnapshot, _ next: Int, _ statement: SQLiteStatement
  ) {
    statement.bind(range.lowerBound, at: 1)
    statement.bind(range.upperBound, at: 2)
    statement.bind(snapshot.id, at: 3)
    statement.bind(next, at: 4)
  }

  /// What differs between a snapshot and the rows of today.
  ///
  /// - Complexity: O(changes since the snapshot).
  public func changes(since snapshot: StoredSnapshot) throws(StoreError) -> SnapshotChanges {
    let operation = "read the changes since a snapshot"
    let connection = try open(for: operation)
    var changes = SnapshotChanges()
    func ids(_ table: String) throws(StoreError) -> [Range<Int>] {
      let statement = try connection.prepare(
        "SELECT DISTINCT id FROM former_\(table) WHERE until >= ? ORDER BY id", operation: operation
      )
      statement.bind(snapshot.id, at: 1)
      var ranges: [Range<Int>] = []
      while try statement.step(operation) {
        let id = statement.integer(at: 0)
        changes.count += 1
        if let last = ranges.last, last.upperBound == id {
          ranges[ranges.count - 1] = last.lowerBound..<id + 1
        } else {
          ranges.append(id..<id + 1)
        }
      }
      return ranges
    }
    changes.nodes = try ids("node")
    changes.relationships = try ids("relationship")
    let statement = try connection.prepare(
      """
      SELECT id, type, start FROM relationship WHERE id >= ?2
      UNION ALL
      SELECT r.id, r.type, r.start FROM relationship r JOIN former_relationship f ON f.id = r.id
      WHERE f.until = (SELECT min(until) FROM former_relationship g
          WHERE g.id = f.id AND g.until >= ?1)
        AND (f.absent OR r.type <> f.type OR r.start <> f.start OR r."end" <> f."end")
      """, operation: operation)
    statement.bind(snapshot.id, at: 1)
    statement.bind(snapshot.nextRelationship, at: 2)
    while try statement.step(operation) {
      changes.others.append(
        (statement.integer(at: 0), statement.integer(at: 1), statement.integer(at: 2)))
    }
    changes.count += changes.others.count + counters.nextNode - snapshot.nextNode
    return changes
  }

  /// The identifiers of nodes that were given out since a snapshot.
  public func laterNodes(than snapshot: StoredSnapshot) -> Range<Int> {
    snapshot.nextNode..<max(snapshot.nextNode, counters.nextNode)
  }
}
