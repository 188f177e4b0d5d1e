import GraphIndex
import GraphModel
import GraphStore

extension GraphSession {
  /// Runs `body` as one statement that writes: all of it happens, or nothing.
  ///
  /// - Parameter isRepeatable: Whether `body` may be run again: the file is then taken to write at its
  ///   first change only, and where another process has changed the file just before, ``FileChanged``
  ///   is thrown.
  func write(isRepeatable: Bool = false, _ body: (GraphWriter) throws -> Void) throws {
    try checkOpen()
    try checkNotLost()
    // A graph that is open for reading only is nobody's to change, so that nobody has to wait.
    if isReadOnly {
      let lease = try lease()
      defer { withExtendedLifetime(lease) {} }
      let view = try viewToRead()
      return try body(GraphWriter(view: view, store: nil, ids: .init()) {})
    }
    guard !isWriting else {
      throw Diagnostic(
        .transactionError, .runtime, "WriteInWrite",
        "A statement that changes the graph cannot run inside another, such as a load",
        hint: "Let the load end first")
    }
    let isAlone = transaction == nil
    let lease = try takeTurn()
    defer {
      if isAlone { giveTurn() }
      withExtendedLifetime(lease) {}
    }
    isWriting = true
    defer { isWriting = false }
    let isStarting = transaction.map { $0.statementCount == 0 } ?? true
    if !isRepeatable { _ = try becomeWriter(isStarting: isStarting) }
    try writeInTurn(isAlone: isAlone, isStarting: isStarting, body)
    transaction?.statementCount += 1
  }

  private func writer(
    view: GraphView, _ file: DatabaseFile?, isStarting: Bool
  ) -> GraphWriter {
    GraphWriter(view: view, store: file?.written, ids: database.shared.memoryIDs) { [self] in
      if try becomeWriter(isStarting: isStarting) { throw FileChanged() }
      try file?.withStore { store in if !store.isInTransaction { try store.begin() } }
      database.shared.willChange()
    }
  }

  private func writeInTurn(
    isAlone: Bool, isStarting: Bool, _ body: (GraphWriter) throws -> Void
  ) throws {
    let (shared, file) = (database.shared, database.file)
    let ids = shared.memoryIDs
    var savepoint: Savepoint?
    if !isAlone {
      savepoint = try file?.withStore { $0.isInTransaction ? try $0.savepoint() : nil }
    }
    let view = shared.beginStatement()
    let mark = view.mark
    let writer = writer(view: view, file, isStarting: isStarting)
    do {
      defer { shared.endStatement() }
      try body(writer)
      try writer.checkConstraints()
      try file?.withStore { store in
        try writer.writeRows()
        if let fault = view.base.fault { throw fault }
        if let savepoint { try store.release(savepoint) }
        if isAlone, store.isInTransaction { try store.commit() }
      }
      if file == nil, let fault = view.base.fault { throw fault }
    } catch {
      shared.undo(to: mark)
      shared.memoryIDs = ids
      try takeBack(isAlone: isAlone, savepoint)
      throw error
    }
    shared.memoryIDs = writer.nextIDs
    if isAlone { shared.commit() }
  }

  /// Takes back the rows of a statement that failed.
  private func takeBack(isAlone: Bool, _ savepoint: Savepoint?) throws {
    try database.file?.withStore { store in
      guard store.isInTransaction else {
        // The store gave the whole transaction up (a full disk): memory follows it. The transaction
        // stays open, so that what comes next is not taken for statements of their own.
        if let start = transaction?.start, !isAlone, savepoint != nil {
          database.shared.undo(to: start.mark)
          transaction?.isLost = true
        }
        return
      }
      if !isAlone, let savepoint {
        try store.rollback(to: savepoint)
      } else {
        try store.rollback()
      }
    }
  }
}

/// Another process has changed the file before a statement could; the statement has to begin again.
struct FileChanged: Error {}
