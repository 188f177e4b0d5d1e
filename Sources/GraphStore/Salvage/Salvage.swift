import GraphModel

/// Reads what can still be read of a damaged graph's file, and says what could not.
///
///     let salvage = try Salvage(path: "damaged.dolen")
///     try salvage.forEachNode { node in … }
///     try salvage.forEachRelationship { relationship in … }
///     for loss in salvage.losses { print(loss) }
///
/// The file is not changed, not even looked at by SQLite: that works on a copy, which is removed
/// afterwards. The copy takes as much room in the folder for temporary files as the file has.
public final class Salvage {
  private let copy: DamagedCopy
  private let connection: SQLiteConnection
  private let path: String
  private var names: [Int: (kind: Symbol.Kind, name: Text)] = [:]
  private var lost: [String] = []
  private var unreadable: [String: Int] = [:]
  private let operation = DamagedCopy.operation

  /// Takes a copy of the file at `path`.
  ///
  /// - Throws: ``StoreError``: as ``GraphStore/open(path:mode:)`` where there is no such file or it
  ///   is none of ours; `damaged` where not even the list of its tables can be read.
  public init(path: String) throws(StoreError) {
    copy = try DamagedCopy(of: path)
    self.path = path
    lost = copy.repairs
    connection = try SQLiteConnection(
      copy.path, path: path, access: .readWrite, pages: copy.pages)
    try connection.readThroughDamage(operation: operation)
    let damaged = try copy.knowsDamage ? connection.damagedPages(operation: operation) : []
    if !damaged.isEmpty {
      lost.append(
        "the file's \(damaged.count == 1 ? "page" : "pages") "
          + "\(damaged.prefix(20).map(String.init).joined(separator: ", "))"
          + (damaged.count > 20 ? " and \(damaged.count - 20) more" : "")
          + " \(damaged.count == 1 ? "is" : "are") not as written; what was read from there may be "
          + "altered")
    }
    let tables = try connection.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name IN ('node', 'relationship')",
      operation: operation)
    guard let tables, tables > 0 else {
      throw .damaged(path, operation: operation, "the list of its tables is lost")
    }
    try readNames()
  }

  /// What was lost, one sentence each; complete once nodes and relationships have been read.
  public var losses: [String] {
    lost
      + unreadable.sorted { $0.key < $1.key }.map { what, count in
        "\(count) \(what)\(count == 1 ? "" : "s") cannot be read and \(count == 1 ? "is" : "are") lost"
      }
  }

  /// The name of a symbol; one made of its number where it is lost.
  public func name(of symbol: Int, kind: Symbol.Kind) -> Text {
    if let known = names[symbol], known.kind == kind { return known.name }
    let made = "LOST_\(symbol)"
    names[symbol] = (kind, Text(made))
    lost.append("the name of a \(kind.word) is lost; it is called \(made)")
    return Text(made)
  }

  /// Calls `body` with every node that can be read; it returns false for one that is no use.
  public func forEachNode(_ body: (NodeRow) throws -> Bool) throws {
    var labels: [Int] = []
    try scan("node", "SELECT id, labels, properties FROM node WHERE id >= ? ORDER BY id") { row in
      let column = row.column(1)
      labels.removeAll(keepingCapacity: true)
      guard column.isTextOrNull, row.column(2).isTextOrNull,
        column.bytes.map({ NumberList.decode($0, into: &labels) }) != false
      else { return false }
      return try labels.withUnsafeBufferPointer {
        try body(NodeRow(id: row.integer(at: 0), labels: $0, properties: row.column(2).bytes))
      }
    }
  }

  /// Calls `body` with every relationship that can be read; it returns false for one that is no use,
  /// such as one whose nodes are lost.
  public func forEachRelationship(_ body: (RelationshipRow) throws -> Bool) throws {
    let sql =
      "SELECT id, type, start, \"end\", properties FROM relationship WHERE id >= ? ORDER BY id"
    try scan("relationship", sql) { row in
      guard row.column(1).isInteger, row.column(2).isInteger, row.column(3).isInteger,
        row.column(4).isTextOrNull
      else { return false }
      return try body(
        RelationshipRow(
          id: row.integer(at: 0), type: row.integer(at: 1), start: row.integer(at: 2),
          end: row.integer(at: 3), properties: row.column(4).bytes))
    }
  }
}

// MARK: - Reading around damage

extension Salvage {
  private func readNames() throws(StoreError) {
    let sql = "SELECT id, kind, name FROM symbol WHERE id >= ? ORDER BY id"
    do {
      try scan("name", sql) { row in
        guard let kind = Symbol.Kind(rawValue: row.integer(at: 1)),
          let name = row.bytes(at: 2).flatMap({ String(validating: $0, as: UTF8.self) })
        else { return false }
        names[row.integer(at: 0)] = (kind, Text(name))
        return true
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .unexpected("\(error)", path, operation)
    }
  }

  /// Reads the rows of `sql`, which are ordered by the identifier in the first column and begin at
  /// its parameter; where that fails, it goes on behind the damage.
  private func scan(
    _ what: String, _ sql: String, _ body: (SQLiteStatement) throws -> Bool
  ) throws {
    let statement: SQLiteStatement
    do throws(StoreError) {
      statement = try connection.prepare(sql, operation: operation)
    } catch {
      lost.append("the \(what)s cannot be read at all: \(error.cause)")
      return
    }
    var next = 0
    while true {
      statement.bind(next, at: 1)
      do {
        while try statement.step(operation) {
          let id = statement.integer(at: 0)
          // Damaged pages can lead round in a circle.
          guard id >= next, id < Int.max else { break }
          next = id + 1
          if try !body(statement) { unreadable[what, default: 0] += 1 }
        }
        statement.reset()
        guard try behindCircle(statement, next) else { return }
      } catch let error as StoreError where error.kind != .interrupted {
        statement.reset()
      }
      let resume = firstReadable(statement, from: next)
      lost.append(
        "\(what)s with identifiers from \(next) \(resume.map { "to \($0 - 1)" } ?? "on") cannot be "
          + "read; there may have been fewer")
      guard let resume else { return }
      next = resume
    }
  }

  /// Whether reading ended before the end, at a row that was there before.
  private func behindCircle(_ statement: SQLiteStatement, _ next: Int) throws -> Bool {
    statement.bind(next, at: 1)
    defer { statement.reset() }
    return try statement.step(operation)
  }

  /// The first identifier from which on rows can be read again, found by doubling and halving; nil
  /// where there is none.
  private func firstReadable(_ statement: SQLiteStatement, from start: Int) -> Int? {
    /// The identifier of the first row from `id` on, nil for none; or nothing where that fails.
    func probe(_ id: Int) -> Int?? {
      statement.bind(id, at: 1)
      defer { statement.reset() }
      guard let found = try? statement.step(operation) else { return nil }
      guard found else { return .some(nil) }
      let row = statement.integer(at: 0)
      return row >= id ? .some(row) : nil
    }
    var low = start
    var step = 1
    while step < 1 << 48, probe(start &+ step) == nil {
      low = start &+ step
      step *= 2
    }
    guard step < 1 << 48 else { return nil }
    var high = start + step
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if probe(middle) == nil { low = middle } else { high = middle }
    }
    return probe(high) ?? nil
  }
}

extension Symbol.Kind {
  /// The kind in a sentence.
  fileprivate var word: String {
    switch self {
    case .label: "label"
    case .relationshipType: "relationship type"
    case .propertyKey: "property key"
    }
  }
}
