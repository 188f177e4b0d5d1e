import GraphIndex
import GraphModel
import GraphStore

extension Graph {
  /// The index of a store: as it was written, brought up to date, or else built from the rows.
  ///
  /// - Throws: `StoreError` where the rows cannot be read.
  static func view(of store: GraphStore, through segments: GraphSegments) throws -> GraphView {
    do {
      if let view = try GraphReader.storedView(of: store, through: segments) { return view }
    } catch is SegmentDamage {
      // Rows are the truth: what is written of the index is of no use, and the next writer that
      // closes the file replaces it.
    } catch let error as StoreError where error.kind == .damaged {
      // The list or the changes cannot be read; if the rows cannot either, they will say so.
    }
    return try GraphReader.view(of: store)
  }

  /// Builds the index from the rows again, because a part of what is stored of it is damaged.
  ///
  /// - Throws: `fault` where there is no file to read rows from, `StoreError`.
  func rebuildIndex(because fault: any Error) throws {
    guard let store, fault is SegmentDamage else { throw fault }
    if isInTransaction { throw StoreError.damagedIndex(store.path, fault) }
    let rebuilt = try GraphReader.view(of: store)
    rebuilt.supersede(view)
    view = rebuilt
  }

  /// Whether the index should be written when the file is closed: where there is none, where a tenth
  /// of it has changed, or so much that looking it up at the next opening would be felt, or where an
  /// index was made.
  var shouldStoreIndex: Bool {
    guard let store, store.hasWritten, !isReadOnly else { return false }
    if !view.base.isStored || segments?.keepsMore(than: view.base) == true { return true }
    let size = view.base.nodeCount + view.base.relationshipCount
    return store.changedEntities * 10 > size || store.changedEntities > 100_000
      || view.indexes.contains { !$0.isStored }
  }

  /// Builds the index from the rows and writes it, whatever is stored of it.
  ///
  /// - Throws: `StoreError` where the file cannot take it; it is as it was then.
  func rewriteIndex() throws {
    guard let store else { return }
    guard !isInTransaction else { throw StoreError.indexInTransaction(store.path) }
    let rebuilt = try GraphReader.view(of: store)
    rebuilt.supersede(view)
    view = rebuilt
    try storeIndex()
  }

  /// Writes the index into the file, so that the next opening reads of it what it needs.
  ///
  /// Parts that have not changed stay where they are.
  ///
  /// - Throws: `StoreError` where the file cannot take it; it is as it was then.
  /// - Complexity: O(size of the graph) where anything has changed.
  func storeIndex() throws {
    guard let store else { return }
    var before: GraphBase? = view.base
    if !view.isUnchanged { view.fold() }
    if let fault = before?.fault { try rebuildIndex(because: fault) }
    // What only we have held is not read any more.
    before = nil
    try store.begin()
    do {
      let done = try GraphSegments.replace(in: store, besides: segments) { sink in
        var manifest = try GraphManifest(view.base, names: view.names, in: sink)
        for index in view.indexes { try manifest.add(index, in: sink) }
        return manifest
      }
      // Parts that were read while they were being written down again may have shown damage.
      if let fault = view.base.fault { throw fault }
      try store.commit()
      segments?.pin(done(), for: view.base)
      view.base.noteStored()
    } catch {
      if store.isInTransaction { try store.rollback() }
      throw error
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
