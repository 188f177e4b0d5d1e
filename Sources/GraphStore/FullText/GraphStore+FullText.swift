import GraphModel

extension GraphStore {
  /// A row that a full-text index has found.
  public struct FullTextMatch: Hashable, Sendable {
    /// The identifier of the node or relationship.
    public var id: Int
    /// How well it matches; more is better. Scores of different searches cannot be compared.
    public var score: Double
  }

  /// The rows that an expression of FTS5 matches, the best first.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is no such index, `other` where FTS5 does not
  ///   understand the expression, `interrupted` where ``isCancelled`` says so.
  /// - Complexity: That of the words' lists, and O(*n* log *n*) in the number of matches.
  public func search(
    fullText name: Text, matching expression: Text
  ) throws(StoreError) -> [FullTextMatch] {
    let operation = "search the full-text index '\(name)'"
    let connection = try open(for: operation)
    guard let index = indexTable[name], let table = table(of: index) else {
      throw .notFound("the full-text index '\(name)'", path: path, operation: operation)
    }
    let statement = try connection.prepare(table.search, operation: operation)
    statement.bind(expression, at: 1)
    var found: [FullTextMatch] = []
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      while try statement.step(operation) {
        found.append(FullTextMatch(id: statement.integer(at: 0), score: statement.double(at: 1)))
      }
    }
    return found
  }

  /// The number of the table of the next full-text index.
  public var nextFullTextTable: Int {
    1 + (indexTable.values.compactMap { $0.fullTextSettings?.table }.max() ?? 0)
  }

  // MARK: Keeping them true

  /// The tables of all full-text indexes, by the name of the index.
  func fullTextTables() throws(StoreError) -> [FullTextTable] {
    indexes.filter { $0.kind == .fullText }.compactMap { table(of: $0) }
  }

  private func table(of index: StoredIndex) -> FullTextTable? {
    FullTextTable(index) { symbolTable[$0]?.name ?? "" }
  }

  /// Makes the table of a new index and fills it from the rows.
  func buildFullText(_ index: StoredIndex) throws(StoreError) {
    let operation = "build the full-text index '\(index.name)'"
    let (connection, _) = try writing(operation)
    guard let table = table(of: index) else { return }
    // Where it is cancelled, the whole transaction is taken back.
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      for sql in [table.creation(), table.filling()] {
        try write(try connection.prepare(sql, operation: operation), connection, operation)
      }
    }
    fullText = nil
  }

  /// Removes the table of an index.
  func dropFullText(_ index: StoredIndex) throws(StoreError) {
    let operation = "drop the full-text index '\(index.name)'"
    let (connection, _) = try writing(operation)
    guard let table = table(of: index) else { return }
    // A table that a statement knows cannot be dropped.
    fullText = nil
    let drop = try connection.prepare("DROP TABLE \(table.name)", operation: operation)
    try write(drop, connection, operation)
  }

  /// Takes a row, as it is now, out of the indexes; before it is changed or deleted.
  func removeFromFullText(_ entity: StoredIndex.Entity, _ id: Int) throws(StoreError) {
    try forEachFullText(entity, id, \.remove)
  }

  /// Puts a row, as it is now, into the indexes.
  func addToFullText(_ entity: StoredIndex.Entity, _ id: Int) throws(StoreError) {
    try forEachFullText(entity, id, \.add)
  }

  private func forEachFullText(
    _ entity: StoredIndex.Entity, _ id: Int,
    _ statement: KeyPath<(remove: SQLiteStatement, add: SQLiteStatement), SQLiteStatement>
  ) throws(StoreError) {
    let operation = "update a full-text index"
    let (connection, _) = try writing(operation)
    if fullText == nil { fullText = try FullTextWriter(fullTextTables(), connection) }
    guard let all = fullText?.statements(of: entity), !all.isEmpty else { return }
    for pair in all {
      let one = pair[keyPath: statement]
      one.bind(id, at: 1)
      try write(one, connection, operation)
    }
  }
}

extension IntegrityCheck {
  /// Compares a full-text index, word by word, with one that is made anew of the rows.
  mutating func fullText(_ table: FullTextTable) throws(StoreError) {
    let operation = "check the full-text index '\(table.index.name)'"
    let drops =
      ["expected_words", "found_words", "expected_text"].map { "DROP TABLE IF EXISTS temp.\($0)" }
    defer {
      // Temporary tables go with the connection at the latest.
      for sql in drops { try? connection.run(sql, operation: operation) }
    }
    for sql in drops + [
      table.creation("temp", name: "expected_text"), table.filling("temp", name: "expected_text"),
      "CREATE VIRTUAL TABLE temp.expected_words USING fts5vocab(temp, expected_text, instance)",
      "CREATE VIRTUAL TABLE temp.found_words USING fts5vocab(main, \(table.name), instance)",
    ] {
      try connection.run(sql, operation: operation)
    }
    let words = "SELECT term, doc, col, offset FROM temp."
    for (first, second, verb) in [
      ("expected_words", "found_words", "lacks"), ("found_words", "expected_words", "has"),
    ] {
      let statement = try connection.prepare(
        "SELECT doc, count(*) FROM (\(words)\(first) EXCEPT \(words)\(second)) GROUP BY doc",
        operation: operation)
      while try statement.step(operation) {
        let row = "\(table.index.entity.rawValue) \(statement.integer(at: 0))"
        add(
          .fullText,
          "the full-text index '\(table.index.name)' \(verb) \(statement.integer(at: 1)) "
            + "word\(statement.integer(at: 1) == 1 ? "" : "s") of "
            + row + (verb == "has" ? " that are not there" : ""))
      }
    }
  }
}
