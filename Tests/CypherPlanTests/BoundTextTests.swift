import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphTestKit
import Testing

/// A bound query written as Cypher is bound to the same query again, and gives the same rows.
@Suite("Text of bound queries")
struct BoundTextTests {
  /// The query as it is written once it is bound; nil where the text is no query that can be run.
  private func written(_ text: String) throws -> String? {
    var parser = Parser(text)
    let statement = try parser.statement()
    // What stands before a query is no part of it.
    guard statement.mode == .run, statement.evidence.isEmpty else { return nil }
    return try Binder.bind(statement, catalog: .standard).queryText
  }

  @Test("Every query of the language's cases", arguments: QueryCase.all(in: "Language"))
  func cases(_ queryCase: QueryCase) throws {
    var rewritten = queryCase
    for index in queryCase.steps.indices {
      let step = queryCase.steps[index]
      if step.sections.contains(where: { $0.head.hasPrefix("error") }) { continue }
      guard let text = try written(step.query) else { continue }
      #expect(try written(text) == text, "\(queryCase.name): \(step.query)")
      rewritten.steps[index].query = text
      // Warnings mark what was written.
      rewritten.steps[index].sections.removeAll { $0.head == "warnings" }
    }
    // Where expectations are written anew, they are those of what was written.
    if !TestSettings.records { try rewritten.check() }
  }

  @Test(
    "What is written out",
    arguments: [
      (
        "MATCH (s:Study {year: 2020})-[:REPORTS]->(:Finding) RETURN s.title ORDER BY s.year DESC",
        "MATCH (v1:Study)-[v2:REPORTS]->(v3:Finding) WHERE v1.year = 2020 "
          + "RETURN v1.title AS `s.title` ORDER BY v1.year DESC"
      ),
      (
        "MATCH (n) WITH n.x AS x, count(*) AS c WHERE c > 1 RETURN x, c",
        "MATCH (v1) WITH v1.x AS v2, count(*) AS v3 WHERE v3 > 1 RETURN v2 AS x, v3 AS c"
      ),
      (
        "MATCH (a) WHERE (a)-[:R]->() AND 1 < a.x < 3 RETURN a {.x, .*} AS m",
        "MATCH (v1) WHERE EXISTS { MATCH (v1)-[v2:R]->(v3) } AND 1 < v1.x AND v1.x < 3 "
          + "RETURN v1 {.*, x: v1.x} AS m"
      ),
      (
        "MATCH (v1) CALL (v1) { MATCH p = (v1)-[*1..2]->() RETURN length(p) AS l } RETURN l, v1",
        "MATCH (v2) CALL (v2) { MATCH v3 = (v2)-[v4*1..2]->(v5) RETURN length(v3) AS v6 } "
          + "RETURN v6 AS l, v2 AS v1"
      ),
    ])
  func writtenOut(_ text: String, _ expected: String) throws {
    #expect(try written(text) == expected)
  }
}
