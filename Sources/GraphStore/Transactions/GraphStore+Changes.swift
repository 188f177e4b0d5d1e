import GraphModel

/// What has been touched since the index was last written.
public struct StoredChanges: Sendable {
  /// Identifiers of nodes that were made, changed or deleted, rising.
  public var nodes: [Int] = []
  /// Identifiers of relationships that were made or changed, rising; some may be gone again.
  public var relationships: [Int] = []
  /// Relationships that were deleted, with the number of their type and the identifier of their
  /// start.
  public var deleted: [(id: Int, type: Int, start: Int)] = []

  /// Whether nothing was touched.
  public var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty && deleted.isEmpty }
}

extension GraphStore {
  /// The entities that were touched since the index was last written.
  ///
  /// - Throws: ``StoreError``: `damaged` where a record cannot be read.
  /// - Complexity: O(*c* log *c*) in the number of entities touched.
  public func changesSinceSegments() throws(StoreError) -> StoredChanges {
    let operation = "read the changes"
    var found = StoredChanges()
    guard hasDerivedTables else { return found }
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT generation, entries FROM change ORDER BY generation", operation: operation)
    var nodes: Set<Int> = []
    var relationships: Set<Int> = []
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
          nodes.formUnion(range.clamped(to: 0..<counters.nextNode))
        case .relationships(let range):
          relationships.formUnion(range.clamped(to: 0..<counters.nextRelationship))
        case .deletedRelationship(let id, let type, let start):
          found.deleted.append((id, type, start))
        }
      }
    }
    found.nodes = nodes.sorted()
    found.relationships = relationships.sorted()
    return found
  }

  /// Calls `body` with the rows of the given nodes, and with nil for those that do not exist.
  ///
  /// - Throws: Whatever `body` throws; ``StoreError`` as ``forEachNode(_:)``.
  /// - Complexity: O(log *n*) a node.
  public func forEachNode(
    of ids: some Sequence<Int>, _ body: (_ id: Int, _ row: NodeRow?) throws -> Void
  ) throws {
    let operation = "read nodes"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, labels, properties FROM node WHERE id = ?", operation: operation)
    var labels = LabelReader(symbols: symbolTable)
    for id in ids {
      statement.bind(id, at: 1)
      defer { statement.reset() }
      guard try statement.step(operation) else {
        try body(id, nil)
        continue
      }
      try withNode(in: statement, &labels, operation) { try body(id, $0) }
    }
  }

  /// Calls `body` with the rows of those of the given relationships that exist.
  ///
  /// - Throws: Whatever `body` throws; ``StoreError`` as ``forEachRelationship(_:)``.
  public func forEachRelationship(
    of ids: some Sequence<Int>, _ body: (RelationshipRow) throws -> Void
  ) throws {
    let operation = "read relationships"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, type, start, \"end\", properties FROM relationship WHERE id = ?",
      operation: operation)
    let symbols = symbolTable
    for id in ids {
      statement.bind(id, at: 1)
      defer { statement.reset() }
      guard try statement.step(operation) else { continue }
      try body(try relationship(in: statement, symbols, operation))
    }
  }
}
