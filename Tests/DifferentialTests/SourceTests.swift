import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// What each row rests on, as plans carry it, against asking every part of the graph.
@Suite("Sources of rows")
struct SourceTests {
  @Test("The least witnesses of each row are those that brute force finds")
  func witnesses() throws {
    let wanted = TestSettings.count(400)
    var (compared, rows, shared, stream) = (0, 0, 0, UInt64(0))
    var (subqueries, asked) = (0, 0)
    while compared < wanted {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 23 << 32 + stream)
      stream += 1
      let graph = try StudiedGraph(most: stream % 8 == 0 ? 8 : 5, using: &random)
      var queries = PositiveQueries(random)
      for _ in 0..<20 {
        let query = queries.next()
        let plain = try graph.whole.run(query).all()
        // A row for each way through a dense graph says no more than a hundred do.
        if plain.count > 2_000 { continue }
        guard let carried = try graph.witnessesCarried(query) else { continue }
        var forced = try graph.witnessesByForce(query)
        var sets = carried.sets
        if queries.asksInLastColumn {
          forced = forced.filter { $0.key.hasSuffix(" | true") }
          sets = sets.filter { $0.key.hasSuffix(" | true") }
          asked += 1
        }
        if query.contains("{ ") || query.contains("size([") { subqueries += 1 }
        #expect(
          sets == forced,
          "\(query)\non \(graph.statement)\ncarried \(sets)\nforced \(forced)")
        #expect(carried.bag == Bag(plain.map(\.values)), "\(query)\non \(graph.statement)")
        compared += 1
        rows += forced.count
        shared += forced.values.count { $0.count > 1 || ($0.first?.count ?? 0) > 1 }
      }
    }
    print(
      "Sources: \(compared) queries, \(rows) rows, \(shared) with several sources or ways, "
        + "\(subqueries) queries with subqueries, \(asked) of which ask in a column")
    #expect(subqueries * 5 > compared, "too few queries have subqueries")
    #expect(shared * 10 > rows, "too few rows rest on more than one study")
  }

  @Test("What has more ways than are kept says which sources occur")
  func bound() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      UNWIND range(1, 6) AS n CREATE (:Study {id: n})
      WITH count(*) AS c MATCH (s:Study) WITH s ORDER BY s.id
      CREATE (s)-[:SUPPORTS]->(:Factor {half: s.id % 2})
      """)
    let query = """
      MATCH (a:Study)-->(:Factor {half: 0}), (b:Study)-->(:Factor {half: 1}) RETURN DISTINCT 1 AS x
      """
    let kept = try #require(try graph.runWithSources(query, limit: 9).next())
    guard case .groups(let groups) = kept.sources else {
      Issue.record("nine groups were to be kept")
      return
    }
    #expect(groups.count == 9)
    #expect(groups.allSatisfy { $0.count == 2 })
    let lost = try #require(try graph.runWithSources(query, limit: 8).next())
    guard case .tooMany(let sources) = lost.sources else {
      Issue.record("nine groups are more than eight")
      return
    }
    #expect(sources.count == 6)
  }

  @Test("Groups and LIMIT carry what their rows carried, and an update is refused")
  func clauses() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (a:Study {id: 'a'}), (b:Study {id: 'b'}), (f:Factor {id: 'f'}), (g:Factor {id: 'g'}),
        (a)-[:SUPPORTS]->(f), (b)-[:SUPPORTS]->(f), (b)-[:SUPPORTS]->(g), (g)-[:PART_OF]->(f)
      """)
    func groups(_ query: String) throws -> [SourcedRows.Sources] {
      let rows = try graph.runWithSources(query)
      var found: [SourcedRows.Sources] = []
      while let (_, sources) = try rows.next() { found.append(sources) }
      return found
    }
    let ids = try graph.run("MATCH (s:Study) RETURN id(s) AS i ORDER BY s.id").all()
    let (a, b) = (try ids[0]["i", as: Int.self], try ids[1]["i", as: Int.self])
    let matched = "MATCH (s:Study)-[:SUPPORTS]->(f) "
    #expect(
      try groups(matched + "RETURN f.id AS f, count(*) AS n ORDER BY f")
        == [.groups([[a], [b]]), .groups([[b]])])
    #expect(try groups(matched + "RETURN count(*) AS n") == [.groups([[a], [b]])])
    #expect(try groups(matched + "RETURN f.id AS f ORDER BY s.id LIMIT 1") == [.groups([[a]])])
    #expect(try groups("MATCH (:Factor)-[:PART_OF]->(f) RETURN f.id") == [.groups([[]])])
    #expect(try groups("MATCH (n:Nobody) RETURN count(n) AS n") == [.groups([[]])])
    // What has no match rests on the rest.
    #expect(
      try groups("MATCH (s:Study {id: 'a'}) OPTIONAL MATCH (s)-[:CITES]->(t) RETURN t")
        == [.groups([[a]])])
    #expect(throws: Diagnostic.self) { try graph.runWithSources("CREATE (:Study) RETURN 1") }
  }
}
