import GraphModel

// Everything that a file holds besides rows: names, settings and index definitions.

extension GraphStore {
  // MARK: Symbols

  /// All symbols, by number.
  public var symbols: [Symbol] { symbolTable.all }

  /// The symbol of the given number, or nil where there is none.
  public func symbol(_ id: Int) -> Symbol? { symbolTable[id] }

  /// The number of a name, or nil where the graph does not use it.
  public func symbolID(kind: Symbol.Kind, name: Text) -> Int? {
    symbolTable.number(of: name, kind: kind)
  }

  /// The number of a name, which it is given on first use; that needs a transaction.
  ///
  /// - Complexity: O(1) on average for a name in use.
  public func internSymbol(kind: Symbol.Kind, name: Text) throws(StoreError) -> Int {
    if let known = symbolTable.number(of: name, kind: kind) { return known }
    let (connection, statements) = try writing("add a name")
    let symbol = Symbol(id: symbolTable.count, kind: kind, name: name)
    statements.insertSymbol.bind(symbol.id, at: 1)
    statements.insertSymbol.bind(kind.rawValue, at: 2)
    statements.insertSymbol.bind(name, at: 3)
    try write(statements.insertSymbol, connection, "add a name")
    guard symbolTable.append(symbol) else {
      throw .duplicate("the name '\(name)'", path: path, operation: "add a name")
    }
    return symbol.id
  }

  // MARK: Counts

  /// The number of nodes, with those of the open transaction.
  public var nodeCount: Int { counters.nodes }

  /// The number of relationships, with those of the open transaction.
  public var relationshipCount: Int { counters.relationships }

  /// An identifier above that of every node there is or ever was.
  public var nextNodeID: Int { counters.nextNode }

  /// An identifier above that of every relationship there is or ever was.
  public var nextRelationshipID: Int { counters.nextRelationship }

  /// The number of commits that have changed the graph.
  public var generation: Int { counters.generation }

  // MARK: Settings

  /// The setting of the given name, or nil where there is none.
  public func meta(_ key: Text) throws(StoreError) -> MetaValue? {
    let connection = try open(for: "read a setting")
    let statement = try connection.prepare(
      "SELECT value, typeof(value) FROM meta WHERE key = ?", operation: "read a setting")
    statement.bind(key, at: 1)
    guard try statement.step("read a setting") else { return nil }
    switch statement.text(at: 1) {
    case "integer": return .integer(statement.integer(at: 0))
    case "text": return .text(Text(statement.text(at: 0) ?? ""))
    case "blob": return .bytes(Array(statement.bytes(at: 0) ?? .init(start: nil, count: 0)))
    default:
      throw .damaged(path, operation: "read a setting", "the setting '\(key)' cannot be read")
    }
  }

  /// Keeps a setting, or removes it where `value` is nil.
  ///
  /// - Throws: ``StoreError``: `misuse` for the store's own counters.
  public func setMeta(_ key: Text, to value: MetaValue?) throws(StoreError) {
    let (connection, statements) = try writing("keep a setting")
    guard !Counters.names.contains(where: { Text($0.name) == key }) else {
      throw .misuse("'\(key)' is the store's own", path, "keep a setting")
    }
    guard let value else {
      statements.deleteMeta.bind(key, at: 1)
      return try write(statements.deleteMeta, connection, "remove a setting")
    }
    let statement = statements.setMeta
    statement.bind(key, at: 1)
    switch value {
    case .integer(let number):
      statement.bind(number, at: 2)
      try write(statement, connection, "keep a setting")
    case .text(let text):
      statement.bind(text, at: 2)
      try write(statement, connection, "keep a setting")
    case .bytes(let bytes):
      try lend(bytes) { buffer throws(StoreError) in
        statement.bind(borrowedBlob: UnsafeRawBufferPointer(buffer), at: 2)
        try write(statement, connection, "keep a setting")
      }
    }
  }

  // MARK: Index definitions

  /// The definitions of indexes and constraints, by name in byte order.
  public var indexes: [StoredIndex] { indexTable.values.sorted { $0.name < $1.name } }

  /// The definition of the given name, or nil where there is none.
  public func index(named name: Text) -> StoredIndex? { indexTable[name] }

  /// Keeps the definition of an index. Building it is the caller's, but for a full-text index, which
  /// is filled from the rows and kept true from here on.
  ///
  /// - Throws: ``StoreError``: `duplicate` where the name is taken, `misuse` where the definition
  ///   has no keys or speaks of symbols that were not given out.
  public func addIndex(_ index: StoredIndex) throws(StoreError) {
    let operation = "add an index"
    let (connection, statements) = try writing(operation)
    guard indexTable[index.name] == nil else {
      throw .duplicate("the index '\(index.name)'", path: path, operation: operation)
    }
    if let fault = fault(in: index) { throw .misuse("the definition \(fault)", path, operation) }
    let statement = statements.insertIndex
    statement.bind(index.name, at: 1)
    statement.bind(Text(index.kind.rawValue), at: 2)
    statement.bind(Text(index.entity.rawValue), at: 3)
    statement.bind(index.symbol, at: 4)
    statement.bind(Text(String(decoding: NumberList.encode(index.keys), as: UTF8.self)), at: 5)
    if let options = index.options {
      statement.bind(options, at: 6)
    } else {
      statement.bindNull(at: 6)
    }
    try write(statement, connection, operation)
    indexTable[index.name] = index
    if index.kind == .fullText { try buildFullText(index) }
  }

  /// Removes the definition of an index.
  ///
  /// - Throws: ``StoreError``: `notFound` where there is none of that name.
  public func dropIndex(named name: Text) throws(StoreError) {
    let (connection, statements) = try writing("drop an index")
    guard let index = indexTable[name] else {
      throw .notFound("the index '\(name)'", path: path, operation: "drop an index")
    }
    if index.kind == .fullText { try dropFullText(index) }
    statements.deleteIndex.bind(name, at: 1)
    try write(statements.deleteIndex, connection, "drop an index")
    indexTable[name] = nil
    if index.kind == .fullText { try fullTextWriter(connection) }
  }

  /// What is wrong with a definition, as the end of a sentence; nil where nothing is.
  func fault(in index: StoredIndex) -> String? {
    let kind: Symbol.Kind = index.entity == .node ? .label : .relationshipType
    guard symbolTable.contains(index.symbol, kind: kind) else {
      return "covers a label or type that is not there"
    }
    guard !index.keys.isEmpty else { return "has no keys" }
    if index.kind == .fullText {
      guard let settings = index.fullTextSettings else { return "has no settings" }
      guard settings.symbols.allSatisfy({ symbolTable.contains($0, kind: kind) }) else {
        return "covers a label or type that is not there"
      }
    }
    return index.keys.allSatisfy { symbolTable.contains($0, kind: .propertyKey) }
      ? nil : "covers a property key that is not there"
  }
}
