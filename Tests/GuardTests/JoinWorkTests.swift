import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// How many rows and relationships joins and walks look at, by PROFILE's own counts.
@Suite("Work of joins and walks")
struct JoinWorkTests {
  private static let nodeCount = 4_000
  private static let relationshipCount = 12_000

  /// Nodes `:N` with a number `i` of their own, which is indexed, the same as `h`, which is not, and a
  /// group `g` of 40; racks with a
  /// number that is unique, each with a node; a root; relationships whose ends are few nodes often.
  private func graph() throws -> Graph {
    let graph = Graph()
    var random = SeededGenerator(seed: 5)
    func skewed() -> Int {
      let part = Double(random.number(0...999_999)) / 1_000_000
      return Int(part * part * part * Double(Self.nodeCount))
    }
    try graph.load { loader in
      let nodes = try (0..<Self.nodeCount).map { number in
        try loader.addNode(
          labels: ["N"],
          properties: [
            "i": .integer(number), "g": .integer(number % 40), "h": .integer(number),
          ])
      }
      for _ in 0..<Self.relationshipCount {
        _ = try loader.addRelationship(
          type: "X", start: nodes[skewed()], end: nodes[random.number(0...Self.nodeCount - 1)],
          properties: [:])
      }
      let root = try loader.addNode(labels: ["Root"], properties: [:])
      for number in 0..<5 {
        _ = try loader.addRelationship(
          type: "X", start: root, end: nodes[Self.nodeCount - 1 - number], properties: [:])
      }
      for number in 0..<2_000 {
        let rack = try loader.addNode(labels: ["Rack"], properties: ["i": .integer(number)])
        _ = try loader.addRelationship(
          type: "H", start: rack, end: nodes[Self.nodeCount - 1 - number], properties: [:])
      }
    }
    _ = try graph.run("CREATE INDEX n FOR (n:N) ON (n.i)").all()
    _ = try graph.run("CREATE CONSTRAINT r FOR (r:Rack) REQUIRE r.i IS UNIQUE").all()
    return graph
  }

  /// How many rows all steps together handed on, and how many relationships they looked at.
  private func work(_ query: String, _ graph: Graph) throws -> (rows: Int, edges: Int) {
    let rows = try graph.run("PROFILE " + query, parameters: ["p": .integer(1)])
    _ = try rows.all()
    let plan = try #require(rows.summary.plan)
    func sum(_ marker: String) -> Int {
      plan.split(separator: "\n").reduce(0) { total, line in
        guard let range = line.firstRange(of: marker) else { return total }
        return total + (Int(line[range.upperBound...].prefix { $0.isNumber }) ?? 0)
      }
    }
    return (sum("[rows "), sum("relationships read "))
  }

  @Test("A pattern of variable length is walked from the end that makes less")
  func walks() throws {
    let graph = try graph()
    let fromRoot = try work("MATCH (r:Root) WITH r MATCH (r)-[*3]-(x) RETURN count(*) AS n", graph)
    #expect(fromRoot.edges > 0)
    for query in [
      "MATCH (r:Root)-[*3]-(x) RETURN count(*) AS n",
      "MATCH (x)-[*3]-(r:Root) RETURN count(*) AS n",
      "MATCH (x:N)-[*3]-(r:Root) RETURN count(*) AS n",
      "OPTIONAL MATCH (x)-[*3]-(r:Root) RETURN count(*) AS n",
      "UNWIND [1] AS one MATCH (x)-[*3]-(r:Root) RETURN count(*) AS n",
    ] {
      #expect(try work(query, graph).edges <= fromRoot.edges, "\(query)")
    }
    for query in [
      "MATCH (k:Rack {i: 1})-[*1..2]-(x) RETURN count(*) AS n",
      "MATCH (x)-[*1..2]-(k:Rack {i: 1}) RETURN count(*) AS n",
      "MATCH (x)-[*1..2]-(k:Rack {i: $p}) RETURN count(*) AS n",
      "MATCH (x)-[:X|H*1..2]-(k:Rack) WHERE $p = k.i RETURN count(*) AS n",
      "MATCH (x:N)<-[:H*..2]-(k:Rack {i: $p}) RETURN count(*) AS n",
      "OPTIONAL MATCH (x)-[*1..2]-(k:Rack {i: $p}) RETURN count(*) AS n",
      "UNWIND [1] AS i MATCH (x)-[*1..2]-(k:Rack {i: i}) RETURN count(*) AS n",
      "MATCH (r:Root) WHERE EXISTS { (x)-[*1..2]-(k:Rack {i: $p}) } RETURN count(*) AS n",
      "MATCH (r:Root) RETURN COUNT { (x)-[*1..2]-(k:Rack {i: $p}) } AS n",
    ] {
      let work = try work(query, graph)
      #expect(work.edges + work.rows < 500, "\(query): \(work)")
    }
  }

  @Test("Parts that values tie together do not multiply")
  func joins() throws {
    let graph = try graph()
    for query in [
      "MATCH (a:N), (b:N) WHERE a.g = b.h RETURN count(*) AS n",
      "MATCH (a:N), (b:Rack) WHERE a.g + 1 = b.i * 2 RETURN count(*) AS n",
      "MATCH (a:N), (b:N) WHERE a.g = b.g AND a.h = b.h RETURN a.i, b.i",
      "MATCH (a:N) WITH a MATCH (b:Rack) WHERE b.i % 1000 = a.g * 3 RETURN count(*) AS n",
      "MATCH (a:N) OPTIONAL MATCH (b:Rack) WHERE b.i % 500 = a.g RETURN count(*) AS n",
      "MATCH (a:N) WHERE EXISTS { MATCH (b:Rack) WHERE b.i % 500 = a.g } RETURN count(*) AS n",
      "MATCH (a:N) WHERE NOT EXISTS { MATCH (b:Rack) WHERE b.i % 500 = a.g } RETURN a.i",
      "UNWIND range(1, 3000) AS v MATCH (b:Rack) WHERE v = b.i + 1 RETURN count(*) AS n",
      "MATCH (a:N) CALL (a) { MATCH (b:Rack) WHERE b.i % 500 = a.g RETURN count(*) AS m } "
        + "RETURN count(*) AS n",
      "MATCH (a:N) MATCH (b:N) WITH a, b WHERE a.g = b.h RETURN count(*) AS n",
      "MATCH (a:N) WITH a MATCH (b:N) WITH DISTINCT a, b WHERE a.h = b.h RETURN a.i, b.i",
      "MATCH (a:N), (b:N) WITH a.h AS x, b.h AS y WHERE x = y RETURN count(*) AS n",
      "MATCH (a:N) MATCH (b:N) OPTIONAL MATCH (c:Root {i: 1}) WITH a, b, c WHERE a.h = b.h "
        + "RETURN count(*) AS n",
      "MATCH (a:N), (b:N) WHERE a.h IN [b.g, b.h] RETURN count(*) AS n",
      "MATCH (a:N) WITH a MATCH (b:N) WHERE b.h IN [a.g, a.h, null] RETURN a.i, b.i",
      "MATCH (a:N) WITH collect(a.h) AS hs MATCH (b:N) WHERE b.h IN hs RETURN count(*) AS n",
      "MATCH (a:N) WHERE NOT EXISTS { MATCH (b:N) WHERE a.h IN [b.h, b.g] } RETURN a.i",
      "UNWIND range(1, 3000) AS v MATCH (b:N) WHERE toInteger(b.h) = v RETURN count(*) AS n",
      "UNWIND range(1, 3000) AS v MERGE (b:N {h: v}) RETURN count(*) AS n",
    ] {
      let plan = try graph.run("EXPLAIN " + query).all().map { "\($0.values)" }
      #expect(plan.contains { $0.contains("Hash join") }, "\(query)\n\(plan)")
      // Pair by pair, there would be eight million.
      #expect(try work(query, graph).rows < 100_000, "\(query)")
    }
    // Either side of `=` is sought in an index.
    for query in [
      "MATCH (a:Rack), (b:N) WHERE a.i = b.i AND a.i < 5 RETURN count(*) AS n",
      "MATCH (a:Rack), (b:N) WHERE b.i = a.i AND a.i < 5 RETURN count(*) AS n",
      "MATCH (a:Rack) WHERE a.i < 5 WITH a MATCH (b:N) WHERE a.i = b.i RETURN count(*) AS n",
      "MATCH (a:Rack {i: 3}), (b:N) WHERE a.i = b.i RETURN count(*) AS n",
    ] {
      let work = try work(query, graph)
      #expect(work.rows < 100, "\(query): \(work)")
    }
  }

  @Test("Rows that merge a lone node are looked up at once, however many batches they are")
  func merging() throws {
    let graph = try graph()
    graph.batchSize = 64
    for query in [
      "UNWIND range(1, 6000) AS v MERGE (b:N {h: v}) RETURN count(*) AS n",
      "UNWIND range(1, 3000) AS v MERGE (b:New {h: v}) RETURN count(*) AS n",
      "UNWIND range(1, 6000) AS v MERGE (b:New {h: v % 3500}) ON MATCH SET b.met = v "
        + "RETURN count(*) AS n",
      "UNWIND range(1, 6000) AS v WITH {h: v % 3500, m: {met: v}} AS r MERGE (b:New {h: r.h}) "
        + "ON CREATE SET b += r.m ON MATCH SET b += r.m RETURN count(*) AS n",
    ] {
      let work = try work(query, graph)
      #expect(work.rows < 60_000, "\(query): \(work)")
    }
    #expect(try graph.run("MATCH (n:N) RETURN count(*) AS n").all()[0].values == [.integer(6_001)])
    #expect(
      try graph.run("MATCH (n:New) RETURN count(*) AS n").all()[0].values == [.integer(3_500)])
  }

  @Test("A subquery starts where its walk is smaller")
  func subqueries() throws {
    let graph = try graph()
    let count = Self.nodeCount + Self.relationshipCount
    for query in [
      "MATCH (n:N) WHERE NOT EXISTS { (n)-[:X*1..3]-(m:N {i: 3999}) } RETURN count(*) AS c",
      "MATCH (n:N) WHERE EXISTS { (n)-[*1..3]-(:Rack {i: 7}) } RETURN count(*) AS c",
      "MATCH (n:N) RETURN sum(COUNT { (n)-[:X*2]-(:Root) }) AS c",
      "MATCH (n:N) OPTIONAL MATCH (n)-[:X*1..2]-(m:N {i: 3999}) RETURN count(m) AS c",
      "MATCH (n:N) WITH n MATCH (n)-[:X*1..2]-(m:N {i: 3999}) RETURN count(*) AS c",
    ] {
      let work = try work(query, graph)
      #expect(work.edges < 2 * count, "\(query): \(work)")
      #expect(work.rows < 8 * count, "\(query): \(work)")
    }
  }
}
