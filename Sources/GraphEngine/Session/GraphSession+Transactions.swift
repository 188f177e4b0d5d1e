import CypherSyntax
import GraphModel

extension GraphSession {
  /// Whether a transaction is open.
  public var isInTransaction: Bool { transaction != nil }

  /// Opens a transaction: what follows is kept by ``commit()`` or taken back by ``rollback()``.
  ///
  /// Others can read and, until the transaction's first updating statement, write.
  ///
  /// - Throws: `Diagnostic` where one is open already.
  public func begin() throws {
    try checkOpen()
    guard transaction == nil else {
      throw Diagnostic(
        .transactionError, .runtime, "TransactionOpen", "A transaction is open already",
        hint: "COMMIT or ROLLBACK it first")
    }
    transaction = OpenTransaction(time: StatementContext.now())
  }

  /// Keeps what the transaction did; when this returns, it survives a crash.
  ///
  /// - Throws: `Diagnostic` where none is open, `StoreError` where the file cannot take it; the
  ///   transaction is then rolled back.
  public func commit() throws {
    let open = try openTransaction("COMMIT")
    try checkNotLost()
    defer {
      transaction = nil
      giveTurn()
    }
    guard let start = open.start else { return }
    do {
      try database.file?.withStore { store in
        if store.isInTransaction {
          try store.commit()
        } else if database.shared.hasChanges {
          // The store gave it up at a statement that only read: while it searched its own changes.
          throw transactionLost
        }
      }
    } catch {
      database.shared.undo(to: start.mark)
      throw error
    }
    database.shared.commit()
  }

  /// Takes back what the transaction did.
  ///
  /// - Throws: `Diagnostic` where none is open.
  public func rollback() throws {
    let open = try openTransaction("ROLLBACK")
    defer {
      transaction = nil
      giveTurn()
    }
    guard let start = open.start else { return }
    database.shared.undo(to: start.mark)
    database.shared.memoryIDs = start.ids
    try database.file?.withStore { store in if store.isInTransaction { try store.rollback() } }
  }

  private func openTransaction(_ command: String) throws -> OpenTransaction {
    guard let transaction else {
      throw Diagnostic(
        .transactionError, .runtime, "NoTransaction", "No transaction is open",
        hint: "\(command) needs a BEGIN before it")
    }
    return transaction
  }

  /// Runs `body` in a transaction and commits; an error that it throws rolls everything back.
  ///
  ///     try session.inTransaction {
  ///       _ = try session.run("CREATE (:Study {id: 'a'})")
  ///       _ = try session.run("CREATE (:Study {id: 'b'})")
  ///     }
  public func inTransaction<R>(_ body: () throws -> R) throws -> R {
    try begin()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      if transaction != nil { try rollback() }
      throw error
    }
  }

  func run(_ command: TransactionCommand) throws {
    switch command {
    case .begin: try begin()
    case .commit: try commit()
    case .rollback: try rollback()
    }
  }
}
