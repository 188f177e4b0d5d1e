import CSQLite

/// Another SQLite program, which knows nothing of Dolen.
enum OtherProgram {
  /// Opens the file, reads and writes a little, and closes it, as `sqlite3` would: a log that a crash
  /// has left is brought into the file and removed.
  static func visit(_ path: String) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      return
    }
    let change = "INSERT OR REPLACE INTO meta(key, value) VALUES ('visitor', random())"
    sqlite3_exec(connection, change, nil, nil, nil)
  }
}
