import GraphModel

extension GraphStore {
  /// How deep an integrity check goes.
  public enum CheckDepth: Hashable, Sendable {
    /// SQLite's pages and rows, without comparing its indexes with its tables.
    case quick
    /// All that SQLite can check.
    case full
  }

  /// Looks for damage: in SQLite's pages, in rows, and between them.
  ///
  ///     let problems = try store.check(.full) { properties in
  ///       JSON.isObject(properties) ? nil : "are not a JSON object"
  ///     }
  ///
  /// - Parameters:
  ///   - depth: How much of SQLite's own checking is done.
  ///   - limit: How many problems of each family are told one by one; a line with the number of the
  ///     others follows.
  ///   - properties: What is wrong with the properties of a row, as the end of a sentence that
  ///     begins "the properties"; nil where nothing is.
  /// - Returns: The problems; none where all is well.
  /// - Throws: ``StoreError`` where the check itself cannot be done: `misuse` in a transaction,
  ///   `interrupted` where ``isCancelled`` says so. Damage is never thrown but returned.
  /// - Complexity: O(*n* + *m* log *n*) for *n* nodes and *m* relationships.
  public func check(
    _ depth: CheckDepth = .quick, limit: Int = 100,
    properties: (UnsafeBufferPointer<UInt8>) -> String? = { _ in nil }
  ) throws(StoreError) -> [IntegrityProblem] {
    let operation = "check the graph"
    let connection = try open(for: operation)
    guard transaction == nil else { throw .inTransaction(path, operation: operation) }
    var check = IntegrityCheck(
      connection: connection, symbols: symbolTable, counters: counters, limit: max(1, limit))
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      try check.collectingDamage { check throws(StoreError) in try check.pages() }
      try check.collectingDamage { check throws(StoreError) in try check.database(depth) }
      try check.collectingDamage { check throws(StoreError) in try check.nodes(properties) }
      try check.collectingDamage { check throws(StoreError) in try check.relationships(properties) }
      try check.collectingDamage { check throws(StoreError) in try check.ends() }
      try check.collectingDamage { check throws(StoreError) in
        try check.snapshots(snapshotTable, properties)
      }
      for table in try fullTextTables() {
        try check.collectingDamage { check throws(StoreError) in try check.fullText(table) }
      }
    }
    return check.result
  }
}
