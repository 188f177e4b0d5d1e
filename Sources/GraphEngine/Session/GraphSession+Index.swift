import GraphIndex
import GraphModel
import GraphStore

extension ViewBuilder {
  /// The index of a store: as it was written, brought up to date, or else built from the rows.
  ///
  /// - Throws: `StoreError` where the rows cannot be read.
  static func view(of store: GraphStore, through segments: GraphSegments) throws -> GraphView {
    do {
      if let view = try storedView(of: store, through: segments) { return view }
    } catch is SegmentDamage {
      // Rows are the truth: what is written of the index is of no use, and the next writer that
      // closes the file replaces it.
    } catch let error as StoreError where error.kind == .damaged {
      // The list or the changes cannot be read; if the rows cannot either, they will say so.
    }
    return try view(of: store)
  }
}

extension GraphDatabase {
  // The session that is named has the turn to write.

  /// Builds the index from the rows again, because a part of what is stored of it is damaged.
  ///
  /// - Throws: `StoreError` where the rows cannot be read.
  func rebuildIndex(for session: GraphSession) throws {
    assert(session.hasTurn, "rows are read that another session may be writing")
    guard let file else { return }
    let isCancelled = session.cancelFlag.check
    shared.replace(
      by: try file.withStore(cancelledBy: isCancelled) { try ViewBuilder.view(of: $0) })
  }

  /// Whether the index should be written when the file is closed: where there is none, where a tenth
  /// of it has changed, or so much that looking it up at the next opening would be felt, or where an
  /// index was made.
  ///
  /// Who has only read does so too where a killed writer has left so much: each opening would look
  /// it up again.
  var shouldStoreIndex: Bool {
    guard let file, !isReadOnly else { return false }
    let view = shared.current
    return file.withStore { store in
      let size = store.nodeCount + store.relationshipCount
      let changed = store.changedEntities
      guard store.hasWritten else {
        return changed > 100_000 || (changed > 20_000 && changed > size / 10)
      }
      if !view.base.isStored || file.segments.keepsMore(than: view.base) { return true }
      return changed > size / 10 || changed > 100_000
        || view.indexes.contains { !$0.isStored }
    }
  }

  /// Writes the index into the file, so that the next opening reads of it what it needs.
  ///
  /// Parts that have not changed stay where they are.
  ///
  /// - Throws: `StoreError` where the file cannot take it; it is as it was then.
  /// - Complexity: O(size of the graph) where anything has changed.
  func storeIndex(for session: GraphSession) throws {
    assert(session.hasTurn, "the index is written while another session may be writing")
    guard let file else { return }
    // What another process has changed is not what we would write down.
    if try becomeWriter(mayGiveBack: false, until: { true }) { return }
    shared.change { if !$0.isUnchanged { $0.fold() } }
    // Parts that were read for the folding may have shown damage.
    if let fault = shared.current.base.fault {
      guard fault is SegmentDamage else { throw fault }
      try rebuildIndex(for: session)
    }
    try shared.change { view in
      try file.withStore { store in
        try store.begin()
        do {
          let done = try GraphSegments.replace(in: store, besides: file.segments) { sink in
            var manifest = try GraphManifest(view.base, names: view.names, in: sink)
            for index in view.indexes { try manifest.add(index, in: sink) }
            return manifest
          }
          // As may parts that were read while they were being written down again.
          if let fault = view.base.fault { throw fault }
          try store.commit()
          file.segments.pin(done(), for: view.base)
          view.base.noteStored()
        } catch {
          if store.isInTransaction { try store.rollback() }
          throw error
        }
      }
    }
  }
}

extension GraphSession {
  /// Runs `body` while the session has the turn to write, so that nobody else changes the graph.
  ///
  /// - Throws: Whatever `body` throws; as ``takeTurn()``.
  func withTurn<R>(_ body: () throws -> R) throws -> R {
    let hadTurn = hasTurn
    try acquireTurn()
    defer { if !hadTurn { giveTurn() } }
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    return try body()
  }

  /// Builds the index from the rows again, because a part of what is stored of it is damaged.
  ///
  /// - Throws: `fault` where there is no file to read rows from, `StoreError`.
  func rebuildIndex(because fault: any Error) throws {
    guard let file = database.file, fault is SegmentDamage else { throw fault }
    if isInTransaction { throw StoreError.damagedIndex(file.path, fault) }
    try withTurn {
      // Another session may have met the same damage, and been faster.
      guard view.base.fault != nil else { return }
      try cancellable { try database.rebuildIndex(for: self) }
    }
  }

  /// Builds the index from the rows and writes it, whatever is stored of it.
  ///
  /// - Throws: `StoreError` where the file cannot take it; it is as it was then.
  func rewriteIndex() throws {
    guard let file = database.file else { return }
    guard !isInTransaction else { throw StoreError.indexInTransaction(file.path) }
    try withTurn {
      _ = try becomeWriter(isStarting: true)
      try cancellable { try database.rebuildIndex(for: self) }
      try database.storeIndex(for: self)
    }
  }
}

extension StoreError {
  /// The index cannot be written while a transaction is open.
  fileprivate static func indexInTransaction(_ path: String) -> StoreError {
    StoreError(
      .misuse, path: path, operation: "write the index", cause: "a transaction is open",
      hint: "COMMIT or ROLLBACK it first.")
  }

  /// A stored part of the index is damaged, and a transaction keeps it from being built anew.
  fileprivate static func damagedIndex(_ path: String, _ fault: any Error) -> StoreError {
    StoreError(
      .damaged, path: path, operation: "read the index", cause: "\(fault)",
      hint: "ROLLBACK; the next statement builds it from the rows, which are sound")
  }
}
