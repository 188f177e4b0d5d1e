import CSQLite

/// Facts about the SQLite library that this program runs with.
///
/// The library belongs to the system, so that the version met at run time is not the one of the
/// header; everything that depends on the version asks here.
package enum SQLiteLibrary {
  /// The version as SQLite counts it: 3.40.1 is 3,040,001.
  package static var version: Int { Int(sqlite3_libversion_number()) }

  /// The version as people write it, such as `3.40.1`.
  package static var versionText: String { String(cString: sqlite3_libversion()) }

  /// The oldest version that may open a graph: the first with JSON functions always built in.
  package static let oldestVersion = 3_038_000

  /// Whether two connections in WAL mode can lose a committed transaction in this version.
  ///
  /// SQLite 3.7.0 to 3.51.2 has a race between a writer and a checkpoint of another connection
  /// (the WAL-reset bug); 3.51.3 has the repair, and so have 3.44.6 and 3.50.7. We never have two
  /// connections in WAL mode; ``SQLiteConnection/enterWriteAheadLog(operation:)`` holds that.
  package static var hasWALResetRace: Bool { hasWALResetRace(in: version) }

  /// Whether `version` has the race that ``hasWALResetRace`` speaks of.
  package static func hasWALResetRace(in version: Int) -> Bool {
    switch version {
    case 3_007_000..<3_044_006, 3_045_000..<3_050_007, 3_051_000..<3_051_003: true
    default: false
    }
  }

  /// Refuses a library that is too old, or built without any support of threads.
  ///
  /// - Throws: ``StoreError`` of the kind `library`.
  static func check(path: String, operation: String) throws(StoreError) {
    guard version >= oldestVersion else {
      throw .libraryTooOld(versionText, path: path, operation: operation)
    }
    guard sqlite3_threadsafe() != 0 else {
      throw .libraryWithoutThreads(versionText, path: path, operation: operation)
    }
  }
}
