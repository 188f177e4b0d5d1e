/// Something that a file has and that a program must know to read it.
///
/// Each is a row of `meta` whose key begins with `feature_`; a program that finds one of which it
/// does not know refuses the file, with the name of the feature. That lets the format grow without a
/// new number for each step.
enum FileFeature: String, CaseIterable {
  /// The pages end in checksums.
  case pageChecksums = "page_checksums"
  /// There are snapshots: whoever changes a row keeps it as it was.
  case snapshots

  /// What the keys begin with.
  static let prefix = "feature_"

  /// The statement that gives a file this feature.
  var insertion: String {
    "INSERT OR REPLACE INTO meta(key, value) VALUES ('\(Self.prefix)\(rawValue)', 1);"
  }

  /// The statement that takes it away.
  var removal: String { "DELETE FROM meta WHERE key = '\(Self.prefix)\(rawValue)';" }
}

extension GraphStore {
  /// Refuses a file that has what this program does not know.
  func checkFeatures(_ connection: SQLiteConnection) throws(StoreError) {
    let statement: SQLiteStatement
    do throws(StoreError) {
      // The underscore is a wildcard of LIKE; a range is not mistaken.
      statement = try connection.prepare(
        "SELECT key FROM meta WHERE key >= 'feature_' AND key < 'feature`' ORDER BY key",
        operation: "open")
    } catch {
      // The table itself is not as it should be, which the probes say better.
      return
    }
    while try statement.step("open") {
      let name = (statement.text(at: 0) ?? "").dropFirst(FileFeature.prefix.utf8.count)
      guard FileFeature(rawValue: String(name)) != nil else {
        throw .unknownFeature(String(name), path: path)
      }
    }
  }
}

extension SQLiteConnection {
  /// Makes the tables of a new graph in an empty file.
  func createTables(operation: String) throws(StoreError) {
    try runScript("BEGIN; \(StoreSchema.creation) COMMIT;", operation: operation)
    try touchFirstPage(StoreSchema.version, operation: operation)
  }

  /// Writes the first page once more, as it is. SQLite's counter of changes then is not 1 as in every
  /// copy that another program has just made.
  func touchFirstPage(_ version: Int, operation: String) throws(StoreError) {
    try run("PRAGMA user_version=\(version)", operation: operation)
  }
}
