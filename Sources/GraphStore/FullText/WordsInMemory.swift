import GraphModel

/// The words of texts in memory, searched as those in a file are.
public final class WordsInMemory {
  private let connection: SQLiteConnection
  private let addition: SQLiteStatement
  private let find: SQLiteStatement
  private let operation = "search for words"

  /// No words yet, of texts in so many columns.
  public init(columns: Int) throws(StoreError) {
    let index = StoredIndex.fullText(
      name: "words", entity: .node, symbols: [0], keys: Array(0..<columns), table: 1)
    connection = try SQLiteConnection(":memory:", access: .create)
    guard let table = FullTextTable(index, key: { Text("\($0)") }) else {
      throw .misuse("a full-text index without columns", ":memory:", operation)
    }
    try connection.run(table.creation(), operation: operation)
    let names = (0..<columns).map { "c\($0)" }.joined(separator: ", ")
    let places = (0..<columns).map { "?\($0 + 2)" }.joined(separator: ", ")
    addition = try connection.prepare(
      "INSERT INTO \(table.name)(rowid, \(names)) VALUES (?1, \(places))", operation: operation)
    find = try connection.prepare(table.search, operation: operation)
    try connection.run("BEGIN", operation: operation)
  }

  /// Adds the texts of a row, nil for a column without one.
  public func add(_ id: Int, _ texts: [Text?]) throws(StoreError) {
    guard texts.contains(where: { $0 != nil }) else { return }
    addition.bind(id, at: 1)
    for (column, text) in texts.enumerated() {
      if let text {
        addition.bind(text, at: Int32(column + 2))
      } else {
        addition.bindNull(at: Int32(column + 2))
      }
    }
    try addition.run(operation)
  }

  /// The rows that an expression of FTS5 matches, the best first.
  public func search(_ expression: Text) throws(StoreError) -> [GraphStore.FullTextMatch] {
    find.bind(expression, at: 1)
    var found: [GraphStore.FullTextMatch] = []
    while try find.step(operation) {
      found.append(.init(id: find.integer(at: 0), score: find.double(at: 1)))
    }
    return found
  }
}
