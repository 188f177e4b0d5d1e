import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Trails between two nodes that are both known, which are walked from both ends, are those that a walk
/// from one of them finds.
@Suite("Trails between known ends")
struct TrailsBetweenTests {
  /// The graph that is walked from one end, step by step.
  private static let plain = GraphVariant("no rule", rules: [])
  private static let variants = [
    GraphVariant.standard, plain, GraphVariant("batches of 1", batchSize: 1),
    GraphVariant("batches of 3, edited", .edited, batchSize: 3),
    GraphVariant("written, no rule", .written, rules: []),
    GraphVariant("two threads, batches of 2", batchSize: 2, threads: 2),
    GraphVariant("indexes", hasIndexes: true),
  ]

  /// A relationship pattern of variable length, which can be written from either end.
  private struct Walk {
    var inside: String
    var direction: PatternChain.Direction
    /// What every relationship must have; reads `a`.
    var properties: String

    init(using random: inout SeededGenerator) {
      let types = random.pick(["", "", ":R", ":R|S", ":!T"])
      let length = random.pick([
        "*", "*0..", "*1..1", "*0..1", "*..2", "*2", "*1..3", "*2..3", "*0..3", "*3", "*2..4",
        "*4", "*3..5", "*0", "*2..",
      ])
      inside = types + length
      direction = random.pick(PatternChain.Direction.allCases)
      properties = random.pick(["", "", "", " {x: 1}", " {x: a.x}", " {x: a.x, y: 2}"])
    }

    func text(_ name: String, isReversed: Bool = false) -> String {
      let body = "[\(name)\(inside)\(properties)]"
      switch (direction, isReversed) {
      case (.either, _): return "-\(body)-"
      case (.right, false), (.left, true): return "-\(body)->"
      case (.left, false), (.right, true): return "<-\(body)-"
      }
    }
  }

  private func rows(_ query: String, _ graph: Graph) throws -> [[Value]]? {
    do {
      return try graph.run(query).all().map(\.values)
    } catch let error as Diagnostic {
      // Some walks take for ever.
      if error.detail == "TimeLimit" || error.detail == "MemoryLimit" { return nil }
      throw CaseFailure("seed \(TestSettings.seed)\n\(error.rendered(in: query))")
    }
  }

  @Test("Random walks on random multigraphs")
  func walks() throws {
    let wanted = TestSettings.count(200)
    var (compared, found, failures) = (0, 0, 0)
    var number: UInt64 = 0
    while compared < wanted, failures < 3 {
      defer { number += 1 }
      var random = SeededGenerator(seed: TestSettings.seed, stream: 61 << 32 + number)
      let contents = RandomGraph(nodes: 5, relationships: 9, using: &random)
      let plain = try Self.plain.graph(of: contents)
      let graphs = try Self.variants.map { ($0.name, try $0.graph(of: contents)) }
      for _ in 0..<3 {
        let walk = Walk(using: &random)
        let (there, back) = (walk.text("r"), walk.text("r", isReversed: true))
        let given = "MATCH (a), (b) WITH a, b"
        // A walk from one end, whose other end is found.
        let single = "MATCH (a) WITH a MATCH"
        let columns = "RETURN a.id, b.id, [e IN r | e.id]"
        let path = "RETURN a.id, b.id, [n IN nodes(p) | n.id], [e IN relationships(p) | e.id]"
        let comparisons = [
          (
            "\(single) (a)\(there)(b) \(columns)",
            [
              "\(given) MATCH (a)\(there)(b) \(columns)",
              "\(given) MATCH (b)\(back)(a) RETURN a.id, b.id, reverse([e IN r | e.id])",
              "MATCH (a) MATCH (b) MATCH (a)\(there)(b) \(columns)",
              "\(given) CALL (a, b) { MATCH (a)\(there)(b) RETURN r } \(columns)",
              "\(given) UNWIND COLLECT { MATCH (a)\(there)(b) RETURN r } AS r \(columns)",
              "\(given) ORDER BY b.id, a.id MATCH (a)\(there)(b) \(columns)",
            ]
          ),
          (
            "\(single) p = (a)\(there)(b) \(path)",
            [
              "\(given) MATCH p = (a)\(there)(b) \(path)",
              "\(given) OPTIONAL MATCH p = (a)\(there)(b) WITH a, b, p WHERE p IS NOT NULL \(path)",
            ]
          ),
          (
            "\(single) (a)\(there)(b) RETURN a.id, b.id, count(*)",
            [
              "\(given) MATCH (a)\(there)(b) RETURN a.id, b.id, count(*)",
              "\(given) ORDER BY a.id MATCH (a)\(there)(b) RETURN a.id, b.id, count(*)",
              "\(given) ORDER BY b.id MATCH (b)\(back)(a) RETURN a.id, b.id, count(*)",
              "\(given) WITH a, b, COUNT { (a)\(there)(b) } AS n WHERE n > 0 RETURN a.id, b.id, n",
              "\(given) OPTIONAL MATCH (a)\(there)(b) WITH a, b, count(r) AS n, count(*) AS m "
                + "WHERE EXISTS { (a)\(walk.text("s"))(b) } RETURN a.id, b.id, m",
            ]
          ),
          (
            "\(single) (a)\(there)(b) RETURN DISTINCT a.id, b.id",
            [
              "\(given) WHERE EXISTS { (a)\(there)(b) } RETURN a.id, b.id",
              "\(given) WHERE (b)\(back)(a) RETURN a.id, b.id".replacing("[r", with: "["),
              "\(given) MATCH (a)\(there)(b) RETURN DISTINCT a.id, b.id",
              "\(given) WITH a, b, EXISTS { (b)\(back)(a) } AS e WHERE e RETURN a.id, b.id",
            ]
          ),
          (
            "\(single) (a)-[q]-(c), (a)\(there)(b) RETURN a.id, b.id, q.id, [e IN r | e.id]",
            [
              "\(given) MATCH (a)-[q]-(c), (a)\(there)(b) "
                + "RETURN a.id, b.id, q.id, [e IN r | e.id]",
              "\(given) MATCH (a)-[q]-() MATCH (a)\(there)(b) WHERE NOT q IN r "
                + "RETURN a.id, b.id, q.id, [e IN r | e.id]",
            ]
          ),
          (
            "\(single) (a)-[q]-(c), (a)\(there)(b) RETURN DISTINCT a.id, b.id",
            [
              "\(given) WHERE EXISTS { (a)-[q]-(c), (a)\(there)(b) } RETURN a.id, b.id"
            ]
          ),
        ]
        for (oneEnded, others) in comparisons {
          guard let expected = try rows(oneEnded, plain).map(Bag.init) else { continue }
          compared += 1
          if expected.count > 0 { found += 1 }
          for query in others {
            for (name, graph) in graphs {
              guard let actual = try rows(query, graph).map(Bag.init), actual != expected
              else { continue }
              failures += 1
              Issue.record(
                """
                DOLEN_SEED=\(TestSettings.seed), graph \(number): \(name) differs
                \(oneEnded)
                \(query)

                \(contents)

                only from one end: \(expected.minus(actual))
                only from both: \(actual.minus(expected))
                """)
              break
            }
          }
        }
      }
    }
    print("Trails between known ends: \(compared) walks, \(found) found something")
    #expect(found * 8 > compared, "most walks find nothing, so they show little")
  }
}
