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
    try connection.checkpoint(operation: operation)
    let before = try file.size()
    // A cancelled VACUUM is taken back whole, as a failed one is.
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      try connection.run("VACUUM", operation: operation)
    }
    try connection.checkpoint(operation: operation)
    return (before, try file.size())
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
