/// The prepared statements that keep the full-text indexes of a store true.
final class FullTextWriter {
  private let nodes: [(remove: SQLiteStatement, add: SQLiteStatement)]
  private let relationships: [(remove: SQLiteStatement, add: SQLiteStatement)]

  init(_ tables: [FullTextTable], _ connection: SQLiteConnection) throws(StoreError) {
    var nodes: [(remove: SQLiteStatement, add: SQLiteStatement)] = []
    var relationships = nodes
    for table in tables {
      let operation = "update the full-text index '\(table.index.name)'"
      let pair = (
        remove: try connection.prepare(table.removal, persistent: true, operation: operation),
        add: try connection.prepare(table.addition, persistent: true, operation: operation)
      )
      if table.index.entity == .node { nodes.append(pair) } else { relationships.append(pair) }
    }
    self.nodes = nodes
    self.relationships = relationships
  }

  func statements(
    of entity: StoredIndex.Entity
  ) -> [(remove: SQLiteStatement, add: SQLiteStatement)] {
    entity == .node ? nodes : relationships
  }
}
