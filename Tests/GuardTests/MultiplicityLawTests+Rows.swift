import GraphEngine
import GraphModel
import GraphTestKit
import Testing

extension MultiplicityLawTests {
  @Test("UNWIND keeps it")
  func unwind() throws {
    try MultipliedRows.forEach(stream: 20) { rows in
      let sum = rows.sorted.reduce(0, +)
      try rows.expectOnly(
        "UNWIND [1, 2, 2] AS u RETURN count(*) AS n, sum(x * u) AS s",
        [.integer(rows.rows.count * 3), .integer(sum * 5)])
      let positive = rows.sorted.filter { $0 > 0 }.map { min($0, 3) }.reduce(0, +)
      try rows.expectOnly(
        """
        WITH CASE WHEN x > 3 THEN 3 ELSE coalesce(x, 0) END AS m
        UNWIND range(1, m) AS u RETURN count(*) AS n
        """, [.integer(positive)])
    }
  }

  @Test("UNION ALL keeps it, UNION sets it to 1")
  func union() throws {
    try MultipliedRows.forEach(stream: 21) { rows in
      let branch = "\(rows.prefix) RETURN x"
      let both = try rows.engine.run("\(branch) UNION ALL \(branch)").all().map(\.values)
      #expect(
        Bag(both) == Bag((rows.rows + rows.rows).map { [$0.x.map(Value.integer) ?? .null] }),
        "\(rows.origin)")
      let united = try rows.engine.run("\(branch) UNION \(branch)").all()
      #expect(united.count == Set(rows.rows.map(\.x)).count, "\(rows.origin)")
      let counted = try rows.engine.run(
        "CALL { \(branch) UNION ALL \(branch) } RETURN count(*) AS n"
      ).all()
      #expect(counted.map(\.values) == [[.integer(rows.rows.count * 2)]], "\(rows.origin)")
    }
  }

  @Test("A join multiplies")
  func join() throws {
    try MultipliedRows.forEach(stream: 22) { rows in
      let nodes = rows.graph.nodes.count
      try rows.expectOnly(
        "MATCH (d) RETURN count(*) AS n", [.integer(rows.rows.count * nodes)])
      try rows.expectOnly(
        "MATCH (d) WHERE d.id = k RETURN count(*) AS n",
        [.integer(rows.rows.filter { ($0.k ?? -1) >= 0 && ($0.k ?? -1) < nodes }.count)])
      try rows.expectOnly(
        "CALL { UNWIND [1, 1] AS y RETURN y } RETURN count(*) AS n", [.integer(rows.rows.count * 2)]
      )
      try rows.expectOnly(
        "CALL { WITH x UNWIND [x, x, x] AS y RETURN y } RETURN count(y) AS n",
        [.integer(rows.sorted.count * 3)])
    }
  }

  @Test("COUNT sums the inner rows only")
  func countSubquery() throws {
    try MultipliedRows.forEach(stream: 23) { rows in
      let pairs = rows.graph.relationships.count
      let answer = try rows.answer(
        "RETURN COUNT { MATCH ()-->() } AS n, COUNT { MATCH (), () } AS m")
      let nodes = rows.graph.nodes.count
      #expect(answer.count == rows.rows.count, "\(rows.origin)")
      #expect(
        answer.allSatisfy { $0 == [.integer(pairs), .integer(nodes * nodes)] }, "\(rows.origin)")
      let out = Dictionary(grouping: rows.graph.relationships) { $0.contents?.start }
      let grouped = try rows.answer(
        "WITH k MATCH (d) WHERE d.id = k WITH d RETURN d.id AS id, COUNT { (d)-->() } AS n")
      #expect(
        grouped.allSatisfy {
          MultipliedRows.integer($0[1]) == out[MultipliedRows.integer($0[0])]?.count ?? 0
        }, "\(rows.origin)")
    }
  }

  @Test("EXISTS tests it")
  func exists() throws {
    try MultipliedRows.forEach(stream: 24) { rows in
      let any = !rows.graph.relationships.isEmpty
      try rows.expectOnly(
        "WITH x WHERE EXISTS { MATCH ()-->() } RETURN count(*) AS n",
        [.integer(any ? rows.rows.count : 0)])
      try rows.expectOnly(
        "WITH x WHERE NOT EXISTS { MATCH ()-->() } RETURN count(*) AS n",
        [.integer(any ? 0 : rows.rows.count)])
    }
  }

  @Test("Updating clauses see each row")
  func updates() throws {
    try MultipliedRows.forEach(stream: 25) { rows in
      let count = rows.rows.count
      let nodes = rows.graph.nodes.count
      let created = try rows.engine.run("\(rows.prefix) CREATE (:New {x: x})")
      _ = try created.all()
      #expect(created.summary.counters.nodesCreated == count, "\(rows.origin)")
      let answer = try rows.engine.run("MATCH (n:New) RETURN count(n) AS n, sum(n.x) AS s").all()
      #expect(
        answer.map(\.values) == [[.integer(count), .integer(rows.sorted.reduce(0, +))]],
        "\(rows.origin)")
      _ = try rows.engine.run("MATCH (n:New) DELETE n").all()

      // Each row sets its own value, and the last one stays.
      let set = try rows.engine.run("\(rows.prefix) MATCH (d {id: 0}) SET d.last = coalesce(x, 0)")
      _ = try set.all()
      #expect(set.summary.counters.propertiesSet == (nodes == 0 ? 0 : count), "\(rows.origin)")

      let merged = try rows.engine.run(
        "\(rows.prefix) WITH coalesce(x, -1) AS y MERGE (m:Merged {y: y}) RETURN count(m) AS n")
      let mergedRows = try merged.all().map(\.values)
      #expect(mergedRows == [[.integer(count)]], "\(rows.origin)")
      #expect(
        merged.summary.counters.nodesCreated == Set(rows.rows.map { $0.x ?? -1 }).count,
        "\(rows.origin)")
    }
  }

  @Test("Volatile functions are called for each row")
  func volatile() throws {
    try MultipliedRows.forEach(stream: 26) { rows in
      // Two of a few hundred numbers with 53 random bits are the same once in 10^11 runs.
      try rows.expectOnly(
        "WITH x, rand() AS r RETURN count(DISTINCT r) AS n", [.integer(rows.rows.count)])
      try rows.expectOnly(
        "WITH x, randomUUID() AS u RETURN count(DISTINCT u) AS n", [.integer(rows.rows.count)])
    }
  }

  @Test("Rows are not merged across an ORDER BY")
  func orderBarrier() throws {
    try MultipliedRows.forEach(stream: 27) { rows in
      let ordered = rows.rows.sorted { left, right in
        let (a, b) = (left.k ?? Int.max, right.k ?? Int.max)
        return a != b ? a < b : (left.x ?? Int.max) < (right.x ?? Int.max)
      }.compactMap(\.x)
      let list = Value.list(ordered.map { .integer($0) })
      try rows.expectOnly(
        "WITH x, k ORDER BY k, x WITH x RETURN collect(x) AS xs", [list])
      try rows.expectOnly(
        "WITH x ORDER BY k, x RETURN collect(x) AS xs", [list])
    }
  }

  @Test(
    "A count that does not fit is an error, not another number",
    arguments: [
      // 1000^7 and 2000^6 are beyond 2^63; 1000^6 is not.
      ((1...7).map { "MATCH (a)-[r\($0)]->(a)" }.joined(separator: " "), "count(*)"),
      ((1...7).map { "MATCH (a)-[r\($0)]->(a)" }.joined(separator: " "), "count(a)"),
      ((1...6).map { "MATCH (a)-[r\($0)]-(b\($0))" }.joined(separator: " "), "sum(10)"),
      ((1...7).map { "UNWIND range(1, 1000) AS u\($0)" }.joined(separator: " "), "count(*)"),
    ])
  func overflow(_ clauses: String, _ aggregate: String) throws {
    let graph = Graph()
    _ = try graph.run("CREATE (a) WITH a UNWIND range(1, 1000) AS i CREATE (a)-[:R]->(a)").all()
    // The last is answered by multiplying too, or not in the time allowed; but never wrongly.
    graph.limits.time = .seconds(5)
    let error = #expect(throws: Diagnostic.self) {
      try graph.run("\(clauses) RETURN \(aggregate) AS n").all()
    }
    #expect(error?.type == .arithmeticError || error?.type == .limitExceeded)
  }

  @Test("A great count that fits is exact")
  func greatCount() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (a) WITH a UNWIND range(1, 1000) AS i CREATE (a)-[:R]->(a)").all()
    let clauses = (1...6).map { "MATCH (a)-[r\($0)]->(a)" }.joined(separator: " ")
    let rows = try graph.run("\(clauses) RETURN count(*) AS n").all()
    #expect(rows.map(\.values) == [[.integer(1_000_000_000_000_000_000)]])
  }
}
