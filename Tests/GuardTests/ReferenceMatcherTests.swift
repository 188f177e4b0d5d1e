import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// The engine's answers to generated queries are those of plain recursion over arrays.
@Suite("Reference matcher")
struct ReferenceMatcherTests {
  @Test("Generated queries on random multigraphs")
  func generated() throws {
    let seed = TestSettings.seed
    let wanted = TestSettings.count(500)
    var compared = 0
    var nonEmpty = 0
    var tooLarge = 0
    var failures = 0
    var number: UInt64 = 0
    while compared < wanted && failures < 3 {
      defer { number += 1 }
      var random = SeededGenerator(seed: seed, stream: number)
      let graph = RandomGraph(nodes: 7, relationships: 14, using: &random)
      let engine = Graph()
      try graph.load(into: engine)
      var generator = QueryGenerator(random)
      for _ in 0..<5 {
        let query = generator.query()
        do {
          let matcher = ReferenceMatcher(graph: graph)
          let expected = Bag(try matcher.answer(query).rows)
          let origin = "DOLEN_SEED=\(seed), graph \(number)"
          if !agrees(query, on: engine, expected, graph, origin) { failures += 1 }
          compared += 1
          if expected.count > 0 { nonEmpty += 1 }
        } catch is ReferenceMatcher.TooLarge {
          tooLarge += 1
        }
      }
    }
    print("Reference matcher: \(compared) queries, \(nonEmpty) with rows, seed \(seed)")
    #expect(nonEmpty * 3 > compared, "most queries find nothing, so they show little")
    #expect(tooLarge * 5 < compared, "too many queries were given up")
  }

  private func agrees(
    _ query: String, on engine: Graph, _ expected: Bag, _ graph: RandomGraph, _ origin: String
  ) -> Bool {
    let actual: Bag
    do {
      actual = Bag(try engine.run(query).all().map(\.values))
    } catch {
      Issue.record("\(origin): \(error)\n\(query)\n\n\(graph)")
      return false
    }
    guard actual != expected else { return true }
    Issue.record(
      """
      \(origin): the answers differ
      \(query)

      \(graph)

      reference:
      \(expected)

      engine:
      \(actual)

      only the reference has:
      \(expected.minus(actual))
      only the engine has:
      \(actual.minus(expected))
      """)
    return false
  }
}
