import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Patterns of which most parts are only counted, with every kind of condition that counting takes in:
/// with all rules, and with none, over random multigraphs with loops and reciprocal relationships.
@Suite("Counting")
struct CountingTests {
  /// Patterns over `a`, `b` and `c`.
  private static let patterns = [
    "(a)-[:R]->(b)-[:S]->(c)-[:T]->(d)", "(a)<-[:R]-(b)-[:R]->(c)",
    "(a)-[:R]-(b)-[:R]-(c)-[:S]->(d)", "(a)-[r:R {x: 1}]->(b)-[:S]->(c)",
    "(a)-[:R]->(b)-[:S]->(c)<-[:T]-(a)", "(a)-->(b)-->(c)", "(a)-[:R]-(b)-[:S]-(c), (b)-[:T]-(d)",
    "(a)-[:R]->(b) MATCH (b)-[:R]->(c)", "(a)-[:R]-(b) MATCH (a)-[:R]-(c) MATCH (c)-[:S]-(d)",
    "(a:A)-[:R]->(b:B)-[:S]->(c:C)", "(b)<-[:R]-(a)-[:R]->(c)-[:R]->(b)",
    "(a)-[:R]->(b)<-[:R|S]-(c)-[s:R]-(d {x: 1})",
    // Cycles whose middle is walked, one below the other, and what must not be the same on the way.
    "(a)-[:R]-(b)-[:S]-(c)-[:T]-(d)-[:R]-(a)", "(a)-[:R]-(b)-[:R]-(c)-[:R]-(d)-[:R]-(a)",
    "(a)-[:R]->(b)-[:R]->(c)-[:R]->(d)", "(a)-[:R]-(b)-[:R]-(c)-[:R]-(d)",
    "(a)-[:R]->(b:B)-[:S]->(c)-[:T]->(d)<-[:S]-(a), (d)-[:T]-(b)",
    "(a)-[:R]-(b)-[:S]-(c)-[:T]-(d {x: 1})-[:S]-(a), (c)-[:R]-(e {y: 1})",
    "(a)-[:R]->(b)-[:S]->(c)-[q:T]->(d), (a)-[:S]-(d), (a)-[:T]-(c), (b)-[:T]-(d)",
  ]

  private static let conditions = [
    "", " WHERE a <> c", " WHERE b.x = 1", " WHERE c.w > 3 AND a.w > 2",
    " WHERE NOT (a)-[:S]-(c)", " WHERE (a)-[:R]-(c) AND a <> c",
    " WHERE EXISTS { (c)-[:T]->(o) WHERE o.x = 1 }",
    " WHERE NOT EXISTS { MATCH (c)-[q:R]->(o) WHERE q.x = 1 }",
    " OPTIONAL MATCH (c)-[:S]->(o)", " OPTIONAL MATCH (c)-[:S]->(o)-[:T]-(p)",
    " OPTIONAL MATCH (a)-[:S]->(o) OPTIONAL MATCH (a)-[:T]->(p)-[:R]->(o)",
    " WHERE NOT EXISTS { MATCH (a)-[:S]-(o)-[q:R]-(c) WHERE q.x = 1 }",
    " WHERE a <> c AND NOT (a)-[:T]-(c)", " WHERE COUNT { (a)--(o) WHERE o <> c } > 1",
  ]

  private static let groups = [
    "count(*) AS n", "a.x AS k, count(*) AS n", "b.y AS k, count(*) AS n",
    "count(DISTINCT a) AS n", "c.x AS k, sum(a.w) AS n",
    "c.id AS k, count(*) AS n, min(c.w) AS l, avg(c.w) AS m",
  ]

  @Test("What is counted agrees with what is walked")
  func all() throws {
    let plain = GraphVariant("no rule", rules: [])
    var comparison = RuleComparison(plain: "walked", ruled: "counted")
    for stream in 0..<3 {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 11 << 32 + UInt64(stream))
      let contents = RandomGraph(nodes: 7, relationships: 24, using: &random)
      let ruled = try GraphVariant.standard.graph(of: contents)
      let walked = try plain.graph(of: contents)
      for pattern in Self.patterns {
        for condition in Self.conditions {
          for group in Self.groups {
            let query = "MATCH \(pattern)\(condition) RETURN \(group)"
            try comparison.ask(query, plain: walked, ruled: ruled, contents: "\(contents)")
          }
        }
      }
    }
    print("Counting: \(comparison.summary)")
    #expect(
      comparison.nonEmpty * 3 > comparison.compared,
      "most queries find nothing, so they show little")
  }
}
