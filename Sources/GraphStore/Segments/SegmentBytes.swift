import CSQLite
import Platform

/// The segments of an open graph, for reading from any thread.
///
/// Segments never change once they are written, so that a reader needs no transaction, and what it
/// reads while another thread is in the middle of one is what a commit once wrote.
public final class SegmentBytes: Sendable {
  private let connection: Monitor<Shared?>

  // Handed from thread to thread under the lock; SQLite itself serializes its calls.
  private struct Shared: @unchecked Sendable {
    let connection: SQLiteConnection
  }

  init(_ connection: SQLiteConnection) { self.connection = Monitor(Shared(connection: connection)) }

  /// Ends the use, so that the file can be closed.
  public func close() { connection.withLock { $0 = nil } }

  /// Calls `body` with the bytes of the segment `number`.
  ///
  /// - Throws: Whatever `body` throws; ``StoreError`` where the graph has been closed, there is no
  ///   such segment, or the file cannot be read.
  public func withSegment(
    _ number: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let operation = "read the index"
    try connection.withLock { shared in
      guard let connection = shared?.connection else {
        throw StoreError.closed("the graph", operation: operation)
      }
      let bytes = try Self.retrying { () throws(StoreError) in
        try Self.read(number, connection, operation)
      }
      defer { bytes.deallocate() }
      try body(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Reads again where a rollback in another thread has aborted the reading; what is there stays
  /// there.
  private static func retrying<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
    for _ in 0..<100 {
      do throws(StoreError) {
        return try body()
      } catch {
        guard let code = error.code, code & 0xFF == Int(SQLITE_ABORT) else { throw error }
      }
    }
    return try body()
  }

  private static func read(
    _ number: Int, _ connection: SQLiteConnection, _ operation: String
  ) throws(StoreError) -> UnsafeMutableRawBufferPointer {
    let blob = try SQLiteBlob(
      table: "segment", column: "bytes", row: number, writable: false, on: connection,
      operation: operation)
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: blob.count, alignment: 16)
    do throws(StoreError) {
      try blob.read(into: bytes, from: 0, operation: operation)
      return bytes
    } catch {
      bytes.deallocate()
      throw error
    }
  }
}
