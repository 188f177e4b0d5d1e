import GraphEngine
import GraphModel
import Testing

/// How much a plan looks at, by PROFILE's own counts, which are the same on every machine.
@Suite("Work guard")
struct WorkGuardTests {
  private struct Work {
    var plan: String
    /// Relationships looked at by all steps.
    var relationships = 0
    /// The most rows that a step hands on, equal ones counted once each time they are met.
    var answer: Int
  }

  private static let graph = Result { try HubGraph(seed: 2) }

  private func work(_ query: String) throws -> Work {
    let rows = try Self.graph.get().engine.run("PROFILE " + query)
    let answer = try rows.all()
    let plan = try #require(rows.summary.plan)
    var work = Work(plan: plan, answer: try answer.first.map { try $0["n", as: Int.self] } ?? 0)
    for part in plan.components(of: "relationships read ") {
      work.relationships += Int(part.prefix { $0.isNumber }) ?? 0
    }
    return work
  }

  @Test("A star of degrees looks at no relationship")
  func star() throws {
    let graph = try Self.graph.get()
    let work = try work("MATCH (:N)-[:R]->()-[:R]->() RETURN count(*) AS n")
    #expect(work.answer == graph.twoPaths(), "\(work.plan)")
    #expect(work.relationships <= 2 * HubGraph.nodeCount, "\(work.plan)")
  }

  @Test(
    "Filters on every node of a path leave it counted",
    arguments: [
      "MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WHERE a.group < 5 AND c.group > 2 RETURN count(*) AS n",
      "MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WHERE b.kind = 'study' RETURN count(*) AS n",
      "MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N)-[:R]->(d:N) WHERE d.score > 10 RETURN count(*) AS n",
      "MATCH (a:N)-[:R]->(b:N) OPTIONAL MATCH (b)-[:R]->(c:N) RETURN count(*) AS n",
      "MATCH (a:N)-[:R]->(b:N) WHERE EXISTS { (b)-[:R]->(c) WHERE c.group = 1 } RETURN count(*) AS n",
    ])
  func filtered(query: String) throws {
    let work = try work(query)
    #expect(work.answer > 0, "\(work.plan)")
    // Each relationship once for each place of the pattern, and a little for what is excluded.
    #expect(work.relationships <= 5 * HubGraph.relationshipCount, "\(work.plan)")
  }

  @Test("A group key on one node leaves the others counted")
  func grouped() throws {
    let work = try work(
      """
      MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) WITH a.kind AS k, count(*) AS m RETURN sum(m) AS n
      """)
    #expect(work.answer == (try Self.graph.get()).twoPaths(), "\(work.plan)")
    #expect(work.relationships <= 5 * HubGraph.relationshipCount, "\(work.plan)")
  }

  @Test("A shortest path between two nodes looks at the few relationships around them")
  func shortest() throws {
    let rows = try Self.graph.get().engine.run(
      """
      PROFILE MATCH p = shortestPath((a:N)-[:R*..10]->(b:N)) WHERE id(a) = 40000 AND id(b) = 3
      RETURN length(p) AS n
      """)
    _ = try rows.all()
    let plan = try #require(rows.summary.plan)
    let read = plan.components(of: "relationships read ").compactMap {
      Int($0.prefix { $0.isNumber })
    }
    #expect(read.reduce(0, +) < HubGraph.relationshipCount / 10, "\(plan)")
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
