import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Answers to queries of which one follows from others.
@Suite("Relations between answers")
struct MetamorphicTests {
  /// Runs `body` on as many random graphs as are wanted.
  private func forEachGraph(
    _ stream: UInt64, _ body: (Graph, RandomGraph, inout SeededGenerator) throws -> Void
  ) throws {
    for number in 0..<UInt64(TestSettings.count(2_000) / 10 + 1) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: stream << 32 + number)
      let contents = RandomGraph(nodes: 8, relationships: 14, using: &random)
      // Held in every way in turn.
      let variants = [GraphVariant.standard] + GraphVariant.others
      let graph = try random.pick(variants).graph(of: contents)
      graph.limits.time = nil
      try body(graph, contents, &random)
    }
  }

  private func rows(_ query: String, _ graph: Graph) throws -> [[Value]] {
    do {
      return try graph.run(query).all().map(\.values)
    } catch let error as Diagnostic {
      throw CaseFailure("seed \(TestSettings.seed)\n\(error.rendered(in: query))")
    }
  }

  private func expectSame(
    _ left: [[Value]], _ right: [[Value]], _ queries: String, _ contents: RandomGraph
  ) {
    let (expected, actual) = (Bag(left), Bag(right))
    guard expected != actual else { return }
    Issue.record(
      """
      DOLEN_SEED=\(TestSettings.seed)
      \(queries)

      \(contents)

      only the first: \(expected.minus(actual))
      only the others: \(actual.minus(expected))
      """)
  }

  @Test("A predicate, its negation and its null case part a MATCH")
  func partition() throws {
    try forEachGraph(1) { graph, contents, random in
      var generator = LanguageGenerator(random)
      let pattern = generator.path()
      let columns = generator.scope.owners + generator.scope.paths
      guard !columns.isEmpty else { return }
      generator.allowsPatternPredicates = false
      let predicate = generator.condition(2)
      let (head, tail) = ("MATCH \(pattern)", " RETURN \(columns.joined(separator: ", "))")
      let parts = try [predicate, "NOT (\(predicate))", "(\(predicate)) IS NULL"].flatMap {
        try rows("\(head) WHERE \($0)\(tail)", graph)
      }
      expectSame(try rows(head + tail, graph), parts, "\(head) WHERE \(predicate)\(tail)", contents)
    }
  }

  @Test("A pattern finds the same from either end")
  func reversal() throws {
    try forEachGraph(2) { graph, contents, random in
      let chain = PatternChain(upTo: 3, using: &random)
      let forwards = "MATCH \(chain.text) RETURN \(chain.columns)"
      let backwards = "MATCH \(chain.reversed.text) RETURN \(chain.columns)"
      expectSame(
        try rows(forwards, graph), try rows(backwards, graph), "\(forwards)\n\(backwards)", contents
      )
      // What only counts goes another way through the engine.
      let counts = try [chain.text, chain.reversed.text].map {
        try rows("MATCH \($0) RETURN count(*) AS n", graph)
      }
      expectSame(counts[0], counts[1], "counts of \(forwards)", contents)
      expectSame(
        counts[0], [[.integer(try rows(forwards, graph).count)]], "rows of \(forwards)", contents)
    }
  }

  @Test("Undirected is out and in, loops once")
  func directions() throws {
    try forEachGraph(3) { graph, contents, random in
      let type = random.chance(0.7) ? ":\(random.pick(RandomGraph.types))" : ""
      let label = random.chance(0.4) ? ":\(random.pick(RandomGraph.labels))" : ""
      func query(_ arrow: String, _ end: String) -> String {
        "MATCH (a\(label))\(arrow)(\(end)) RETURN a, r, \(end)"
      }
      let either = try rows(query("-[r\(type)]-", "b"), graph)
      let out = try rows(query("-[r\(type)]->", "b"), graph)
      let into = try rows(query("<-[r\(type)]-", "b"), graph)
      let loops = try rows("MATCH (a\(label))-[r\(type)]->(a) RETURN a, r, a AS b", graph)
      expectSame(either + loops, out + into, query("-[r\(type)]-", "b"), contents)
    }
  }

  @Test("A range of lengths is the sum of its lengths")
  func lengths() throws {
    try forEachGraph(4) { graph, contents, random in
      let type = random.chance(0.5) ? ":\(random.pick(RandomGraph.types))" : ""
      let direction = random.pick(PatternChain.Direction.allCases)
      let ends = random.pick([("a", "b"), ("a:A", "b"), ("a", "b:B"), ("a", "a")])
      let columns = ends.1 == "a" ? "a, r" : "a, b, r"
      func query(_ range: String) -> String {
        "MATCH (\(ends.0))\(PatternChain.arrow("r\(type)*\(range)", direction))(\(ends.1))"
          + " RETURN \(columns)"
      }
      let parts = try ["0..0", "1..1", "2..2", "3..3"].map { try rows(query($0), graph) }
      expectSame(try rows(query("1..2"), graph), parts[1] + parts[2], query("1..2"), contents)
      expectSame(
        try rows(query("0..3"), graph), parts.flatMap { $0 }, query("0..3"), contents)
      let fixed = "MATCH (\(ends.0))\(PatternChain.arrow("x\(type)", direction))()"
      let two = "\(fixed)\(PatternChain.arrow("y\(type)", direction))(\(ends.1))"
      expectSame(
        try rows("\(two) RETURN \(columns.replacing("r", with: "[x, y] AS r"))", graph), parts[2],
        "\(two) and \(query("2..2"))", contents)
    }
  }

  @Test("A shortest path under a condition is the shortest of the trails that satisfy it")
  func shortestPaths() throws {
    try forEachGraph(7) { graph, contents, random in
      let type = random.chance(0.5) ? ":\(random.pick(RandomGraph.types))" : ""
      let conditions = [
        "all(r IN rs WHERE r.w > \(random.number(-3...10)))", "none(r IN rs WHERE r.x = 1)",
        "all(n IN nodes(p) WHERE n.w < 15 OR n.w IS NULL)", "length(p) <> \(random.number(1...3))",
        "length(p) <= \(random.number(1...3))", "none(n IN nodes(p) WHERE n:A AND n <> b)",
        "reduce(s = 0, r IN rs | s + coalesce(r.w, 0)) > \(random.number(0...20))", "a.w < b.w",
      ]
      let condition =
        "a <> b AND \(random.pick(conditions))"
        + (random.chance(0.4) ? " AND \(random.pick(conditions))" : "")
      let direction = random.pick(PatternChain.Direction.allCases)
      let arrow = PatternChain.arrow("rs\(type)*..4", direction)
      let label = random.chance(0.3) ? ":\(random.pick(RandomGraph.labels))" : ""
      let bind = random.chance(0.4) ? "MATCH (b\(label)) " : ""
      let head = "\(bind)MATCH p = allShortestPaths((a)\(arrow)(b\(label))) WHERE \(condition)"
      let trails = "MATCH p = (a)\(arrow)(b\(label)) WHERE \(condition)"
      let expected = try rows(
        """
        \(trails) WITH a, b, collect(rs) AS all, min(size(rs)) AS n
        UNWIND [rs IN all WHERE size(rs) = n] AS rs RETURN a, b, rs
        """, graph)
      expectSame(expected, try rows("\(head) RETURN a, b, rs", graph), head, contents)
      let one = head.replacing("allShortestPaths", with: "shortestPath")
      let ends = try rows("\(one) RETURN a, b, length(p) AS n", graph)
      expectSame(
        try rows("\(trails) RETURN a, b, min(length(p)) AS n", graph), ends, one, contents)
    }
  }

  @Test("An unconnected component changes nothing that is anchored; a copy of the graph doubles it")
  func components() throws {
    try forEachGraph(5) { graph, contents, random in
      let chain = PatternChain(upTo: 3, isAnchored: true, using: &random)
      let query = "MATCH \(chain.text) RETURN \(chain.columns)"
      let count = "MATCH \(chain.text) RETURN count(*) AS n"
      let before = (try rows(query, graph), try rows(count, graph))
      _ = try graph.run(
        "CREATE (x:Elsewhere {id: 90})-[:R]->(y:Elsewhere {id: 91})-[:S]->(x), (y)-[:T]->(y), ()"
      ).all()
      expectSame(before.0, try rows(query, graph), query, contents)
      expectSame(before.1, try rows(count, graph), count, contents)
      let twice = Graph()
      try contents.load(into: twice)
      try contents.load(into: twice)
      guard case .integer(let once)? = before.1.first?.first else { return }
      expectSame([[.integer(2 * once)]], try rows(count, twice), "twice: \(count)", contents)
    }
  }

  @Test("DISTINCT twice is DISTINCT once; LIMIT is a prefix; a parameter is its value")
  func projections() throws {
    try forEachGraph(6) { graph, contents, random in
      let chain = PatternChain(upTo: 2, using: &random)
      let head = "MATCH \(chain.text)"
      let item = random.pick(["n0.x", "n0", "n1.w", "r0.y"])
      let once = "\(head) RETURN DISTINCT \(item) AS v"
      expectSame(
        try rows(once, graph),
        try rows("\(head) WITH DISTINCT \(item) AS v RETURN DISTINCT v", graph),
        once, contents)
      let ordered =
        "\(head) RETURN n0.id AS a, r0.id AS b, n1.id AS c ORDER BY a, b DESC, c"
      let all = try rows(ordered, graph)
      let limit = random.number(0...6)
      let skip = random.number(0...3)
      let page = try rows("\(ordered) SKIP \(skip) LIMIT \(limit)", graph)
      #expect(page == Array(all.dropFirst(skip).prefix(limit)), "\(ordered)\n\(contents)")
      let value = random.number(0...3)
      let key = random.pick(["id", "w", "x", "y"])
      let test = "\(head) WHERE n0.\(key) \(random.pick(["=", "<", ">=", "<>"]))"
      let parameterized = try graph.run(
        "\(test) $value RETURN \(chain.columns)", parameters: ["value": .integer(value)])
      expectSame(
        try rows("\(test) \(value) RETURN \(chain.columns)", graph),
        try parameterized.all().map(\.values), "\(test) \(value)", contents)
    }
  }
}
