import GraphEngine
import GraphModel
import Testing

/// How plans begin, and how many rows they expect: by what indexes and columns hold.
@Suite("Access paths")
struct AccessPathTests {
  /// 4,000 studies with an index on `key`, which is unique, and on `n`, of which half are 0; factors
  /// that each study supports one of.
  private func graph(isIndexed: Bool = true) throws -> Graph {
    let graph = Graph()
    try graph.load { loader in
      let factors = try (0..<20).map { number in
        try loader.addNode(labels: ["Factor"], properties: ["id": .integer(number)])
      }
      for number in 0..<4_000 {
        let digits = String(number)
        let key = "S" + String(repeating: "0", count: 5 - digits.count) + digits
        let study = try loader.addNode(
          labels: ["Study"],
          properties: [
            "key": .string(key), "n": .integer(number % 2 == 0 ? 0 : number),
            "year": .integer(1990 + number % 30), "design": .string("d\(number % 4)"),
          ])
        _ = try loader.addRelationship(
          type: "SUPPORTS", start: study, end: factors[number % 20], properties: [:])
      }
    }
    if isIndexed {
      for key in ["key", "n"] {
        _ = try graph.run("CREATE INDEX \(key) FOR (s:Study) ON (s.\(key))").all()
      }
    }
    return graph
  }

  /// The plan from its beginning, a line a step, without the row that all begin with.
  private func steps(
    _ query: String, _ graph: Graph, _ parameters: [String: Value] = [:]
  ) throws -> [String] {
    let rows = try graph.run("EXPLAIN " + query, parameters: parameters).all()
    let lines = rows.compactMap { row in
      if case .text(let line)? = row.values.first { line.string } else { nil }
    }
    return lines.reversed().dropFirst().map { String($0.drop { $0 == " " }) }
  }

  @Test("A selective condition is sought, a wide one is scanned")
  func choice() throws {
    let graph = try graph()
    for (condition, start) in [
      ("s.key = 'S00017'", "Seek (s:Study) by index Study(key) = 'S00017'  [about 1 rows]"),
      (
        "s.key >= 'S00100' AND 'S00200' > s.key",
        "Seek (s:Study) by index Study(key) >= 'S00100' and < 'S00200'  [about 100 rows]"
      ),
      (
        "s.key STARTS WITH 'S002'",
        "Seek (s:Study) by index Study(key) starting with 'S002'  [about 100 rows]"
      ),
      ("s.key > 'S00100'", "Scan (s:Study)  [about 4000 rows]"),
      ("s.key STARTS WITH 'S'", "Scan (s:Study)  [about 4000 rows]"),
      ("s.n = 0", "Scan (s:Study)  [about 4000 rows]"),
      ("s.n = 17", "Seek (s:Study) by index Study(n) = 17  [about 1 rows]"),
      ("s.n > 3900", "Seek (s:Study) by index Study(n) > 3900  [about 50 rows]"),
      ("s.n > -5", "Scan (s:Study)  [about 4000 rows]"),
      // Numbers are no texts, so that nothing lies between these.
      ("s.n >= 'a'", "Seek (s:Study) by index Study(n) >= 'a'  [about 1 rows]"),
      ("s.n IN [1, 3, 3, 5]", "Seek (s:Study) by index Study(n) in [1, 3, 3, 5]  [about 3 rows]"),
      (
        "s.key = 'S00001' OR s.key IN ['S00002', 'x'] OR s.key < 'S00001'",
        "Seek (s:Study) by index Study(key) = 'S00001' or in ['S00002', 'x'] or < 'S00001'"
          + "  [about 3 rows]"
      ),
      ("s.key = 'S00001' OR s.n = 3", "Scan (s:Study)  [about 4000 rows]"),
      ("s.key = $unknown", "Seek (s:Study) by index Study(key) = $unknown  [about 1 rows]"),
      ("s.n = 17 AND s.key > 'S00000'", "Seek (s:Study) by index Study(n) = 17  [about 1 rows]"),
    ] {
      let plan = try steps(
        "MATCH (s:Study) WHERE \(condition) RETURN s", graph, ["unknown": .string("S00003")])
      #expect(plan.first == start, "\(condition)")
    }
  }

  @Test("A pattern starts where fewest rows are")
  func patterns() throws {
    let graph = try graph()
    for (condition, start) in [
      ("s.key < 'S00002'", "Seek (s:Study) by index Study(key) < 'S00002'  [about 2 rows]"),
      ("s.key < 'S03500' AND f.id = 3", "Scan (f:Factor)  [about 20 rows]"),
      ("s.n > 3990 AND f.id > 3", "Seek (s:Study) by index Study(n) > 3990  [about 5 rows]"),
    ] {
      let query = "MATCH (s:Study)-[r:SUPPORTS]->(f:Factor) WHERE \(condition) RETURN s, r, f"
      #expect(try steps(query, graph).first == start, "\(condition)")
    }
    // A value that an earlier clause gives is sought for each row.
    let plan = try steps(
      "UNWIND $keys AS k MATCH (s:Study) WHERE s.key = k RETURN s", graph,
      ["keys": .list([.string("S00001")])])
    #expect(plan.contains { $0.hasPrefix("Seek (s:Study) by index Study(key) = k") }, "\(plan)")
  }

  @Test("Conditions without an index are asked of a sample")
  func samples() throws {
    let graph = try graph(isIndexed: false)
    for (condition, range) in [
      ("s.year < 1993", 200..<800), ("s.year > 2100", 0..<20), ("s.year >= 0", 3_900..<4_001),
      ("s.design = 'd2'", 700..<1_300), ("s.design = $d", 990..<1_010),
      ("s.design IN ['d1', 'd3']", 1_600..<2_400), ("s.design IS NULL", 0..<20),
      ("s.nothing = 1", 0..<2), ("s.key CONTAINS '7'", 500..<2_500), ("s.year = $d", 100..<200),
      ("s.design = 'd0' OR s.design = 'd1'", 1_400..<2_300),
    ] {
      let plan = try steps(
        "MATCH (s:Study) WHERE \(condition) RETURN s", graph, ["d": .string("d1")])
      let filter = try #require(plan.first { $0.hasPrefix("Filter") })
      let about = filter.split(separator: "[about ").last?.prefix { $0.isNumber } ?? ""
      #expect(Int(about).map(range.contains) == true, "\(filter)")
    }
    // What drops most for its effort is asked first.
    let plan = try steps(
      "MATCH (s:Study) WHERE s.year > 1991 AND s.key ENDS WITH '7' AND s.design = 'd1' RETURN s",
      graph)
    #expect(
      plan[1].hasPrefix("Filter s.design = 'd1' AND s.key ENDS WITH '7' AND s.year > 1991"),
      "\(plan)")
  }
}
