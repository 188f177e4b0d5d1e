import GraphModel

// Every function here needs an open transaction and throws `StoreError.misuse` without one.

extension GraphStore {
  // MARK: Identifiers

  /// Gives out `count` identifiers for new nodes, in sequence.
  ///
  /// Identifiers start at 0 and are never used again after a commit, even when the node is deleted.
  /// A rollback takes back what its transaction or savepoint was given.
  public func allocateNodeIDs(_ count: Int) throws(StoreError) -> Range<Int> {
    try allocate(count, \.nextNode, "make nodes")
  }

  /// Gives out `count` identifiers for new relationships, in sequence, as
  /// ``allocateNodeIDs(_:)`` does for nodes.
  public func allocateRelationshipIDs(_ count: Int) throws(StoreError) -> Range<Int> {
    try allocate(count, \.nextRelationship, "make relationships")
  }

  private func allocate(
    _ count: Int, _ counter: WritableKeyPath<Counters, Int>, _ operation: String
  ) throws(StoreError) -> Range<Int> {
    _ = try writing(operation)
    guard count >= 0 else { throw .misuse("a negative number was asked for", path, operation) }
    let first = counters[keyPath: counter]
    let (end, overflow) = first.addingReportingOverflow(count)
    guard !overflow else { throw .noMoreIDs(path, operation: operation) }
    counters[keyPath: counter] = end
    return first..<end
  }

  // MARK: Nodes

  /// Adds a node.
  ///
  /// - Parameters:
  ///   - id: An identifier from ``allocateNodeIDs(_:)``. Rows in rising order are written fastest.
  ///   - labels: Numbers of label symbols, in any order, each once.
  ///   - properties: A JSON object in UTF-8, nil where there is none; stored as it is.
  /// - Throws: ``StoreError``: `duplicate` where there is such a node, `misuse` for an identifier
  ///   or a label that was not given out (the transaction goes on after these); `diskFull`,
  ///   `inputOutput` and the like (the transaction has been taken back).
  public func insertNode(
    id: Int, labels: [Int], properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) {
    let (connection, statements) = try writing("insert a node")
    guard id >= 0, id < counters.nextNode else {
      throw .misuse("the identifier \(id) has not been given out", path, "insert a node")
    }
    try keepAbsentNode(id, connection)
    try write(
      statements.insertNode, id, labels, properties, connection, statements, "insert a node")
    changes.noteNode(id)
    counters.nodes &+= 1
    try noteNewForFullText(.node, id)
  }

  /// Adds a node whose properties are in an array, empty where there are none; see
  /// ``insertNode(id:labels:properties:)``.
  public func insertNode(id: Int, labels: [Int], properties: [UInt8]) throws(StoreError) {
    try lend(properties) { bytes throws(StoreError) in
      try insertNode(id: id, labels: labels, properties: bytes.isEmpty ? nil : bytes)
    }
  }

  /// Replaces the labels and properties of a node.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such node, and as
  ///   ``insertNode(id:labels:properties:)``.
  public func updateNode(
    id: Int, labels: [Int], properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) {
    let (connection, statements) = try writing("update a node")
    try keepFormerNode(id, connection)
    try noteForFullText(.node, id)
    try write(
      statements.updateNode, id, labels, properties, connection, statements, "update a node")
    guard connection.changes == 1 else {
      throw .notFound("node \(id)", path: path, operation: "update a node")
    }
    changes.noteNode(id)
  }

  /// Replaces the labels and properties of a node, the latter from an array.
  public func updateNode(id: Int, labels: [Int], properties: [UInt8]) throws(StoreError) {
    try lend(properties) { bytes throws(StoreError) in
      try updateNode(id: id, labels: labels, properties: bytes.isEmpty ? nil : bytes)
    }
  }

  /// Deletes a node. Whether relationships still lead to it is the caller's to know.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such node.
  public func deleteNode(id: Int) throws(StoreError) {
    let (connection, statements) = try writing("delete a node")
    try keepFormerNode(id, connection)
    try noteForFullText(.node, id)
    statements.deleteNode.bind(id, at: 1)
    try write(statements.deleteNode, connection, "delete a node")
    guard connection.changes == 1 else {
      throw .notFound("node \(id)", path: path, operation: "delete a node")
    }
    changes.noteNode(id)
    counters.nodes &-= 1
  }

  private func write(
    _ statement: SQLiteStatement, _ id: Int, _ labels: [Int],
    _ properties: UnsafeBufferPointer<UInt8>?, _ connection: SQLiteConnection,
    _ statements: WriteStatements, _ operation: String
  ) throws(StoreError) {
    if labels != statements.lastLabels.numbers {
      guard labels.allSatisfy({ symbolTable.contains($0, kind: .label) }) else {
        throw .misuse("a label has not been given out", path, operation)
      }
      statements.lastLabels = (labels, NumberList.encode(Set(labels).sorted()))
    }
    statement.bind(id, at: 1)
    statement.bind(borrowedText: properties, at: 3)
    guard !labels.isEmpty else {
      statement.bindNull(at: 2)
      return try write(statement, connection, operation)
    }
    try lend(statements.lastLabels.text) { text throws(StoreError) in
      statement.bind(borrowedText: text, at: 2)
      try write(statement, connection, operation)
    }
  }

  // MARK: Relationships

  /// Adds a relationship.
  ///
  /// - Parameters:
  ///   - id: An identifier from ``allocateRelationshipIDs(_:)``, best in rising order.
  ///   - type: The number of a type symbol.
  ///   - start: The identifier of the start node; that it exists is the caller's to know.
  ///   - end: The identifier of the end node.
  ///   - properties: A JSON object in UTF-8, or nil where there is no property.
  /// - Throws: ``StoreError``, as ``insertNode(id:labels:properties:)``.
  public func insertRelationship(
    id: Int, type: Int, start: Int, end: Int, properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) {
    let (connection, statements) = try writing("insert a relationship")
    guard id >= 0, id < counters.nextRelationship,
      symbolTable.contains(type, kind: .relationshipType)
    else {
      throw .misuse(
        "the identifier \(id) or the type \(type) has not been given out", path,
        "insert a relationship")
    }
    try keepAbsentRelationship(id, connection)
    let statement = statements.insertRelationship
    statement.bind(id, at: 1)
    statement.bind(type, at: 2)
    statement.bind(start, at: 3)
    statement.bind(end, at: 4)
    statement.bind(borrowedText: properties, at: 5)
    try write(statement, connection, "insert a relationship")
    changes.noteRelationship(id)
    counters.relationships &+= 1
    try noteNewForFullText(.relationship, id)
  }

  /// Adds a relationship whose properties are in an array.
  public func insertRelationship(
    id: Int, type: Int, start: Int, end: Int, properties: [UInt8]
  ) throws(StoreError) {
    try lend(properties) { bytes throws(StoreError) in
      try insertRelationship(
        id: id, type: type, start: start, end: end, properties: bytes.isEmpty ? nil : bytes)
    }
  }

  /// Replaces the properties of a relationship; its type and ends never change.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such relationship.
  public func updateRelationshipProperties(
    id: Int, properties: UnsafeBufferPointer<UInt8>?
  ) throws(StoreError) {
    let (connection, statements) = try writing("update a relationship")
    try keepFormerRelationship(id, connection)
    try noteForFullText(.relationship, id)
    statements.updateRelationship.bind(id, at: 1)
    statements.updateRelationship.bind(borrowedText: properties, at: 2)
    try write(statements.updateRelationship, connection, "update a relationship")
    guard connection.changes == 1 else {
      throw .notFound("relationship \(id)", path: path, operation: "update a relationship")
    }
    changes.noteRelationship(id)
  }

  /// Replaces the properties of a relationship from an array.
  public func updateRelationshipProperties(id: Int, properties: [UInt8]) throws(StoreError) {
    try lend(properties) { bytes throws(StoreError) in
      try updateRelationshipProperties(id: id, properties: bytes.isEmpty ? nil : bytes)
    }
  }

  /// Deletes a relationship.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such relationship.
  public func deleteRelationship(id: Int) throws(StoreError) {
    let operation = "delete a relationship"
    let (connection, statements) = try writing(operation)
    try keepFormerRelationship(id, connection)
    try noteForFullText(.relationship, id)
    let statement = statements.deleteRelationship
    statement.bind(id, at: 1)
    let isThere: Bool
    do throws(StoreError) {
      isThere = try statement.step(operation)
      if isThere {
        // The row is gone afterwards; where it was in the index must be remembered here.
        changes.noteDeletedRelationship(
          id, type: statement.integer(at: 0), start: statement.integer(at: 1))
        _ = try statement.step(operation)
      }
      statement.reset()
    } catch {
      discardTransaction(on: connection)
      throw error
    }
    guard isThere else { throw .notFound("relationship \(id)", path: path, operation: operation) }
    counters.relationships &-= 1
  }
}

/// Lends the bytes of an array for the length of a call, keeping the error's type.
func lend(
  _ bytes: [UInt8],
  _ body: (UnsafeBufferPointer<UInt8>) throws(StoreError) -> Void
) throws(StoreError) {
  let result = bytes.withUnsafeBufferPointer { buffer -> Result<Void, StoreError> in
    do throws(StoreError) {
      return .success(try body(buffer))
    } catch {
      return .failure(error)
    }
  }
  try result.get()
}
