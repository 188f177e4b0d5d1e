import GraphModel

/// A named state of a graph that lies in its file.
public struct StoredSnapshot: Hashable, Sendable {
  /// Its number: later snapshots have greater ones.
  public var id: Int
  /// Its name, unique in the file.
  public var name: Text
  /// What somebody has noted about it.
  public var note: Text?
  /// When it was made, in UTC: `2026-05-01T09:30:00Z`.
  public var made: Text
  /// How many commits had changed anything.
  public var generation: Int
  /// How many nodes it has.
  public var nodes: Int
  /// How many relationships it has.
  public var relationships: Int
  /// The first identifier of a node that was made later.
  public var nextNode: Int
  /// The first identifier of a relationship that was made later.
  public var nextRelationship: Int
}

/// The tables of snapshots, which a file has from its first snapshot until its last is dropped.
///
/// A snapshot is a row. What it holds is what the rows hold today, but for those that were changed or deleted since:
/// the first change after a snapshot keeps the former row, under the number of the newest snapshot then. A row that
/// is kept `until` *k* therefore is the state in every snapshot up to *k*, back to the one before which another row
/// is kept. What was made later is known by its identifier, which comes from a counter.
///
/// | table | rows |
/// |---|---|
/// | `snapshot` | name, note, time, and the counters as they were |
/// | `former_node`, `former_relationship` | rows as they were before their first change after the snapshot `until`; \
///   `absent` is 1 where there was none |
///
/// Triggers keep former rows where another program changes some; our own connections run none.
enum SnapshotTables {
  static let creation = """
    CREATE TABLE snapshot(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT, made TEXT NOT NULL,
      generation INTEGER NOT NULL, node_count INTEGER NOT NULL,
      relationship_count INTEGER NOT NULL, next_node_id INTEGER NOT NULL,
      next_relationship_id INTEGER NOT NULL);
    CREATE TABLE former_node(
      id INTEGER NOT NULL, until INTEGER NOT NULL, labels TEXT, properties TEXT,
      absent INTEGER, PRIMARY KEY(id, until)) WITHOUT ROWID;
    CREATE TABLE former_relationship(
      id INTEGER NOT NULL, until INTEGER NOT NULL, type INTEGER, start INTEGER, "end" INTEGER,
      properties TEXT, absent INTEGER, PRIMARY KEY(id, until)) WITHOUT ROWID;
    \(["update", "delete"].map { event in
      """
      CREATE TRIGGER keep_\(event)_node BEFORE \(event) ON node
      WHEN old.id < (SELECT next_node_id FROM snapshot ORDER BY id DESC LIMIT 1) BEGIN
        INSERT OR IGNORE INTO former_node(id, until, labels, properties)
        VALUES (old.id, (SELECT max(id) FROM snapshot), old.labels, old.properties); END;
      CREATE TRIGGER keep_\(event)_relationship BEFORE \(event) ON relationship
      WHEN old.id < (SELECT next_relationship_id FROM snapshot ORDER BY id DESC LIMIT 1) BEGIN
        INSERT OR IGNORE INTO former_relationship(id, until, type, start, "end", properties)
        VALUES (old.id, (SELECT max(id) FROM snapshot), old.type, old.start, old."end",
          old.properties); END;
      """
    }.joined(separator: "\n"))
    \(FileFeature.snapshots.insertion)
    """

  static let removal = """
    DROP TRIGGER keep_update_node; DROP TRIGGER keep_delete_node;
    DROP TRIGGER keep_update_relationship; DROP TRIGGER keep_delete_relationship;
    DROP TABLE former_node; DROP TABLE former_relationship; DROP TABLE snapshot;
    \(FileFeature.snapshots.removal)
    """

  static let probes = [
    "SELECT id, name, note, made, generation, node_count, relationship_count, next_node_id, "
      + "next_relationship_id FROM snapshot",
    "SELECT id, until, labels, properties, absent FROM former_node",
    "SELECT id, until, type, start, \"end\", properties, absent FROM former_relationship",
  ]

  /// The rows of a table in a snapshot whose identifiers lie in a range, in their order.
  ///
  /// Parameters: the range, the number of the snapshot, its first later identifier.
  static func rows(_ columns: String, of table: String) -> String {
    """
    SELECT \(columns) FROM \(table)
    WHERE id >= ?1 AND id < min(?2, ?4) AND NOT EXISTS (
      SELECT 1 FROM former_\(table) f WHERE f.id = \(table).id AND f.until >= ?3)
    UNION ALL
    SELECT \(columns) FROM former_\(table) f
    WHERE id >= ?1 AND id < min(?2, ?4) AND absent IS NULL AND until = (
      SELECT min(until) FROM former_\(table) g WHERE g.id = f.id AND g.until >= ?3)
    ORDER BY id
    """
  }
}

/// The prepared statements that keep former rows.
final class FormerRowStatements {
  let node: SQLiteStatement
  let relationship: SQLiteStatement
  /// Note that nothing was there: what is put back under its old identifier was away meanwhile.
  let noNode, noRelationship: SQLiteStatement

  init(_ connection: SQLiteConnection) throws(StoreError) {
    let operation = "keep what a snapshot holds"
    node = try connection.prepare(
      """
      INSERT OR IGNORE INTO former_node(id, until, labels, properties)
      SELECT id, ?2, labels, properties FROM node WHERE id = ?1
      """, persistent: true, operation: operation)
    relationship = try connection.prepare(
      """
      INSERT OR IGNORE INTO former_relationship(id, until, type, start, "end", properties)
      SELECT id, ?2, type, start, "end", properties FROM relationship WHERE id = ?1
      """, persistent: true, operation: operation)
    noNode = try connection.prepare(
      "INSERT OR IGNORE INTO former_node(id, until, absent) VALUES (?1, ?2, 1)",
      persistent: true, operation: operation)
    noRelationship = try connection.prepare(
      "INSERT OR IGNORE INTO former_relationship(id, until, absent) VALUES (?1, ?2, 1)",
      persistent: true, operation: operation)
  }
}
