extension GraphStore {
  /// Gives back the room that deleted rows have left in the file, and writes the rest in order.
  ///
  /// Rows, names and identifiers stay. It is a commit like any other: until it is on the disk whole,
  /// the next opening finds the file as it was. Meanwhile the log beside the file grows as long as
  /// the rows need, and SQLite keeps a copy in the folder for temporary files.
  ///
  /// - Returns: The length of the file in bytes, before and after.
  /// - Throws: ``StoreError``: as ``begin()`` where the file cannot be written, `misuse` in a
  ///   transaction, `diskFull`, `interrupted` where ``isCancelled`` says so. The file is then as it
  ///   was.
  /// - Complexity: O(*n*) in the size of the file.
  public func compact() throws(StoreError) -> (before: Int, after: Int) {
    let operation = "compact the file"
    let connection = try open(for: operation)
    guard !isReadOnly, let file else { throw .readOnly(path, operation: operation) }
    guard transaction == nil else { throw .inTransaction(path, operation: operation) }
    try becomeWriter(connection)
    try upgrade(connection)
    try connection.checkpoint(operation: operation)
    let before = try file.size()
    if formatVersion < StoreSchema.version {
      try addChecksums(connection, operation)
      return (before, try file.size())
    }
    // A cancelled VACUUM is taken back whole, as a failed one is.
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      try connection.run("VACUUM", operation: operation)
    }
    try connection.checkpoint(operation: operation)
    return (before, try file.size())
  }

  /// Compacts a file of format 1 or 2 and gives its pages checksums.
  ///
  /// Up to the end all of that is in the log alone; whoever takes it over after a crash sees there
  /// whether the pages have room for checksums.
  private func addChecksums(
    _ connection: SQLiteConnection, _ operation: String
  ) throws(StoreError) {
    let length = try connection.integer("PRAGMA page_size", operation: operation) ?? 0
    try connection.reserveChecksums(operation: operation)
    try connection.run("PRAGMA wal_autocheckpoint=0", operation: operation)
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      try connection.run("VACUUM", operation: operation)
    }
    try connection.treatPages(PagePolicy(pageLength: length), operation: operation)
    do throws(StoreError) {
      try connection.runScript(
        "BEGIN IMMEDIATE; \(StoreSchema.pagesUpgrade) COMMIT;", operation: operation)
    } catch {
      if connection.isInTransaction { _ = try? connection.run("ROLLBACK", operation: operation) }
      throw error
    }
    formatVersion = StoreSchema.version
    // They are made again for a file with checksums.
    statements = nil
    generationReader = nil
    try connection.checkpoint(operation: operation)
    try connection.treatPages(
      PagePolicy(pageLength: length, verifies: true), operation: operation)
    try connection.run("PRAGMA wal_autocheckpoint=1000", operation: operation)
  }

  /// The length of the file in bytes, without a log beside it.
  ///
  /// - Throws: ``StoreError`` where the system does not tell.
  public func size() throws(StoreError) -> Int {
    let operation = "measure the file"
    _ = try open(for: operation)
    guard let file else { throw .closed(path, operation: operation) }
    return try file.size()
  }
}
