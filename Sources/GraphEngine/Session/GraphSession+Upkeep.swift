import GraphModel
import GraphStore

extension GraphSession {
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
    let file = try fileForUpkeep("A graph in memory has no file to copy")
    // What another session has not committed would be copied too.
    do {
      try withTurn { try cancellable(file) { try $0.backup(to: path, replacing: replacing) } }
    } catch let error as StoreError where error.kind == .changedElsewhere && !isInTransaction {
      // The file was taken away while nobody used it, and what it held is still open.
      try acquireTurn()
      defer { giveTurn() }
      guard file.withStore({ !$0.holdsFile }) else { throw error }
      do {
        try cancellable(file) { try $0.backup(to: path, replacing: replacing) }
      } catch let second as StoreError where second.kind == .changedElsewhere {
        throw error
      }
    }
  }

  /// Gives back the room that deleted data has left in the file, and writes the index anew;
  /// identifiers stay.
  ///
  /// - Returns: The length of the file in bytes, before and after.
  /// - Throws: `StoreError` where the file cannot be written, or has no room for a second copy of
  ///   what is in it; it is as it was then. `Diagnostic` for a graph in memory.
  /// - Complexity: O(*n*) in the size of the file.
  public func compact() throws -> (before: Int, after: Int) {
    let file = try fileForUpkeep("A graph in memory has no file to compact")
    return try withTurn {
      let before = try file.withStore { try $0.size() }
      try rewriteIndex()
      return (before, try cancellable(file) { try $0.compact().after })
    }
  }

  private func fileForUpkeep(_ message: String) throws -> DatabaseFile {
    try checkOpen()
    guard let file = database.file else {
      throw Diagnostic(
        .transactionError, .runtime, "NoFile", message, hint: "Open a file: dolen FILE --create")
    }
    return file
  }

  /// Uses the store, which ``cancel()`` ends.
  func cancellable<R>(_ file: DatabaseFile, _ body: (GraphStore) throws -> R) throws -> R {
    try cancellable { try file.withStore(cancelledBy: cancelFlag.check, body) }
  }

  /// Runs `body`, and says so where ``cancel()`` has ended it.
  func cancellable<R>(_ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as StoreError where error.kind == .interrupted {
      cancelFlag.clear()
      throw Diagnostic(
        .interrupted, .runtime, "Interrupted", "It was interrupted; nothing was changed")
    }
  }
}
