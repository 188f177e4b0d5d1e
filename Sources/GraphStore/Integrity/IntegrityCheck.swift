/// The state of one run of ``GraphStore/check(_:limit:properties:)``.
struct IntegrityCheck {
  let connection: SQLiteConnection
  let symbols: StoredSymbols
  let counters: Counters
  let limit: Int
  private let operation = "check the graph"
  private var found: [IntegrityProblem] = []
  private var numbers: [IntegrityProblem.Kind: Int] = [:]
  private var hasDamagedPages = false

  init(connection: SQLiteConnection, symbols: StoredSymbols, counters: Counters, limit: Int) {
    self.connection = connection
    self.symbols = symbols
    self.counters = counters
    self.limit = limit
  }

  /// The problems that were told, and how many more there are.
  var result: [IntegrityProblem] {
    found
      + IntegrityProblem.Kind.allCases.compactMap { kind in
        let more = numbers[kind, default: 0] - limit
        return more > 0 ? IntegrityProblem(kind, "… and \(more) more like these") : nil
      }
  }

  mutating func add(_ kind: IntegrityProblem.Kind, _ message: @autoclosure () -> String) {
    numbers[kind, default: 0] += 1
    if numbers[kind, default: 0] <= limit { found.append(IntegrityProblem(kind, message())) }
  }

  /// Runs a part of the check; damage that ends it early is a result, not a failure.
  mutating func collectingDamage(
    _ part: (inout IntegrityCheck) throws(StoreError) -> Void
  ) throws(StoreError) {
    do throws(StoreError) {
      try part(&self)
    } catch {
      guard error.kind == .damaged else { throw error }
      // Pages have been told one by one.
      if hasDamagedPages, error.extendedCode == Int(StoreError.damagedPageCode) { return }
      add(.database, error.cause)
    }
  }

  /// The checksums of pages, and to which table each page belongs that is not as it was written.
  mutating func pages() throws(StoreError) {
    guard connection.pages.verifies else { return }
    let damaged = try connection.damagedPages(operation: operation)
    guard !damaged.isEmpty else { return }
    hasDamagedPages = true
    let owners = connection.owners(ofPages: damaged)
    for page in damaged {
      let owner = owners[page].map { ", which belongs to '\($0)'," } ?? ""
      add(.database, "page \(page)\(owner) is not as it was written")
    }
  }

  /// SQLite's own check.
  mutating func database(_ depth: GraphStore.CheckDepth) throws(StoreError) {
    let pragma = depth == .quick ? "quick_check" : "integrity_check"
    // One more than the limit, so that there is something to be counted as "more".
    let statement = try connection.prepare(
      "PRAGMA \(pragma)(\(limit &+ 1))", operation: operation)
    while try statement.step(operation) {
      let line = statement.text(at: 0) ?? ""
      if line != "ok" { add(.database, line) }
    }
  }

  /// Nodes one by one, and their number.
  mutating func nodes(
    _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) {
    let (count, last) = try nodes(
      "node", "SELECT id, labels, properties FROM node ORDER BY id", check)
    compare("node", count: count, counters.nodes, last: last, counters.nextNode)
  }

  /// The rows of nodes that a query gives: how many, and the greatest identifier.
  private mutating func nodes(
    _ what: String, _ query: String, _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) -> (count: Int, last: Int) {
    let statement = try connection.prepare(query, operation: operation)
    var labels: [Int] = []
    var count = 0
    var last = -1
    while try statement.step(operation) {
      let id = statement.integer(at: 0)
      if id < 0 { add(.malformedRow, "\(what) \(id) has a negative identifier") }
      labels.removeAll(keepingCapacity: true)
      let isList =
        statement.column(1).isTextOrNull
        && statement.bytes(at: 1).map { NumberList.decode($0, into: &labels) } != false
      if !isList || !zip(labels, labels.dropFirst()).allSatisfy(<) {
        add(.malformedRow, "the labels of \(what) \(id) are no rising list of numbers")
      } else if let label = labels.first(where: { !symbols.contains($0, kind: .label) }) {
        add(.unknownSymbol, "\(what) \(id) has the label \(label), which is no symbol")
      }
      properties(of: "\(what) \(id)", statement, 2, check)
      count += 1
      last = max(last, id)
    }
    return (count, last)
  }

  /// Relationships one by one, and their number.
  mutating func relationships(
    _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) {
    let (count, last) = try relationships(
      "relationship", "SELECT id, type, start, \"end\", properties FROM relationship ORDER BY id",
      check)
    compare(
      "relationship", count: count, counters.relationships, last: last, counters.nextRelationship)
  }

  /// The rows of relationships that a query gives, likewise.
  private mutating func relationships(
    _ what: String, _ query: String, _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) -> (count: Int, last: Int) {
    let statement = try connection.prepare(query, operation: operation)
    var count = 0
    var last = -1
    while try statement.step(operation) {
      let id = statement.integer(at: 0)
      if id < 0 { add(.malformedRow, "\(what) \(id) has a negative identifier") }
      if !(1...3).allSatisfy({ statement.column($0).isInteger }) {
        add(.malformedRow, "\(what) \(id) has a type or an end that is no number")
      } else if !symbols.contains(statement.integer(at: 1), kind: .relationshipType) {
        add(
          .unknownSymbol,
          "\(what) \(id) has the type \(statement.integer(at: 1)), which is no symbol")
      }
      properties(of: "\(what) \(id)", statement, 4, check)
      count += 1
      last = max(last, id)
    }
    return (count, last)
  }

  /// The rows that are kept for snapshots, and whether each snapshot has as many as it had when it was made.
  mutating func snapshots(
    _ snapshots: [StoredSnapshot], _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) {
    guard !snapshots.isEmpty else { return }
    _ = try nodes(
      "the former node",
      "SELECT id, labels, properties FROM former_node WHERE absent IS NULL ORDER BY id, until",
      check)
    _ = try relationships(
      "the former relationship",
      """
      SELECT id, type, start, "end", properties FROM former_relationship
      WHERE absent IS NULL ORDER BY id, until
      """, check)
    for snapshot in snapshots {
      for (table, next, counted) in [
        ("node", snapshot.nextNode, snapshot.nodes),
        ("relationship", snapshot.nextRelationship, snapshot.relationships),
      ] {
        let statement = try connection.prepare(
          "SELECT count(*) FROM (\(SnapshotTables.rows("id", of: table)))", operation: operation)
        for (index, number) in [0, next, snapshot.id, next].enumerated() {
          statement.bind(number, at: Int32(index + 1))
        }
        let count = try statement.step(operation) ? statement.integer(at: 0) : 0
        if count != counted {
          add(
            .counter,
            "the snapshot '\(snapshot.name)' has \(Self.counted(count, table)), and the file says "
              + "\(counted)")
        }
      }
    }
  }

  /// Relationships whose nodes are not there.
  mutating func ends() throws(StoreError) {
    let statement = try connection.prepare(
      """
      SELECT id, start, "end", start IN (SELECT id FROM node), "end" IN (SELECT id FROM node)
      FROM relationship
      WHERE start NOT IN (SELECT id FROM node) OR "end" NOT IN (SELECT id FROM node)
      """, operation: operation)
    while try statement.step(operation) {
      let id = statement.integer(at: 0)
      if statement.integer(at: 3) == 0 {
        add(
          .missingNode,
          "relationship \(id) starts at node \(statement.integer(at: 1)), which is not there")
      }
      if statement.integer(at: 4) == 0 {
        add(
          .missingNode,
          "relationship \(id) ends at node \(statement.integer(at: 2)), which is not there")
      }
    }
  }

  private mutating func properties(
    of row: String, _ statement: SQLiteStatement, _ column: Int32,
    _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) {
    guard statement.column(column).isTextOrNull else {
      return add(.malformedRow, "the properties of \(row) are no text")
    }
    if let bytes = statement.bytes(at: column), let fault = check(bytes) {
      add(.properties, "the properties of \(row) \(fault)")
    }
  }

  /// A number of rows, as in `1 node`, `2 nodes`.
  private static func counted(_ count: Int, _ what: String) -> String {
    "\(count) \(what)\(count == 1 ? "" : "s")"
  }

  private mutating func compare(
    _ what: String, count: Int, _ counted: Int, last: Int, _ next: Int
  ) {
    if count != counted {
      add(
        .counter,
        "there \(count == 1 ? "is" : "are") \(Self.counted(count, what)), and the file says \(counted)"
      )
    }
    if last >= next {
      add(.counter, "\(what) \(last) has an identifier that the file would give out again")
    }
  }
}
