/// The tables of a graph's file.
///
/// Rows are the truth; everything else in a file can be rebuilt from them. An ordinary SQLite
/// client can read all of it, most easily through the two views:
///
///     sqlite3 evidence.dolen "SELECT * FROM readable_node WHERE labels LIKE '%\"Study\"%'"
///
/// | table | rows |
/// |---|---|
/// | `meta` | counters and settings by name |
/// | `symbol` | labels, types and property keys, numbered from 0 in order of first use |
/// | `node` | `labels` is a JSON list of symbol numbers in rising order, NULL for none |
/// | `relationship` | `type` is a symbol number; `start` and `"end"` are node ids |
/// | `schema_index` | definitions of indexes and unique constraints |
/// | `segment` | arrays of the index, in chunks, and the list of them |
/// | `change` | which nodes and relationships each commit since then has touched |
///
/// `properties` is a JSON object as text, NULL where there is no property. Types and labels are
/// numbers because a graph has few of them and many rows: a row stays short, and reading it needs
/// no look-up by name.
///
/// `segment` and `change` are derived: the former holds the index as it was when it was last
/// written, the latter what must be looked at again, by `meta.generation`, the number of commits that
/// have changed anything. The index is thrown away by removing `segment_list` from `meta`; it is
/// then built from the rows. Triggers do that where another program changes a row, so that such a
/// change is seen; our own connections run none. Files of version 1 have none of this; they get it
/// when they are first written to.
enum StoreSchema {
  /// "Doln" in the header of the file says that it is ours.
  static let applicationID = 0x446F_6C6E

  /// The version of the format, in `user_version`.
  static let version = 3

  /// The first version whose pages have checksums.
  static let firstVersionWithChecksums = 3

  /// The last version that a file without room for checksums can have.
  private static let lastVersionWithoutChecksums = 2

  /// Makes the tables in an empty database.
  static let creation = """
    PRAGMA application_id=\(applicationID);
    PRAGMA user_version=\(version);
    CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value) WITHOUT ROWID;
    CREATE TABLE symbol(
      id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE(kind, name));
    CREATE TABLE node(id INTEGER PRIMARY KEY, labels TEXT, properties TEXT);
    CREATE TABLE relationship(
      id INTEGER PRIMARY KEY, type INTEGER NOT NULL, start INTEGER NOT NULL,
      "end" INTEGER NOT NULL, properties TEXT);
    CREATE TABLE schema_index(
      name TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL,
      symbol INTEGER NOT NULL, keys TEXT NOT NULL, options TEXT) WITHOUT ROWID;
    \(derivedTables)
    CREATE VIEW readable_node AS SELECT id,
      (SELECT json_group_array(symbol.name) FROM json_each(labels)
       JOIN symbol ON symbol.id = json_each.value) AS labels, properties FROM node;
    CREATE VIEW readable_relationship AS SELECT relationship.id, symbol.name AS type, start,
      "end", properties FROM relationship JOIN symbol ON symbol.id = relationship.type;
    INSERT INTO meta(key, value) VALUES
      ('next_node_id', 0), ('next_relationship_id', 0), ('node_count', 0),
      ('relationship_count', 0), ('generation', 0);
    \(FileFeature.pageChecksums.insertion)
    """

  /// Makes the tables that version 2 has added.
  private static let derivedTables = """
    CREATE TABLE segment(id INTEGER PRIMARY KEY, part TEXT NOT NULL, bytes BLOB NOT NULL);
    CREATE TABLE change(
      generation INTEGER PRIMARY KEY, entities INTEGER NOT NULL, entries BLOB NOT NULL);
    \(["node", "relationship"].flatMap { table in
      ["insert", "update", "delete"].map { event in
        """
        CREATE TRIGGER foreign_\(event)_\(table) AFTER \(event) ON \(table) BEGIN
          DELETE FROM meta WHERE key = 'segment_list'; END;
        """
      }
    }.joined(separator: "\n"))
    """

  /// Makes a file of version 1 one of the last that needs no checksums.
  static let upgrade = "\(derivedTables) PRAGMA user_version=\(lastVersionWithoutChecksums);"

  /// Makes a file whose pages have got checksums one of this version.
  static let pagesUpgrade =
    "\(FileFeature.pageChecksums.insertion) PRAGMA user_version=\(version);"

  /// Queries that can be prepared only where each table has the columns that we read and write.
  static let probes = [
    "SELECT key, value FROM meta", "SELECT id, kind, name FROM symbol",
    "SELECT id, labels, properties FROM node",
    "SELECT id, type, start, \"end\", properties FROM relationship",
    "SELECT name, kind, entity, symbol, keys, options FROM schema_index",
  ]

  /// The same for the tables that version 2 has added.
  static let derivedProbes = [
    "SELECT id, part, bytes FROM segment", "SELECT generation, entities, entries FROM change",
  ]
}
