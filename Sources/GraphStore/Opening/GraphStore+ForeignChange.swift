extension GraphStore {
  /// Takes what another SQLite program has made of the file for what it should be: every page gets a
  /// checksum of what it holds now.
  ///
  /// The caller has looked whether that can be trusted. Until this has been done, checksums are not
  /// looked at, and the file goes on to say that it was changed.
  ///
  /// - Returns: False where the file cannot be written now: it is open to read, or others read it.
  /// - Throws: ``StoreError`` where the disk fails; the file then still says that it was changed.
  /// - Complexity: O(*n*) in the size of the file.
  public func acceptForeignChange() throws(StoreError) -> Bool {
    let operation = "make the checksums of the pages anew"
    let connection = try open(for: operation)
    guard isChangedByOthers, !isReadOnly, use == .reading, transaction == nil else { return false }
    guard file?.otherHolder() == nil else { return false }
    do throws(StoreError) {
      try connection.renewChecksums(operation: operation)
    } catch {
      try returnToReading(connection)
      guard error.kind == .locked else { throw error }
      return false
    }
    try returnToReading(connection)
    return true
  }
}
