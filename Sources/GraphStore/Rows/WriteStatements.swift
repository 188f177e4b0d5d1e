/// The prepared statements of a store that writes, kept from its first transaction on.
final class WriteStatements {
  let begin: SQLiteStatement
  let commit: SQLiteStatement
  let rollback: SQLiteStatement
  // SQLite lets savepoints of one name nest, and means the innermost.
  let savepoint: SQLiteStatement
  let release: SQLiteStatement
  let rollbackToSavepoint: SQLiteStatement
  let insertNode: SQLiteStatement
  let updateNode: SQLiteStatement
  let deleteNode: SQLiteStatement
  let insertRelationship: SQLiteStatement
  let updateRelationship: SQLiteStatement
  let deleteRelationship: SQLiteStatement
  let insertSymbol: SQLiteStatement
  let setMeta: SQLiteStatement
  let deleteMeta: SQLiteStatement
  let insertIndex: SQLiteStatement
  let deleteIndex: SQLiteStatement
  let insertChange: SQLiteStatement
  let insertSegment: SQLiteStatement
  /// Writes the first page, which is how a file says that it has been changed; nil where pages have
  /// no checksums.
  let touchFirstPage: SQLiteStatement?

  /// The labels that were written last, with their JSON text: rows come in runs of equal labels.
  var lastLabels: (numbers: [Int], text: [UInt8]) = ([], [])

  init(_ connection: SQLiteConnection, _ formatVersion: Int) throws(StoreError) {
    func prepare(_ sql: String) throws(StoreError) -> SQLiteStatement {
      try connection.prepare(sql, persistent: true, operation: "begin a transaction")
    }
    begin = try prepare("BEGIN IMMEDIATE")
    commit = try prepare("COMMIT")
    rollback = try prepare("ROLLBACK")
    savepoint = try prepare("SAVEPOINT statement")
    release = try prepare("RELEASE statement")
    rollbackToSavepoint = try prepare("ROLLBACK TO statement")
    insertNode = try prepare("INSERT INTO node(id, labels, properties) VALUES (?, ?, ?)")
    updateNode = try prepare("UPDATE node SET labels = ?2, properties = ?3 WHERE id = ?1")
    deleteNode = try prepare("DELETE FROM node WHERE id = ?")
    insertRelationship = try prepare(
      "INSERT INTO relationship(id, type, start, \"end\", properties) VALUES (?, ?, ?, ?, ?)")
    updateRelationship = try prepare("UPDATE relationship SET properties = ?2 WHERE id = ?1")
    deleteRelationship = try prepare(
      "DELETE FROM relationship WHERE id = ? RETURNING type, start")
    insertSymbol = try prepare("INSERT INTO symbol(id, kind, name) VALUES (?, ?, ?)")
    setMeta = try prepare("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)")
    deleteMeta = try prepare("DELETE FROM meta WHERE key = ?")
    insertIndex = try prepare(
      "INSERT INTO schema_index(name, kind, entity, symbol, keys, options) "
        + "VALUES (?, ?, ?, ?, ?, ?)")
    deleteIndex = try prepare("DELETE FROM schema_index WHERE name = ?")
    insertChange = try prepare(
      "INSERT INTO change(generation, entities, entries) VALUES (?, ?, ?)")
    insertSegment = try prepare("INSERT INTO segment(id, part, bytes) VALUES (?, ?, ?)")
    // Every part of a log then has the first page in it: where another program brings the log into
    // the file, the file says that it was another.
    touchFirstPage =
      connection.pages.hasChecksums ? try prepare("PRAGMA user_version=\(formatVersion)") : nil
  }
}
