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
    let statement = try connection.prepare(
      "SELECT id, labels, properties FROM node ORDER BY id", operation: operation)
    var labels: [Int] = []
    var count = 0
    var last = -1
    while try statement.step(operation) {
      let id = statement.integer(at: 0)
      if id < 0 { add(.malformedRow, "node \(id) has a negative identifier") }
      labels.removeAll(keepingCapacity: true)
      let isList =
        statement.column(1).isTextOrNull
        && statement.bytes(at: 1).map { NumberList.decode($0, into: &labels) } != false
      if !isList || !zip(labels, labels.dropFirst()).allSatisfy(<) {
        add(.malformedRow, "the labels of node \(id) are no rising list of numbers")
      } else if let label = labels.first(where: { !symbols.contains($0, kind: .label) }) {
        add(.unknownSymbol, "node \(id) has the label \(label), which is no symbol")
      }
      properties(of: "node \(id)", statement, 2, check)
      count += 1
      last = max(last, id)
    }
    compare("node", count: count, counters.nodes, last: last, counters.nextNode)
  }

  /// Relationships one by one, and their number.
  mutating func relationships(
    _ check: (UnsafeBufferPointer<UInt8>) -> String?
  ) throws(StoreError) {
    let statement = try connection.prepare(
      "SELECT id, type, start, \"end\", properties FROM relationship ORDER BY id",
      operation: operation)
    var count = 0
    var last = -1
    while try statement.step(operation) {
      let id = statement.integer(at: 0)
      if id < 0 { add(.malformedRow, "relationship \(id) has a negative identifier") }
      if !(1...3).allSatisfy({ statement.column($0).isInteger }) {
        add(.malformedRow, "relationship \(id) has a type or an end that is no number")
      } else if !symbols.contains(statement.integer(at: 1), kind: .relationshipType) {
        add(
          .unknownSymbol,
          "relationship \(id) has the type \(statement.integer(at: 1)), which is no symbol")
      }
      properties(of: "relationship \(id)", statement, 4, check)
      count += 1
      last = max(last, id)
    }
    compare(
      "relationship", count: count, counters.relationships, last: last,
      counters.nextRelationship)
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

  private mutating func compare(
    _ what: String, count: Int, _ counted: Int, last: Int, _ next: Int
  ) {
    if count != counted {
      add(.counter, "there are \(count) \(what)s, and the file says \(counted)")
    }
    if last >= next {
      add(.counter, "\(what) \(last) has an identifier that the file would give out again")
    }
  }
}
