import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// How many relationships are looked at where both ends of a walk are known, by PROFILE's own counts.
@Suite("Work of walks between known ends")
struct KnownEndsWorkTests {
  private static let leafCount = 5_000

  /// A hub that leads to many leaves, which are a ring; a node that leads to three of them.
  private func hub() throws -> Graph {
    let graph = Graph()
    try graph.load { loader in
      let hub = try loader.addNode(labels: ["Hub"], properties: ["i": .integer(0)])
      let small = try loader.addNode(labels: ["Small"], properties: ["i": .integer(1)])
      let leaves = try (0..<Self.leafCount).map { number in
        try loader.addNode(labels: ["Leaf"], properties: ["i": .integer(number + 2)])
      }
      for (place, leaf) in leaves.enumerated() {
        _ = try loader.addRelationship(type: "X", start: hub, end: leaf, properties: [:])
        _ = try loader.addRelationship(
          type: "X", start: leaf, end: leaves[(place + 1) % leaves.count], properties: [:])
        if place % 2_000 == 7 {
          _ = try loader.addRelationship(type: "X", start: leaf, end: small, properties: [:])
        }
      }
    }
    return graph
  }

  /// Nodes with six relationships each, to anywhere.
  private func web() throws -> Graph {
    let graph = Graph()
    var random = SeededGenerator(seed: 7)
    try graph.load { loader in
      let nodes = try (0..<4_000).map { number in
        try loader.addNode(labels: ["N"], properties: ["i": .integer(number)])
      }
      for node in nodes {
        for _ in 0..<6 {
          _ = try loader.addRelationship(
            type: "X", start: node, end: nodes[random.number(0...nodes.count - 1)],
            properties: [:])
        }
      }
    }
    _ = try graph.run("CREATE INDEX n FOR (n:N) ON (n.i)").all()
    return graph
  }

  private func edges(_ query: String, _ graph: Graph) throws -> Int {
    let rows = try graph.run(
      "PROFILE " + query, parameters: ["a": .integer(17), "b": .integer(999)])
    _ = try rows.all()
    let plan = try #require(rows.summary.plan)
    return plan.split(separator: "\n").reduce(0) { total, line in
      guard let range = line.firstRange(of: "relationships read ") else { return total }
      return total + (Int(line[range.upperBound...].prefix { $0.isNumber }) ?? 0)
    }
  }

  @Test("A hub is not walked from, whichever end is written first")
  func hubs() throws {
    let graph = try hub()
    let given = "MATCH (r:Hub), (x:Small) WITH r, x"
    for query in [
      "\(given) MATCH (x)-[*1..3]-(r) RETURN count(*) AS n",
      "\(given) MATCH (r)-[*1..3]-(x) RETURN count(*) AS n",
      "\(given) MATCH (r)-[e*1..3]-(x) RETURN e",
      "\(given) MATCH p = (x)<-[*..3]-(r) RETURN nodes(p)",
      "\(given) MATCH p = (r)-[*..3]->(x) RETURN nodes(p)",
      "\(given) RETURN COUNT { (r)-[*1..3]-(x) } AS n",
      "\(given) RETURN COLLECT { MATCH (r)-[e*1..3]-(x) RETURN size(e) } AS n",
      "\(given) OPTIONAL MATCH (r)-[*1..3]-(x) RETURN count(*) AS n",
      "\(given) MATCH (r)-[*2..3]-(x) RETURN DISTINCT x.i AS n",
    ] {
      // From the hub there would be 5,000, then 15,000, then more.
      #expect(try edges(query, graph) <= 5_200, "\(query)")
    }
    for query in [
      "MATCH (r:Hub), (x:Small) WHERE EXISTS { (r)-[*1..3]-(x) } RETURN count(*) AS n",
      "MATCH (r:Hub), (x:Small) WHERE NOT (r)-[*1..3]->(x) RETURN count(*) AS n",
      "MATCH (r:Hub), (x:Small) WHERE (x)-[*]-(r) RETURN count(*) AS n",
      "\(given) MATCH (r)-[*1..2]-(x) RETURN DISTINCT x.i AS n",
    ] {
      #expect(try edges(query, graph) <= 100, "\(query)")
    }
    // Of two ends of which one is bound, the smaller is where the walk starts.
    for query in [
      "MATCH (r:Hub) WITH r MATCH (r)-[*1..2]-(x:Small) RETURN count(*) AS n",
      "MATCH (r:Hub) RETURN COUNT { (r)-[*1..2]-(:Small) } AS n",
      "MATCH (r:Hub) RETURN COLLECT { MATCH (:Small)-[e*1..2]-(r) RETURN size(e) } AS n",
      "MATCH (r:Hub) WHERE NOT EXISTS { (r)-[*2..2]-(:Small) } RETURN count(*) AS n",
      "MATCH (r:Hub) OPTIONAL MATCH (x:Small)-[*1..2]-(r) RETURN count(x) AS n",
      "MATCH (x:Small) RETURN COUNT { (:Hub)-[*1..2]-(x) } AS n",
    ] {
      #expect(try edges(query, graph) <= 5_200, "\(query)")
    }
    // A hub that stays the same from row to row is walked from once, if at all.
    for query in [
      "MATCH (r:Hub), (x:Leaf) WITH r, x MATCH (r)-[*1..2]->(x) RETURN count(*) AS n",
      "MATCH (r:Hub), (x:Leaf) WITH r, x MATCH (x)<-[*1..2]-(r) RETURN count(*) AS n",
      "MATCH (r:Hub), (x:Leaf) RETURN sum(COUNT { (r)-[*1..2]->(x) }) AS n",
    ] {
      #expect(try edges(query, graph) <= 12 * Self.leafCount, "\(query)")
    }
  }

  @Test("Each side goes half the way")
  func halves() throws {
    let graph = try web()
    let given = "MATCH (a:N {i: $a}), (b:N {i: $b}) WITH a, b"
    for query in [
      "\(given) MATCH (a)-[:X*1..4]-(b) RETURN count(*) AS n",
      "\(given) MATCH (b)<-[e:X*4]-(a) RETURN e",
      "MATCH (a:N {i: $a})-[:X*1..4]-(b:N {i: $b}) RETURN count(*) AS n",
      "MATCH p = (a:N {i: $a})-[:X*1..4]->(b:N {i: $b}) RETURN p",
      "UNWIND [[17, 999]] AS w MATCH (a:N {i: w[0]})-[:X*1..4]-(b:N {i: w[1]}) "
        + "RETURN count(*) AS n",
      "\(given) RETURN COUNT { (a)-[:X*1..4]-(b) } AS n",
    ] {
      // From one end alone there are some 20,000 in either direction, and 1,500 in one.
      #expect(try edges(query, graph) < 1_000, "\(query)")
    }
  }
}
