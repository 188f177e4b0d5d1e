import GraphIndex
import GraphModel
import GraphStore

extension GraphSession {
  /// Runs `body` as one statement that writes: all of it happens, or nothing.
  func write(_ body: (GraphWriter) throws -> Void) throws {
    try checkOpen()
    try checkNotLost()
    // A graph that is open for reading only is nobody's to change, so that nobody has to wait.
    if isReadOnly { return try body(writer(view: try viewToRead(), nil)) }
    guard !isWriting else {
      throw Diagnostic(
        .transactionError, .runtime, "WriteInWrite",
        "A statement that changes the graph cannot run inside another, such as a load",
        hint: "Let the load end first")
    }
    let isAlone = transaction == nil
    try takeTurn()
    defer { if isAlone { giveTurn() } }
    isWriting = true
    defer { isWriting = false }
    try writeInTurn(isAlone: isAlone, body)
  }

  private func writer(view: GraphView, _ file: DatabaseFile?) -> GraphWriter {
    GraphWriter(view: view, store: file?.written, ids: database.shared.memoryIDs) { [self] in
      try file?.withStore { store in if !store.isInTransaction { try store.begin() } }
      database.shared.willChange()
    }
  }

  private func writeInTurn(isAlone: Bool, _ body: (GraphWriter) throws -> Void) throws {
    let (shared, file) = (database.shared, database.file)
    let ids = shared.memoryIDs
    var savepoint: Savepoint?
    if !isAlone {
      savepoint = try file?.withStore { $0.isInTransaction ? try $0.savepoint() : nil }
    }
    let view = shared.beginStatement()
    let mark = view.mark
    let writer = writer(view: view, file)
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
