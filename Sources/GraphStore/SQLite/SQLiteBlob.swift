import CSQLite

/// One blob of one row, read or written in pieces.
///
/// Neither reading nor writing changes the blob's length; write a row with
/// ``SQLiteStatement/bind(zeroBlobOf:at:)`` first. A change of the row by other means ends the
/// blob's use (SQLite calls it expired), which the next access reports.
package final class SQLiteBlob {
  private let handle: OpaquePointer
  private let connection: SQLiteConnection

  /// Opens the blob in `column` of the row `row` of `table`.
  package init(
    table: String, column: String, row: Int, writable: Bool, on connection: SQLiteConnection,
    operation: String
  ) throws(StoreError) {
    var opened: OpaquePointer?
    let code = sqlite3_blob_open(
      connection.handle, "main", table, column, Int64(row), writable ? 1 : 0, &opened)
    guard code == SQLITE_OK, let opened else { throw connection.error(code, operation) }
    self.handle = opened
    self.connection = connection
  }

  deinit { sqlite3_blob_close(handle) }

  /// The number of bytes.
  package var count: Int { Int(sqlite3_blob_bytes(handle)) }

  /// Goes on to the same column of another row, which is cheaper than opening anew.
  package func move(toRow row: Int, operation: String) throws(StoreError) {
    try connection.check(sqlite3_blob_reopen(handle, Int64(row)), operation)
  }

  /// Fills `buffer` with the bytes from `offset` on.
  ///
  /// - Throws: ``StoreError`` where the blob is shorter than that, or cannot be read.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, from offset: Int, operation: String
  ) throws(StoreError) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
    let (start, length) = try range(offset, buffer.count, operation)
    try connection.check(sqlite3_blob_read(handle, base, length, start), operation)
  }

  /// Writes `bytes` from `offset` on.
  ///
  /// - Throws: ``StoreError`` where the blob is shorter than that, or cannot be written.
  package func write(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, operation: String
  ) throws(StoreError) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    let (start, length) = try range(offset, bytes.count, operation)
    try connection.check(sqlite3_blob_write(handle, base, length, start), operation)
  }

  private func range(
    _ offset: Int, _ length: Int, _ operation: String
  ) throws(StoreError) -> (Int32, Int32) {
    guard offset >= 0, length <= count, offset <= count - length else {
      throw .unexpected(
        "\(length) bytes from \(offset) on lie outside a blob of \(count)", connection.path,
        operation)
    }
    return (Int32(offset), Int32(length))
  }
}
