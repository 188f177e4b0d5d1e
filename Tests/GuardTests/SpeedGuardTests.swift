import CAllocationCounter
import GraphEngine
import GraphModel
import Testing

/// Holds the engine's shape against plain loops over the same arrays in the same process: work must
/// not grow with rows that need not be made, and no row may cost an allocation.
///
/// Time is the processor time of this thread, so that tests beside this one do not count.
@Suite("Speed guard")
struct SpeedGuardTests {
  /// The greatest factor over a plain loop.
  static let slowest = 20.0
  /// The greatest number of allocations for 1,000 rows.
  static let allocationsPerThousand = 10.0

  /// What a query costs, beside a loop.
  private struct Measured {
    var name: String
    var query: Double
    var loop: Double
    var allocations: Int64
    var rows: Int

    var factor: Double { query / loop }
    var perThousand: Double { Double(allocations) * 1000 / Double(rows) }
  }

  @Test("Four queries over 200,000 relationships")
  func fourQueries() throws {
    let graph = try HubGraph(seed: 1)
    let hub = 0
    let hubPaths = graph.twoPaths(from: hub)
    let allPaths = graph.twoPaths()
    try #require(hubPaths > 10_000 && allPaths > 1_000_000, "the graph has no hubs")

    try hold(
      "two hops from a hub", on: graph, rows: hubPaths,
      "MATCH (:N {id: \(hub)})-[:R]->()-[:R]->() RETURN count(*) AS n",
      check: { rows in
        let count = try rows[0]["n", as: Int.self]
        #expect(count == hubPaths)
      },
      loop: { graph.twoPaths(from: hub) })

    try hold(
      "all paths of two", on: graph, rows: allPaths,
      "MATCH (:N)-[:R]->()-[:R]->() RETURN count(*) AS n",
      check: { rows in
        let count = try rows[0]["n", as: Int.self]
        #expect(count == allPaths)
      },
      loop: { graph.twoPaths() })

    try hold(
      "ten greatest degrees", on: graph, rows: HubGraph.relationshipCount,
      """
      MATCH (n:N)-[r:R]->() RETURN n.id AS id, count(r) AS degree
      ORDER BY degree DESC, id LIMIT 10
      """,
      check: { rows in
        let found = try rows.map { try ($0["id", as: Int.self], $0["degree", as: Int.self]) }
        let busiest = graph.busiest()
        #expect(found.map(\.0) == busiest.map(\.id))
        #expect(found.map(\.1) == busiest.map(\.degree))
      },
      loop: { graph.busiest()[0].degree })

    try hold(
      "grouped by two properties", on: graph, rows: HubGraph.nodeCount,
      "MATCH (n:N) RETURN n.group AS g, n.kind AS k, count(*) AS c, sum(n.score) AS s",
      check: { rows in
        let groups = graph.groups()
        #expect(rows.count == groups.count)
        for row in rows {
          let key = HubGraph.Key(
            group: try row["g", as: Int.self], kind: try row["k", as: String.self])
          let found = (try row["c", as: Int.self], try row["s", as: Int.self])
          let agrees = groups[key].map { $0 == found } == true
          #expect(agrees, "\(key)")
        }
      },
      loop: { graph.groups().count })
  }

  private func hold(
    _ name: String, on graph: HubGraph, rows: Int, _ text: String, check: ([Row]) throws -> Void,
    loop: () -> Int
  ) throws {
    let query = try graph.engine.prepare(text)
    try check(try query.run().all())

    var sink = 0
    let loopTime = best(of: 5) { sink &+= loop() }
    var failure: (any Error)?
    let queryTime = best(of: 5) {
      do { sink &+= try query.run().all().count } catch { failure = error }
    }
    let before = allocation_count()
    sink &+= try query.run().all().count
    let measured = Measured(
      name: name, query: queryTime, loop: loopTime, allocations: allocation_count() - before,
      rows: rows)
    if let failure { throw failure }
    #expect(sink != 0)
    print(
      """
      Speed guard: \(name): \(measured.query) ms, plain loop \(measured.loop) ms, \
      factor \(measured.factor), \(measured.allocations) allocations for \(rows) rows
      """)
    #expect(
      measured.factor <= Self.slowest,
      "\(name) takes \(measured.factor) times a plain loop\n\(text)")
    #expect(
      measured.perThousand <= Self.allocationsPerThousand,
      "\(name) allocates \(measured.perThousand) times for 1,000 rows\n\(text)")
  }

  @Test(
    "Columns are lent, not copied",
    .enabled(if: allocation_count() >= 0, "only glibc can be counted"))
  func columns() throws {
    let graph = try HubGraph(seed: 1)
    let query = try graph.engine.prepare("MATCH (n:N) RETURN n.id AS id, n.kind AS kind")
    func read() throws -> Int {
      let rows = try query.run()
      var sum = 0
      while let batch = try rows.nextBatch() {
        guard case .integers(let ids, nil)? = batch["id"] else { return -1 }
        for id in ids { sum &+= id }
      }
      return sum
    }
    let expected = try query.run().all().reduce(0) { sum, row in sum + (try row["id", as: Int.self])
    }
    #expect(try read() == expected)
    let before = allocation_count()
    _ = try read()
    let perThousand = Double(allocation_count() - before) * 1000 / Double(HubGraph.nodeCount)
    #expect(perThousand <= Self.allocationsPerThousand, "\(perThousand) allocations for 1,000 rows")
  }

  /// The least milliseconds of `count` runs.
  private func best(of count: Int, _ body: () -> Void) -> Double {
    (0..<count).map { _ in
      let start = thread_nanoseconds()
      body()
      return Double(thread_nanoseconds() - start) / 1e6
    }.min() ?? 0
  }

  @Test("The counter counts", .enabled(if: allocation_count() >= 0, "only glibc can be counted"))
  func counter() {
    let before = allocation_count()
    var kept: [[Int]] = []
    for i in 0..<1000 { kept.append([i, i + 1]) }
    #expect(allocation_count() - before >= 1000)
    #expect(kept.count == 1000)
  }
}
