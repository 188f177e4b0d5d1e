/// The prepared statements that keep the full-text indexes of a store true.
final class FullTextWriter {
  /// Those of one index.
  struct Statements {
    /// Notes a row that is new.
    let noteNew: SQLiteStatement
    /// Notes a row before it is changed.
    let note: SQLiteStatement
    /// Bring the index up to date with the rows that were noted.
    let applications: [SQLiteStatement]
  }

  private let nodes: [Statements]
  private let relationships: [Statements]

  /// Statements for the given tables; nothing is noted yet.
  init(_ tables: [FullTextTable], _ connection: SQLiteConnection) throws(StoreError) {
    var nodes: [Statements] = []
    var relationships: [Statements] = []
    for table in tables {
      let operation = "update the full-text index '\(table.index.name)'"
      for sql in table.noting { try connection.run(sql, operation: operation) }
      var applications: [SQLiteStatement] = []
      for sql in table.applications {
        applications.append(
          try connection.prepare(sql, persistent: true, operation: operation))
      }
      let statements = Statements(
        noteNew: try connection.prepare(table.noteOfNew, persistent: true, operation: operation),
        note: try connection.prepare(table.note, persistent: true, operation: operation),
        applications: applications)
      if table.index.entity == .node {
        nodes.append(statements)
      } else {
        relationships.append(statements)
      }
    }
    self.nodes = nodes
    self.relationships = relationships
  }

  /// Those of the indexes of nodes, or of relationships.
  func statements(of entity: StoredIndex.Entity) -> [Statements] {
    entity == .node ? nodes : relationships
  }

  /// Those of all indexes.
  var all: [Statements] { nodes + relationships }
}
