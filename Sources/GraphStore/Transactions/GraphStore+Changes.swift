import GraphModel

/// What has been touched since the index was last written.
public struct StoredChanges: Sendable {
  /// Identifiers of nodes that were made, changed or deleted, rising, no two ranges adjacent.
  public var nodes: [Range<Int>] = []
  /// Identifiers of relationships that were made or changed, likewise; some may be gone again.
  public var relationships: [Range<Int>] = []
  /// Relationships that were deleted, with the number of their type and the identifier of their
  /// start.
  public var deleted: [(id: Int, type: Int, start: Int)] = []

  /// Whether nothing was touched.
  public var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty && deleted.isEmpty }

  /// Adds what differs between a snapshot and the rows of today.
  public mutating func add(_ changes: SnapshotChanges, laterNodes: Range<Int>) {
    nodes = (nodes + changes.nodes + [laterNodes]).joinedUp()
    relationships = (relationships + changes.relationships).joinedUp()
    deleted += changes.others
  }
}

extension GraphStore {
  /// The entities that were touched since the index was last written.
  ///
  /// - Throws: ``StoreError``: `damaged` where a record cannot be read.
  /// - Complexity: O(*e* log *e*) in the number of entries that commits have written.
  public func changesSinceSegments() throws(StoreError) -> StoredChanges {
    let operation = "read the changes"
    var found = StoredChanges()
    guard hasDerivedTables else { return found }
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT generation, entries FROM change ORDER BY generation", operation: operation)
    while try statement.step(operation) {
      guard let bytes = statement.bytes(at: 1), let entries = ChangeRecord.entries(bytes) else {
        throw .damaged(
          path, operation: operation,
          "the changes of commit \(statement.integer(at: 0)) cannot be read")
      }
      for entry in entries {
        switch entry {
        // Where somebody has tampered with the file, a range may be longer than any graph.
        case .nodes(let range):
          found.nodes.append(range.clamped(to: 0..<counters.nextNode))
        case .relationships(let range):
          found.relationships.append(range.clamped(to: 0..<counters.nextRelationship))
        case .deletedRelationship(let id, let type, let start):
          found.deleted.append((id, type, start))
        }
      }
    }
    found.nodes = found.nodes.joinedUp()
    found.relationships = found.relationships.joinedUp()
    return found
  }

  /// Calls `body` with the row of the node `id`, or with nil where there is none.
  ///
  /// - Throws: Whatever `body` throws; ``StoreError`` as ``forEachNode(_:)``.
  /// - Complexity: O(log *n*).
  public func withNode(_ id: Int, _ body: (NodeRow?) throws -> Void) throws {
    let operation = "read nodes"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, labels, properties FROM node WHERE id = ?", operation: operation)
    statement.bind(id, at: 1)
    guard try statement.step(operation) else { return try body(nil) }
    var labels = LabelReader(symbols: symbolTable)
    try withNode(in: statement, &labels, operation) { try body($0) }
  }

  /// Calls `body` with the rows of the nodes in the given ranges, and `missing` with what lies
  /// between them: identifiers that no node has.
  ///
  /// - Throws: Whatever `body` and `missing` throw; ``StoreError`` as ``forEachNode(_:)``.
  /// - Complexity: O(log *n*) a range, and O(rows).
  public func forEachNode(
    in ranges: some Sequence<Range<Int>>, _ body: (NodeRow) throws -> Void,
    missing: (Range<Int>) throws -> Void
  ) throws {
    let operation = "read nodes"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, labels, properties FROM node WHERE id >= ? AND id < ? ORDER BY id",
      operation: operation)
    var labels = LabelReader(symbols: symbolTable)
    for range in ranges {
      statement.bind(range.lowerBound, at: 1)
      statement.bind(range.upperBound, at: 2)
      defer { statement.reset() }
      var next = range.lowerBound
      while try statement.step(operation) {
        let id = statement.integer(at: 0)
        if next < id { try missing(next..<id) }
        next = id + 1
        try withNode(in: statement, &labels, operation) { try body($0) }
      }
      if next < range.upperBound { try missing(next..<range.upperBound) }
    }
  }

  /// Calls `body` with the rows of the relationships in the given ranges that exist.
  ///
  /// - Throws: Whatever `body` throws; ``StoreError`` as ``forEachRelationship(_:)``.
  /// - Complexity: O(log *n*) a range, and O(rows).
  public func forEachRelationship(
    in ranges: some Sequence<Range<Int>>, _ body: (RelationshipRow) throws -> Void
  ) throws {
    let operation = "read relationships"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      """
      SELECT id, type, start, "end", properties FROM relationship
      WHERE id >= ? AND id < ? ORDER BY id
      """, operation: operation)
    let symbols = symbolTable
    for range in ranges {
      statement.bind(range.lowerBound, at: 1)
      statement.bind(range.upperBound, at: 2)
      defer { statement.reset() }
      while try statement.step(operation) {
        try body(try relationship(in: statement, symbols, operation))
      }
    }
  }
}

extension [Range<Int>] {
  /// The same numbers in ranges that rise and do not touch.
  fileprivate func joinedUp() -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
