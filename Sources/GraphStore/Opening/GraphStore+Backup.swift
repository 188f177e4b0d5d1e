extension GraphStore {
  /// Writes a copy of the graph, as of its last commit, to `path`.
  ///
  /// The copy has its name only when it is whole and on the disk. It is a graph at rest, one file,
  /// that can be opened at once. The store can be read-only or have become the writer; where the file
  /// was given back and then taken away from its path, what is still open of it is copied.
  ///
  /// - Parameters:
  ///   - path: Where the copy goes, in a folder that exists.
  ///   - replacing: Whether a file of that name gives way.
  ///   - progress: Is told the pages copied so far and all pages.
  /// - Throws: ``StoreError``: `exists`; `alreadyOpen` where this process has the file to be
  ///   replaced open; `misuse` in a transaction; `interrupted` where ``isCancelled`` says so;
  ///   `diskFull` and the like. There is no copy then, and a file to be replaced is as it was.
  /// - Complexity: O(*n*) in the size of the file.
  public func backup(
    to path: String, replacing: Bool = false,
    progress: (_ copied: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(StoreError) {
    let operation = "write a backup"
    let connection = try open(for: operation)
    guard transaction == nil else { throw .inTransaction(self.path, operation: operation) }
    if use == .free, file != nil { try checkKept(operation) }
    let target =
      replacing
      ? try FileLocation.new(path, operation: operation)
      : try Self.newLocation(path, canReplace: true, operation: operation)
    if let status = try FileStatus.of(target.absolute, operation: operation) {
      guard status.isRegular else { throw .exists(path, operation: operation) }
      guard !OpenFiles.shared.contains(status.identity) else {
        throw .alreadyOpen(path, operation: operation)
      }
    }
    let temporary = try TemporaryFile(for: target, operation: operation)
    try copy(connection, into: temporary, operation, progress)
    try temporary.install(replacing: replacing, operation: operation)
  }

  private func copy(
    _ connection: SQLiteConnection, into temporary: TemporaryFile, _ operation: String,
    _ progress: (_ copied: Int, _ all: Int) -> Void
  ) throws(StoreError) {
    let copy = try Self.newConnection(
      temporary, pages: connection.pages.forCopies, operation: operation)
    do {
      try connection.copy(into: copy, operation: operation) { copied, all in
        progress(copied, all)
        if isCancelled?() == true { throw StoreError.interrupted(path, operation: operation) }
      }
      if copy.pages.hasChecksums { try copy.touchFirstPage(formatVersion, operation: operation) }
      // The copy of a graph that is being written to is marked as having a log; this takes it back.
      try copy.setJournalMode("delete", operation: operation)
      try copy.releaseLocks(operation: operation)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .unexpected("\(error)", path, operation)
    }
  }
}
