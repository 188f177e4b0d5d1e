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
  /// - Parameter ownChanges: Whether to search what the open transaction has done so far as well, which
  ///   costs O(rows that it has touched); else the last commit is searched.
  /// - Throws: ``StoreError``: `notFound` where there is no such index, `other` where FTS5 does not
  ///   understand the expression, `interrupted` where ``isCancelled`` says so.
  /// - Complexity: That of the words' lists, and O(*n* log *n*) in the number of matches.
  public func search(
    fullText name: Text, matching expression: Text, ownChanges: Bool = true
  ) throws(StoreError) -> [FullTextMatch] {
    let operation = "search the full-text index '\(name)'"
    let connection = try open(for: operation)
    guard let index = indexTable[name], let table = table(of: index) else {
      throw .notFound("the full-text index '\(name)'", path: path, operation: operation)
    }
    func found() throws(StoreError) -> [FullTextMatch] {
      let statement = try connection.prepare(table.search, operation: operation)
      statement.bind(expression, at: 1)
      var found: [FullTextMatch] = []
      try connection.interruptible(when: isCancelled) { () throws(StoreError) in
        while try statement.step(operation) {
          found.append(
            FullTextMatch(id: statement.integer(at: 0), score: statement.double(at: 1)))
        }
      }
      return found
    }
    return ownChanges ? try withOwnChanges(found) : try found()
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
    try applyFullText()
    // Where it is cancelled, the whole transaction is taken back.
    try connection.interruptible(when: isCancelled) { () throws(StoreError) in
      for sql in [table.creation(), table.filling()] {
        try write(try connection.prepare(sql, operation: operation), connection, operation)
      }
    }
    fullText = nil
    try fullTextWriter(connection)
  }

  /// Removes the table of an index.
  func dropFullText(_ index: StoredIndex) throws(StoreError) {
    let operation = "drop the full-text index '\(index.name)'"
    let (connection, _) = try writing(operation)
    guard let table = table(of: index) else { return }
    try applyFullText()
    // A table that a statement knows cannot be dropped.
    fullText = nil
    for sql in ["DROP TABLE \(table.name)", table.dropOfNotes] {
      try write(try connection.prepare(sql, operation: operation), connection, operation)
    }
  }

  /// Notes a row, as it is now, before it is changed or deleted.
  func noteForFullText(_ entity: StoredIndex.Entity, _ id: Int) throws(StoreError) {
    try forEachFullText(entity, id, \.note)
  }

  /// Notes a row that is new.
  func noteNewForFullText(_ entity: StoredIndex.Entity, _ id: Int) throws(StoreError) {
    try forEachFullText(entity, id, \.noteNew)
  }

  private func forEachFullText(
    _ entity: StoredIndex.Entity, _ id: Int,
    _ statement: KeyPath<FullTextWriter.Statements, SQLiteStatement>
  ) throws(StoreError) {
    let operation = "update a full-text index"
    let (connection, _) = try writing(operation)
    let all = try fullTextWriter(connection).statements(of: entity)
    for statements in all {
      let one = statements[keyPath: statement]
      one.bind(id, at: 1)
      try write(one, connection, operation)
    }
    if !all.isEmpty { hasFullTextNotes = true }
  }

  /// The statements that keep the indexes true, made where there are none.
  ///
  /// Best before a transaction: what it makes goes with the transaction in which it was made.
  @discardableResult
  func fullTextWriter(_ connection: SQLiteConnection) throws(StoreError) -> FullTextWriter {
    if let fullText { return fullText }
    let made = try FullTextWriter(fullTextTables(), connection)
    fullText = made
    return made
  }

  /// Brings the indexes up to date with the rows that the transaction has touched.
  func applyFullText() throws(StoreError) {
    guard hasFullTextNotes, let fullText else { return }
    let operation = "update a full-text index"
    let (connection, _) = try writing(operation)
    for statements in fullText.all {
      for statement in statements.applications { try write(statement, connection, operation) }
    }
    hasFullTextNotes = false
  }

  /// Runs `body` over indexes that are up to date with what the transaction has done so far.
  ///
  /// They are taken back to the last commit afterwards: what is not committed must not be in them when
  /// another session searches.
  private func withOwnChanges<R>(
    _ body: () throws(StoreError) -> R
  ) throws(StoreError) -> R {
    guard transaction != nil, hasFullTextNotes else { return try body() }
    let savepoint = try savepoint()
    do throws(StoreError) {
      try applyFullText()
      let result = try body()
      try rollback(to: savepoint)
      return result
    } catch {
      if transaction != nil { try rollback(to: savepoint) }
      throw error
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
