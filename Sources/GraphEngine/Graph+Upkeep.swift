import GraphModel
import GraphStore

extension Graph {
  /// Writes a copy of the graph, as of its last commit, to the file at `path`.
  ///
  /// The graph stays open and can be read or written before and after. The copy has its name only
  /// when it is whole and on the disk; it is one file, which can be opened at once. ``cancel()`` ends
  /// it and leaves nothing.
  ///
  /// - Parameter replacing: Whether a file of that name gives way.
  /// - Throws: `StoreError` where the copy cannot be made, also where a transaction is open;
  ///   `Diagnostic` for a graph in memory.
  /// - Complexity: O(*n*) in the size of the file.
  public func backup(to path: String, replacing: Bool = false) throws {
    let store = try storeForUpkeep("A graph in memory has no file to copy")
    try cancellable(store) { try store.backup(to: path, replacing: replacing) }
  }

  /// Gives back the room that deleted data has left in the file, and writes the index anew;
  /// identifiers stay.
  ///
  /// - Returns: The length of the file in bytes, before and after.
  /// - Throws: `StoreError` where the file cannot be written, or has no room for a second copy of
  ///   what is in it; it is as it was then. `Diagnostic` for a graph in memory.
  /// - Complexity: O(*n*) in the size of the file.
  public func compact() throws -> (before: Int, after: Int) {
    let store = try storeForUpkeep("A graph in memory has no file to compact")
    return try cancellable(store) {
      let before = try store.size()
      try rewriteIndex()
      return (before, try store.compact().after)
    }
  }

  private func storeForUpkeep(_ message: String) throws(Diagnostic) -> GraphStore {
    guard let store else {
      throw Diagnostic(
        .transactionError, .runtime, "NoFile", message, hint: "Open a file: dolen FILE --create")
    }
    return store
  }

  /// Runs `body`, which ``cancel()`` ends.
  func cancellable<R>(_ store: GraphStore, _ body: () throws -> R) throws -> R {
    let flag = cancelFlag
    store.isCancelled = { flag.isSet }
    defer { store.isCancelled = nil }
    do {
      return try body()
    } catch let error as StoreError where error.kind == .interrupted {
      flag.clear()
      throw Diagnostic(
        .interrupted, .runtime, "Interrupted", "It was interrupted; nothing was changed")
    }
  }
}
