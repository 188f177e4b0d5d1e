import GraphModel

extension GraphStore {
  /// The snapshots in the file, the oldest first, with those of the open transaction.
  public var snapshots: [StoredSnapshot] { snapshotTable }

  /// Names the state of the graph as of the open transaction, so that it can be read later.
  ///
  /// - Parameter made: When, in UTC.
  /// - Throws: ``StoreError``: `duplicate` where the name is taken, `noTransaction` without one.
  /// - Complexity: O(1); a later change keeps the former row of what it changes.
  public func makeSnapshot(
    named name: Text, note: Text?, made: Text
  ) throws(StoreError) -> StoredSnapshot {
    let operation = "make a snapshot"
    let (connection, _) = try writing(operation)
    guard !snapshotTable.contains(where: { $0.name == name }) else {
      throw .duplicate("the snapshot '\(name)'", path: path, operation: operation)
    }
    if snapshotTable.isEmpty {
      try inTransaction(connection) { () throws(StoreError) in
        try connection.runScript(SnapshotTables.creation, operation: operation)
      }
    }
    let snapshot = StoredSnapshot(
      id: (snapshotTable.last?.id ?? 0) + 1, name: name, note: note, made: made,
      generation: counters.generation, nodes: counters.nodes,
      relationships: counters.relationships, nextNode: counters.nextNode,
      nextRelationship: counters.nextRelationship)
    let statement = try connection.prepare(
      """
      INSERT INTO snapshot(id, name, note, made, generation, node_count, relationship_count,
        next_node_id, next_relationship_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, operation: operation)
    statement.bind(snapshot.id, at: 1)
    statement.bind(name, at: 2)
    if let note { statement.bind(note, at: 3) } else { statement.bindNull(at: 3) }
    statement.bind(made, at: 4)
    for (index, number) in [
      snapshot.generation, snapshot.nodes, snapshot.relationships, snapshot.nextNode,
      snapshot.nextRelationship,
    ].enumerated() { statement.bind(number, at: Int32(5 + index)) }
    try write(statement, connection, operation)
    snapshotTable.append(snapshot)
    return snapshot
  }

  /// Forgets a snapshot, with all that only it holds. The room is used again by what comes, and given back to the
  /// disk by ``compact()``.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such snapshot, `noTransaction` without a transaction.
  /// - Complexity: O(rows that were changed between it and the next).
  public func dropSnapshot(named name: Text) throws(StoreError) {
    let operation = "drop a snapshot"
    let (connection, _) = try writing(operation)
    guard let place = snapshotTable.firstIndex(where: { $0.name == name }) else {
      throw .notFound("snapshot '\(name)'", path: path, operation: operation)
    }
    let dropped = snapshotTable[place]
    let before = place > 0 ? snapshotTable[place - 1] : nil
    try inTransaction(connection) { () throws(StoreError) in
      if snapshotTable.count == 1 {
        // Statements on tables that go must be gone before.
        formerRows = nil
        return try connection.runScript(SnapshotTables.removal, operation: operation)
      }
      for (table, next) in [("node", before?.nextNode), ("relationship", before?.nextRelationship)]
      {
        if let before, let next {
          // What it kept is what the one before it holds as well, where that keeps nothing of its own.
          try connection.runScript(
            """
            UPDATE former_\(table) SET until = \(before.id) WHERE until = \(dropped.id)
              AND id < \(next) AND NOT EXISTS (SELECT 1 FROM former_\(table) f
                WHERE f.id = former_\(table).id AND f.until = \(before.id));
            """, operation: operation)
        }
        try connection.runScript(
          "DELETE FROM former_\(table) WHERE until = \(dropped.id);", operation: operation)
      }
      try connection.runScript(
        "DELETE FROM snapshot WHERE id = \(dropped.id);", operation: operation)
    }
    snapshotTable.remove(at: place)
  }

  /// Takes the whole transaction back where a script fails.
  private func inTransaction(
    _ connection: SQLiteConnection, _ script: () throws(StoreError) -> Void
  ) throws(StoreError) {
    do throws(StoreError) {
      try script()
    } catch {
      discardTransaction(on: connection)
      throw error
    }
  }

  /// Reads the snapshots of a file.
  func readSnapshots(_ connection: SQLiteConnection) throws(StoreError) -> [StoredSnapshot] {
    let isThere =
      try connection.integer(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'snapshot'",
        operation: "open") ?? 0
    guard isThere > 0 else { return [] }
    for probe in SnapshotTables.probes {
      do throws(StoreError) {
        _ = try connection.prepare(probe, operation: "open")
      } catch {
        throw error.code == 1 ? .damaged(path, error.cause) : error
      }
    }
    var found: [StoredSnapshot] = []
    let statement = try connection.prepare(
      "\(SnapshotTables.probes[0]) ORDER BY id", operation: "open")
    while try statement.step("open") {
      let numbers = (4...8).map { statement.integer(at: $0) }
      guard let name = statement.text(at: 1), let made = statement.text(at: 3),
        numbers.allSatisfy({ $0 >= 0 })
      else { throw .damaged(path, "the snapshot \(statement.integer(at: 0)) cannot be read") }
      found.append(
        StoredSnapshot(
          id: statement.integer(at: 0), name: Text(name),
          note: statement.text(at: 2).map { Text($0) }, made: Text(made), generation: numbers[0],
          nodes: numbers[1], relationships: numbers[2], nextNode: numbers[3],
          nextRelationship: numbers[4]))
    }
    return found
  }

  // MARK: Former rows

  /// Keeps the row of a node for the newest snapshot, before it is changed or deleted.
  func keepFormerNode(_ id: Int, _ connection: SQLiteConnection) throws(StoreError) {
    guard let last = snapshotTable.last, id < last.nextNode else { return }
    try keep(id, last, try former(connection).node, connection)
  }

  /// Keeps the row of a relationship, likewise.
  func keepFormerRelationship(_ id: Int, _ connection: SQLiteConnection) throws(StoreError) {
    guard let last = snapshotTable.last, id < last.nextRelationship else { return }
    try keep(id, last, try former(connection).relationship, connection)
  }

  /// Notes that a node was not there, before it is put back under its old identifier.
  func keepAbsentNode(_ id: Int, _ connection: SQLiteConnection) throws(StoreError) {
    guard let last = snapshotTable.last, id < last.nextNode else { return }
    try keep(id, last, try former(connection).noNode, connection)
  }

  /// Notes that a relationship was not there, likewise.
  func keepAbsentRelationship(_ id: Int, _ connection: SQLiteConnection) throws(StoreError) {
    guard let last = snapshotTable.last, id < last.nextRelationship else { return }
    try keep(id, last, try former(connection).noRelationship, connection)
  }

  private func former(_ connection: SQLiteConnection) throws(StoreError) -> FormerRowStatements {
    if let formerRows { return formerRows }
    let made = try FormerRowStatements(connection)
    formerRows = made
    return made
  }

  private func keep(
    _ id: Int, _ snapshot: StoredSnapshot, _ statement: SQLiteStatement,
    _ connection: SQLiteConnection
  ) throws(StoreError) {
    statement.bind(id, at: 1)
    statement.bind(snapshot.id, at: 2)
    try write(statement, connection, "keep what a snapshot holds")
  }
}
