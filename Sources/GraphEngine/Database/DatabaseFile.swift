import GraphStore

/// The file of a database.
///
/// The store has one connection, and no more than one thread uses it at a time: whoever has the turn to
/// write, for the length of an operation, and others between two of them. Chunks of the index are read
/// beside all that, under a lock of their own.
final class DatabaseFile: @unchecked Sendable {
  // Sendable by hand: the store is used under the lock, but for what only a writer looks at, which
  // belongs to the session that has the turn.

  /// Reads the chunks of the index.
  let segments: GraphSegments
  private let store: GraphStore
  private let lock = Monitor(())

  init(_ store: GraphStore) throws {
    self.store = store
    segments = try GraphSegments(store)
  }

  /// The file, as it was given.
  var path: String { store.path }

  /// The store, for the session that has the turn: for what does not ask the file.
  var written: GraphStore { store }

  /// Uses the store; no other thread does meanwhile.
  func withStore<R, E: Error>(_ body: (GraphStore) throws(E) -> R) throws(E) -> R {
    try lock.withLock { _ throws(E) in try body(store) }
  }

  /// The same, ended where `isCancelled` says so.
  func withStore<R, E: Error>(
    cancelledBy isCancelled: @escaping @Sendable () -> Bool,
    _ body: (GraphStore) throws(E) -> R
  ) throws(E) -> R {
    try withStore { store throws(E) in
      store.isCancelled = isCancelled
      defer { store.isCancelled = nil }
      return try body(store)
    }
  }

  /// Ends the use.
  ///
  /// - Throws: `StoreError` where the file cannot be brought to rest.
  func close() throws {
    segments.close()
    try withStore { try $0.close() }
  }
}
