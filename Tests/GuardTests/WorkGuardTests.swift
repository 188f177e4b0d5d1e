import GraphEngine
import GraphModel
import Testing

/// How much a plan looks at, by PROFILE's own counts, which are the same on every machine.
@Suite("Work guard")
struct WorkGuardTests {
  /// What a query may look at, as a multiple of the relationships there are.
  private static let bounds: [(query: String, most: Double)] = [
    // Degrees alone.
    ("MATCH (:N)-[:R]->()-[:R]->() RETURN count(*) AS n", 0.1),
    (
      "MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WHERE a.group < 5 AND c.group > 2 RETURN count(*) AS n",
      5
    ),
    ("MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WHERE b.kind = 'study' RETURN count(*) AS n", 5),
    ("MATCH (a:N)-[:R]->(b:N) OPTIONAL MATCH (b)-[:R]->(c:N) RETURN count(*) AS n", 3),
    (
      "MATCH (a:N)-[:R]->(b:N) WHERE EXISTS { (b)-[:R]->(c) WHERE c.group = 1 } RETURN count(*) AS n",
      3
    ),
    (
      """
      MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WITH a.kind AS k, count(*) AS m RETURN sum(m) AS n
      """, 5
    ),
    (
      """
      MATCH p = shortestPath((a:N)-[:R*..10]->(b:N)) WHERE id(a) = 40000 AND id(b) = 3
      RETURN length(p) AS n
      """, 0.1
    ),
  ]

  @Test("Relationships that plans look at")
  func relationships() throws {
    let graph = try HubGraph(seed: 2, hasLoops: false)
    for (query, most) in Self.bounds {
      let rows = try graph.engine.run("PROFILE " + query)
      let answer = try rows.all()
      let plan = try #require(rows.summary.plan)
      let read = plan.components(of: "relationships read ")
        .reduce(0) { $0 + (Int($1.prefix { $0.isNumber }) ?? 0) }
      #expect(!answer.isEmpty, "\(query)")
      #expect(Double(read) <= most * Double(HubGraph.relationshipCount), "\(query)\n\(plan)")
    }
  }
}

extension String {
  /// What stands behind each occurrence of `marker`, up to the next.
  fileprivate func components(of marker: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: marker) {
      rest = rest[range.upperBound...]
      parts.append(rest)
    }
    return parts
  }
}
