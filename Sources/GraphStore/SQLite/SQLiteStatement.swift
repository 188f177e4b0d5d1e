import CSQLite
import GraphModel

/// A prepared statement: bind, step, read the columns, reset.
///
/// Bindings do not throw; the first that fails (a text of more than SQLite's limit of 10⁹ bytes,
/// for example) is reported by the next ``step(_:)``. Finalised when the last reference goes.
package final class SQLiteStatement {
  let handle: OpaquePointer
  /// Keeps the database open for as long as the statement lives.
  let connection: SQLiteConnection
  private var bindingFailure = SQLITE_OK

  /// Prepares the first statement of `sql`.
  init(
    _ sql: String, on connection: SQLiteConnection, persistent: Bool, operation: String
  ) throws(StoreError) {
    var prepared: OpaquePointer?
    let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = sqlite3_prepare_v3(connection.handle, sql, -1, flags, &prepared, nil)
    guard code == SQLITE_OK else { throw connection.error(code, operation) }
    guard let prepared else {
      throw .unexpected("there is no statement in '\(sql)'", connection.path, operation)
    }
    self.handle = prepared
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  // MARK: Binding

  /// Binds an integer to the parameter `index`, counted from 1.
  package func bind(_ value: Int, at index: Int32) {
    note(sqlite3_bind_int64(handle, index, Int64(value)))
  }

  /// Binds a float.
  package func bind(_ value: Double, at index: Int32) {
    note(sqlite3_bind_double(handle, index, value))
  }

  /// Binds a null.
  package func bindNull(at index: Int32) { note(sqlite3_bind_null(handle, index)) }

  /// Binds a text, which SQLite copies.
  package func bind(_ text: Text, at index: Int32) {
    text.withUTF8 { bytes in
      note(
        sqlite3_bind_text64(
          handle, index, Self.characters(of: bytes), UInt64(bytes.count), Self.copied,
          UInt8(SQLITE_UTF8)))
    }
  }

  /// Binds UTF-8 text without copying it, or null.
  ///
  /// The bytes must stay where they are until the statement has been reset or bound anew.
  package func bind(borrowedText bytes: UnsafeBufferPointer<UInt8>?, at index: Int32) {
    guard let bytes else { return bindNull(at: index) }
    note(
      sqlite3_bind_text64(
        handle, index, Self.characters(of: bytes), UInt64(bytes.count), nil, UInt8(SQLITE_UTF8)))
  }

  /// Binds bytes without copying them, or null.
  ///
  /// The bytes must stay where they are until the statement has been reset or bound anew.
  package func bind(borrowedBlob bytes: UnsafeRawBufferPointer?, at index: Int32) {
    guard let bytes else { return bindNull(at: index) }
    guard let base = bytes.baseAddress else {
      return note(sqlite3_bind_zeroblob(handle, index, 0))
    }
    note(sqlite3_bind_blob64(handle, index, base, UInt64(bytes.count), nil))
  }

  /// Binds a blob of `count` zero bytes, to be filled through a ``SQLiteBlob``.
  package func bind(zeroBlobOf count: Int, at index: Int32) {
    note(sqlite3_bind_zeroblob64(handle, index, UInt64(max(0, count))))
  }

  private func note(_ code: Int32) {
    if code != SQLITE_OK, bindingFailure == SQLITE_OK { bindingFailure = code }
  }

  /// SQLite's wish for a copy of its own (`SQLITE_TRANSIENT`, a macro that Swift does not import).
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  /// The start of `bytes` as C characters, never null: a null pointer would bind a null.
  private static func characters(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafePointer<CChar>? {
    let base = bytes.baseAddress.map(UnsafeRawPointer.init) ?? UnsafeRawPointer(bitPattern: 1)
    return base?.assumingMemoryBound(to: CChar.self)
  }

  // MARK: Running

  /// Goes to the next row; false at the end.
  ///
  /// A statement that fails, or has come to its end, is reset.
  package func step(_ operation: String) throws(StoreError) -> Bool {
    guard bindingFailure == SQLITE_OK else {
      defer { bindingFailure = SQLITE_OK }
      throw connection.error(bindingFailure, operation)
    }
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE {
      sqlite3_reset(handle)
      return false
    }
    let error = connection.error(code, operation)
    sqlite3_reset(handle)
    throw error
  }

  /// Runs a statement that gives no rows.
  package func run(_ operation: String) throws(StoreError) {
    while try step(operation) {}
  }

  /// Ends the run, so that the statement can be bound and stepped anew.
  package func reset() { sqlite3_reset(handle) }

  // MARK: Columns

  /// The value in the column `index`, counted from 0, good until the next step or reset.
  ///
  /// Quicker than asking for its type and its content one by one, where both are wanted: each
  /// call below takes the way from the statement to the column anew.
  package func column(_ index: Int32) -> SQLiteColumn {
    SQLiteColumn(handle: sqlite3_column_value(handle, index))
  }

  /// The integer in the column; other types are converted as SQLite does.
  package func integer(at index: Int32) -> Int { Int(sqlite3_column_int64(handle, index)) }

  /// The float in the column.
  package func double(at index: Int32) -> Double { sqlite3_column_double(handle, index) }

  /// Whether the column holds a null.
  package func isNull(at index: Int32) -> Bool { column(index).isNull }

  /// The bytes of a text or blob, or nil for a null; good until the next step or reset.
  package func bytes(at index: Int32) -> UnsafeBufferPointer<UInt8>? { column(index).bytes }

  /// The text in the column, repaired where it is not UTF-8; nil for a null.
  package func text(at index: Int32) -> String? {
    bytes(at: index).map { String(decoding: $0, as: UTF8.self) }
  }
}
