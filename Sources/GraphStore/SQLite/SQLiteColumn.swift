import CSQLite

/// A value in a row of a running statement, good until the statement goes on.
///
/// SQLite calls such a value unprotected: it may be looked at only by who has the connection to
/// themselves, which is what ``SQLiteConnection`` asks for anyway.
package struct SQLiteColumn {
  let handle: OpaquePointer?

  /// Whether it is a null.
  package var isNull: Bool { sqlite3_value_type(handle) == SQLITE_NULL }

  /// Whether it is an integer.
  package var isInteger: Bool { sqlite3_value_type(handle) == SQLITE_INTEGER }

  /// Whether it is a text or a null.
  package var isTextOrNull: Bool {
    let type = sqlite3_value_type(handle)
    return type == SQLITE_TEXT || type == SQLITE_NULL
  }

  /// The integer; other types are converted as SQLite does.
  package var integer: Int { Int(sqlite3_value_int64(handle)) }

  /// The bytes of a text or blob, or nil for a null.
  package var bytes: UnsafeBufferPointer<UInt8>? {
    guard !isNull else { return nil }
    let start = sqlite3_value_blob(handle)
    let count = Int(sqlite3_value_bytes(handle))
    return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }
}
