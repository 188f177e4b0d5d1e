import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Every pattern of a list with every filter and every grouping of others: with all rules, and with
/// none, over random multigraphs with loops and reciprocal relationships.
@Suite("Combinations")
struct CombinationTests {
  /// Patterns whose nodes `a` and `b` are the ones that filters and groups speak of.
  static let patterns = [
    "(a)-->(b)", "(a)-[:R]->(b)", "(a)-[:R]-(b)", "(a:A)-[:R|S]->(b)", "(a)-[:R]->()-[:S]->(b)",
    "(a)-[:R]->()-[:R]->(b)", "(a)-[:R]-()-[:R]-(b)", "(a:A)<-[:R]-()-[:R]->(b:B)",
    "(a)-[:R]->(b)-[:S]->(a)", "(a)-[:R]->(b)<-[:S]-(a)", "(a)-[:R]->(b)-[:R]->(a)",
    "(a)-[:R]->(b)-[:S]->()-[:T]->(a)", "(a)-[:R]-(b)-[:R]-()-[:R]-(a)",
    "(a)-[:R]->(b), (a)-[:S]->()", "(a)-[:R]->(b), (a)-[:R]->()", "(a)-->(b), (b)-->(a)",
    "(a)-[:R]->(b), (x)-[:S]->(b)", "(a:A), (b:B)", "(a)-[:R*1..2]->(b)", "(a)-[:R*0..2]-(b)",
    "(a)-[*2]->(b)", "(a)-[:S]->()-[:R*..2]->(b)", "(a)-[:R]->(a), (a)-->(b)",
    "(a:A)-[:R]->(b)-[:S]->(:C)", "(a)-[:R {x: 1}]->(b)", "(a {x: 1})-->()-->(b)",
  ]

  /// What stands behind the pattern: conditions, and further clauses that filter or widen.
  static let filters = [
    "", " WHERE a.w > 3", " WHERE b.x = 1", " WHERE a.w > b.w", " WHERE a <> b",
    " WHERE b:B AND a.x IS NOT NULL", " WHERE (b)-[:T]->()", " WHERE NOT (a)-[:S]->(b)",
    " WHERE a.x IN [0, 1] OR b.y >= 1", " OPTIONAL MATCH (b)-[:T]->(o)",
    " OPTIONAL MATCH (a)-[:S]->(o:C) WHERE o.w > a.w", " MATCH (b)-[:S]-(o)",
    " WITH a, b WHERE COUNT { (a)-[:R]->() } > 1", " WITH DISTINCT a, b",
  ]

  /// What is asked of the rows.
  static let groups = [
    "count(*) AS n", "count(b) AS n", "count(DISTINCT b) AS n", "a.x AS k, count(*) AS n",
    "a AS k, count(*) AS n", "b AS k, count(DISTINCT a) AS n", "a.w AS k, sum(b.w) AS n",
    "a.x AS k, b.y AS l, count(*) AS n", "labels(b) AS k, count(*) AS n", "DISTINCT a, b",
    "DISTINCT b.x AS k", "a.x AS k, min(b.w) AS n, max(a.w) AS m", "avg(b.w) AS n",
    "b.x AS k, count(*) AS n, count(DISTINCT a.w) AS m", "a.y IS NULL AS k, count(a.y) AS n",
    "a, b", "b.id AS k, count(*) AS n, sum(b.w) AS m", "a.y AS k, max(b.x) AS n, avg(b.w) AS m",
  ]

  @Test("Patterns, filters and groups agree with and without rules")
  func all() throws {
    let plain = GraphVariant("no rule", rules: [])
    var graphs: [(contents: RandomGraph, ruled: Graph, plain: Graph)] = []
    var stream: UInt64 = 0
    while graphs.count < 24 {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 9 << 32 + stream)
      stream += 1
      let contents = RandomGraph(nodes: 8, relationships: 20, using: &random)
      guard contents.relationships.count > 8 else { continue }
      let ruled = random.pick([GraphVariant.standard] + GraphVariant.others.prefix(8))
      let all = GraphVariant(ruled.name, ruled.making, hasIndexes: ruled.hasIndexes)
      graphs.append((contents, try all.graph(of: contents), try plain.graph(of: contents)))
    }
    var comparison = RuleComparison(plain: "without rules", ruled: "with rules")
    for pattern in Self.patterns {
      for filter in Self.filters {
        for group in Self.groups {
          let graph = graphs[comparison.compared % graphs.count]
          let query = "MATCH \(pattern)\(filter) RETURN \(group)"
          try comparison.ask(
            query, plain: graph.plain, ruled: graph.ruled, contents: "\(graph.contents)")
        }
      }
    }
    print("Combinations: \(comparison.summary)")
    #expect(comparison.compared >= 5_000)
    #expect(
      comparison.nonEmpty * 2 > comparison.compared,
      "most queries find nothing, so they show little")
  }
}
