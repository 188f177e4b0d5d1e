import GraphEngine
import GraphModel
import Testing

/// An answer as columns is the answer as rows.
@Suite("Batches of rows")
struct RowBatchTests {
  private let file = TemporaryGraph()

  /// Columns of every shape, rows that stand for many, answers without rows and without columns.
  private static let queries = [
    "MATCH (s:Study) RETURN s.id AS id, s.title AS title",
    "MATCH (s:Study) WHERE s.id % 7 = 3 RETURN s.id AS id, s.title AS title, s.none AS none",
    "MATCH (s:Study)-[r:CITES]->(t) RETURN s, r, t.id AS id",
    "MATCH (s:Study) RETURN CASE WHEN s.id % 2 = 0 THEN s.id END AS even, s.id / 2.0 AS half",
    "MATCH (s:Study) RETURN s.id > 5 AS b, CASE s.id % 3 WHEN 0 THEN s.id WHEN 1 THEN 'x' END AS mixed",
    // One row that stands for more than a batch has.
    "MATCH (a:Study {id: 1}), (b:Study), (c:Study) RETURN a.id AS id",
    "MATCH (a:Study), (b:Study) WHERE a.id < 40 RETURN 1 AS one, 'x' AS x",
    "MATCH p = (s:Study {id: 3})-[:CITES*1..3]->() RETURN p, [s.id, {a: s.title}] AS l",
    "UNWIND range(1, 100000) AS i RETURN i, toString(i) AS t",
    "MATCH (s:Study) WHERE s.id < 0 RETURN s.id",
    "MATCH (s:Study) WHERE s.id = 1 SET s.year = 2001 RETURN s.id AS id, s.year AS year, s.title AS t",
    "MATCH (s:Study) WHERE s.id = 2 SET s.year = 2002",
    "UNWIND [1.5, null] AS x RETURN x, x > 1 AS b, date('2020-01-01') AS d",
    "RETURN count { () } AS n",
  ]

  private func rows(_ rows: Rows, alternating: Bool = false) throws -> [[Value]] {
    var all: [[Value]] = []
    while true {
      if alternating {
        for _ in 0..<3 {
          guard let row = try rows.next() else { return all }
          all.append(row.values)
        }
      }
      guard let batch = try rows.nextBatch() else { return all }
      #expect(batch.count > 0 && batch.columns == rows.columns)
      for row in 0..<batch.count { all.append(batch.columns.indices.map { batch[$0][row] }) }
    }
  }

  @Test("The same rows", arguments: queries)
  func same(_ query: String) throws {
    for isStored in [true, false] {
      let database = try file.database(studies: 400)
      defer { try? database.close() }
      let session = database.session()
      if !isStored { _ = try session.run("MATCH (s:Study {id: 399}) SET s.title = 'other'") }
      let expected = try session.run(query).all().map(\.values)
      #expect(try rows(try session.run(query)) == expected)
      #expect(try rows(try session.run(query), alternating: true) == expected)
    }
  }

  @Test("Columns have the narrowest shape, whether rows were kept or not")
  func shapes() throws {
    let database = try file.database(studies: 300)
    defer { try? database.close() }
    let session = database.session()
    let query =
      "MATCH (s:Study) RETURN s.id AS id, s.id / 2.0 AS half, s.id > 3 AS b, s.title AS title"
    let batch = try #require(try session.run(query).nextBatch())
    guard case .integers(let ids, nil)? = batch["id"],
      case .floats(let halves, nil)? = batch["half"],
      case .booleans(let booleans)? = batch["b"], case .texts(let titles)? = batch["title"]
    else { throw DescribedFailure("\(batch)") }
    #expect(ids.count == batch.count && halves[7] == Double(ids[7]) / 2)
    #expect(booleans[2] == (ids[2] > 3 ? 1 : 0))
    #expect(titles[5]?.string == "number \(ids[5])")
    #expect(titles.text(ofCode: titles.codes[5]) == titles[5])
    #expect(titles.withUTF8(5) { $0.count } == titles[5]?.string.utf8.count)
    #expect(batch["nothing"] == nil)
    // What was kept as rows is put into columns again.
    let kept = try #require(
      try session.run("MATCH (s:Study) SET s.x = 1 RETURN s.id AS id, null AS n").nextBatch())
    guard case .integers(_, nil)? = kept["id"], case .values? = kept["n"] else {
      throw DescribedFailure("\(kept)")
    }
  }

  @Test("What was lent stays as it is, whatever happens to the file")
  func lent() throws {
    let database = try file.database(studies: 2_000)
    let session = database.session()
    let rows = try session.run("MATCH (s:Study) RETURN s.id AS id, s.title AS title")
    var batches: [RowBatch] = []
    while let batch = try rows.nextBatch() { batches.append(batch) }
    _ = try session.run("MATCH (s:Study) DETACH DELETE s")
    _ = try session.run("CREATE (:Study {title: 'number 3', id: 17})")
    try database.close()
    for batch in batches {
      for row in 0..<batch.count {
        guard case .integer(let id)? = batch["id"]?[row] else { throw DescribedFailure("no id") }
        #expect(batch["title"]?[row] == .string("number \(id)"))
      }
    }
    #expect(batches.reduce(0) { $0 + $1.count } == 2_000)
  }

  @Test("A row that stands for billions comes in parts, and the memory limit holds")
  func multiplied() throws {
    let database = try file.database(studies: 2_000)
    defer { try? database.close() }
    let session = database.session()
    session.limits.memory = 64 << 20
    let rows = try session.run("MATCH (a:Study), (b:Study), (c:Study) RETURN 1 AS one")
    for _ in 0..<5 {
      let batch = try #require(try rows.nextBatch())
      #expect(batch.count <= 1 << 16)
    }
    // Together they are more than the limit, one by one they are not.
    let nested = try session.run("UNWIND range(1, 100) AS i RETURN range(1, 100000) AS l")
    var count = 0
    while let batch = try nested.nextBatch() { count += batch.count }
    #expect(count == 100)
    let great = try session.run("UNWIND range(1, 2) AS i RETURN range(1, 3000000) AS l")
    let error = #expect(throws: Diagnostic.self) { while try great.nextBatch() != nil {} }
    #expect(error?.detail == "MemoryLimit")
  }

  @Test("Cancelling ends a batch")
  func cancelled() throws {
    let database = try file.database(studies: 2_000)
    defer { try? database.close() }
    let session = database.session()
    let rows = try session.run(
      "MATCH (a:Study), (b:Study), (c:Study) RETURN a.id + b.id + c.id AS s")
    _ = try rows.nextBatch()
    session.cancel()
    let error = #expect(throws: Diagnostic.self) { while try rows.nextBatch() != nil {} }
    #expect(error?.detail == "Interrupted")
  }
}

/// Why a test cannot go on.
struct DescribedFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
