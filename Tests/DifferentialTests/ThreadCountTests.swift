import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// The same rows in the same order, or the same error, however many threads work on a query.
@Suite("Thread counts")
struct ThreadCountTests {
  private func graph(of contents: RandomGraph, threads: Int, batchSize: Int) throws -> Graph {
    var variant = GraphVariant("\(threads) threads", threads: threads)
    variant.batchSize = batchSize
    return try variant.graph(of: contents)
  }

  /// The rows in their order, or what went wrong.
  private func answer(_ query: String, of graph: Graph) -> [String] {
    do {
      return try graph.run(query).all().map { "\($0.values)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("Patterns, filters and groups in their order")
  func combinations() throws {
    var graphs: [(contents: RandomGraph, one: Graph, many: Graph)] = []
    for stream in 0..<UInt64(6) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 21 << 32 + stream)
      let contents = RandomGraph(nodes: 40, relationships: 90, using: &random)
      let batchSize = stream < 3 ? 7 : 2048
      graphs.append(
        (
          contents, try graph(of: contents, threads: 1, batchSize: batchSize),
          try graph(of: contents, threads: 2 + Int(stream % 3), batchSize: batchSize)
        ))
    }
    var (compared, inParts) = (0, 0)
    for pattern in CombinationTests.patterns where !pattern.contains("*") {
      for filter in CombinationTests.filters {
        for group in CombinationTests.groups {
          let (contents, one, many) = graphs[compared % graphs.count]
          let query = "MATCH \(pattern)\(filter) RETURN \(group)"
          let before = many.partCount
          let (expected, actual) = (answer(query, of: one), answer(query, of: many))
          compared += 1
          if many.partCount > before { inParts += 1 }
          if expected != actual {
            Issue.record(
              """
              DOLEN_SEED=\(TestSettings.seed)
              \(query)

              \(contents)

              one thread: \(expected)
              several: \(actual)
              """)
            return
          }
        }
      }
    }
    print("Thread counts: \(compared) queries, \(inParts) in parts, seed \(TestSettings.seed)")
    #expect(inParts * 4 > compared, "few queries are worked on by several threads")
  }

  /// Values that show in which order they were gathered.
  @Test(
    "Aggregates that depend on the order of rows",
    arguments: [
      "sum(n.f)", "avg(n.f)", "avg(n.i)", "collect(n.i)", "min(n.mixed)", "max(n.mixed)",
      "count(DISTINCT n.mixed)", "sum(n.large)", "sum(n.mixed)", "min(n.f)", "max(n.text)",
      "count(DISTINCT n.text)", "stDev(n.f)", "sum(DISTINCT n.f)", "min(n.zero)",
    ])
  func order(_ aggregate: String) throws {
    let one = Graph()
    let many = Graph()
    (one.limits.threads, many.limits.threads) = (1, 4)
    many.leastRowsAThread = 0
    for graph in [one, many] {
      _ = try graph.run(
        """
        UNWIND range(1, 5000) AS i
        CREATE (:N {i: i % 1000, f: 1.0 / i, text: 't' + (i % 1700), large: CASE i
            WHEN 4000 THEN -9223372036854775807 WHEN 5 THEN 9223372036854775000 ELSE i % 3 END,
          zero: CASE WHEN i % 2 = 0 THEN 0.0 ELSE -0.0 END,
          mixed: CASE i % 3 WHEN 0 THEN i % 7 WHEN 1 THEN toFloat(i % 7) ELSE i % 11 END})
        """
      ).all()
    }
    for key in ["", "n.i % 10 AS k, ", "n.text AS k, ", "n.mixed AS k, "] {
      let query = "MATCH (n:N) RETURN \(key)\(aggregate) AS a"
      #expect(answer(query, of: one) == answer(query, of: many), "\(query)")
    }
  }

  @Test("The first error in the order of rows is the one that is told")
  func errors() throws {
    let many = Graph()
    many.limits.threads = 4
    many.leastRowsAThread = 0
    _ = try many.run("UNWIND range(1, 5000) AS i CREATE (:N {i: i, d: 3000 - i, s: 's'})").all()
    for query in [
      "MATCH (n:N) WHERE 1 / n.d > 0 RETURN count(*) AS n",
      "MATCH (n:N) WHERE CASE WHEN n.i > 70 THEN n.s.x ELSE 1 / (n.i - 2000) END > 0 RETURN count(*)",
    ] {
      let several = answer(query, of: many)
      many.limits.threads = 1
      #expect(answer(query, of: many) == several)
      many.limits.threads = 4
    }
    #expect(many.partCount > 0)
  }

  @Test("Several threads end when the query is cancelled, its time is over, or memory runs out")
  func limits() throws {
    let graph = Graph()
    graph.limits.threads = 4
    graph.leastRowsAThread = 0
    _ = try graph.run("UNWIND range(1, 3000) AS i CREATE (:N {i: i})").all()
    graph.limits.time = .milliseconds(50)
    let endless = "MATCH (a:N) UNWIND range(1, 100000000) AS x RETURN count(x % a.i) AS n"
    #expect(throws: Diagnostic.self) { try graph.run(endless).all() }
    graph.limits.time = nil
    graph.limits.memory = 1 << 20
    let large = "MATCH (a:N) UNWIND range(1, 1000) AS x RETURN a.i * x AS k, count(*) AS n"
    let error = #expect(throws: Diagnostic.self) { try graph.run(large).all() }
    #expect(error?.detail == "MemoryLimit")
    graph.limits.memory = 1 << 30
    // What ended one query does not end the next.
    let count = try graph.run("MATCH (a:N) WHERE a.i > 0 RETURN count(a.i) AS n").all()
    #expect(count.first?.values == [.integer(3000)])
    #expect(graph.partCount >= 9)
  }
}
