import GraphModel

extension GraphStore {
  /// Calls `body` with every node, in the order of identifiers.
  ///
  /// Changes of the open transaction are seen. `body` must not change nodes, and what it is lent is
  /// good until it returns.
  ///
  ///     try store.forEachNode { node in
  ///       count[node.labels.first ?? -1, default: 0] += 1
  ///     }
  ///
  /// - Throws: Whatever `body` throws; ``StoreError``: `damaged` where a row cannot be read or has
  ///   a label that is not a symbol, `interrupted` where ``isCancelled`` says so.
  /// - Complexity: O(*n*) in the number of nodes; nothing is allocated per row.
  public func forEachNode(_ body: (NodeRow) throws -> Void) throws {
    let operation = "read the nodes"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, labels, properties FROM node ORDER BY id", operation: operation)
    var labels = LabelReader(symbols: symbolTable)
    try connection.interruptible(when: isCancelled) {
      while try statement.step(operation) {
        try withNode(in: statement, &labels, operation, body)
      }
    }
  }

  /// Calls `body` with every relationship, in the order of identifiers.
  ///
  /// As ``forEachNode(_:)`` otherwise. That the ends exist is not looked at; the integrity check
  /// does that.
  public func forEachRelationship(_ body: (RelationshipRow) throws -> Void) throws {
    let operation = "read the relationships"
    let connection = try open(for: operation)
    let statement = try connection.prepare(
      "SELECT id, type, start, \"end\", properties FROM relationship ORDER BY id",
      operation: operation)
    let symbols = symbolTable
    try connection.interruptible(when: isCancelled) {
      while try statement.step(operation) {
        try body(try relationship(in: statement, symbols, operation))
      }
    }
  }

  // MARK: Rows

  /// Calls `body` with the node whose columns are id, labels and properties.
  func withNode<R>(
    in statement: SQLiteStatement, _ labels: inout LabelReader, _ operation: String,
    _ body: (NodeRow) throws -> R
  ) throws -> R {
    let id = statement.integer(at: 0)
    let properties = statement.column(2)
    guard labels.read(statement.column(1)), properties.isTextOrNull else {
      throw StoreError.damaged(path, operation: operation, "node \(id) cannot be read")
    }
    return try labels.numbers.withUnsafeBufferPointer {
      try body(NodeRow(id: id, labels: $0, properties: properties.bytes))
    }
  }

  /// The relationship whose columns are id, type, start, end and properties.
  func relationship(
    in statement: SQLiteStatement, _ symbols: StoredSymbols, _ operation: String
  ) throws(StoreError) -> RelationshipRow {
    let id = statement.integer(at: 0)
    let type = statement.column(1)
    let start = statement.column(2)
    let end = statement.column(3)
    let properties = statement.column(4)
    guard type.isInteger, start.isInteger, end.isInteger, properties.isTextOrNull,
      symbols.contains(type.integer, kind: .relationshipType)
    else { throw .damaged(path, operation: operation, "relationship \(id) cannot be read") }
    return RelationshipRow(
      id: id, type: type.integer, start: start.integer, end: end.integer,
      properties: properties.bytes)
  }
}

/// Reads the labels of row after row. Rows come in runs of equal labels, so that most are known by
/// their bytes.
struct LabelReader {
  /// The numbers of the labels of the last row.
  private(set) var numbers: [Int] = []
  private var text: [UInt8] = []
  private let symbols: StoredSymbols

  init(symbols: StoredSymbols) { self.symbols = symbols }

  /// Reads a column; false where that is no rising list of label symbols.
  mutating func read(_ column: SQLiteColumn) -> Bool {
    guard column.isTextOrNull else { return false }
    guard let bytes = column.bytes else {
      numbers.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
      return true
    }
    if bytes.count == text.count, text.withUnsafeBufferPointer({ $0.elementsEqual(bytes) }) {
      return true
    }
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: bytes)
    return NumberList.decode(bytes, into: &numbers)
      && numbers.allSatisfy { symbols.contains($0, kind: .label) }
      && zip(numbers, numbers.dropFirst()).allSatisfy(<)
  }
}
