import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// A query has one answer, however the graph is held and the query is planned and run.
@Suite("Equality with itself")
struct EqualityTests {
  @Test("Generated queries over all variants")
  func generated() throws {
    let seed = TestSettings.seed
    let wanted = TestSettings.count(2_000)
    var tally = Tally()
    var number: UInt64 = 0
    while tally.compared < wanted, tally.failures < 3 {
      defer { number += 1 }
      var random = SeededGenerator(seed: seed, stream: number)
      let contents = RandomGraph(nodes: 7, relationships: 11, using: &random)
      // In a small graph most patterns find nothing.
      guard contents.relationships.count > 4 || random.chance(0.2) else { continue }
      let standard = try GraphVariant.standard.graph(of: contents)
      let others = try GraphVariant.others.map { ($0.name, try $0.graph(of: contents)) }
      var generator = LanguageGenerator(random)
      for _ in 0..<20 where tally.failures < 3 {
        let query = generator.query()
        let origin = "DOLEN_SEED=\(seed), graph \(number)"
        compare(query, standard, others, contents, origin, &tally)
      }
    }
    print(
      """
      Equality: \(tally.compared) queries in \(GraphVariant.others.count + 1) ways, \
      \(tally.nonEmpty) with rows, \(tally.refused) refused, seed \(seed)
      """)
    #expect(tally.nonEmpty * 3 > tally.compared, "most queries find nothing, so they show little")
    #expect(tally.refused * 20 < tally.compared, "too many queries are errors")
  }

  /// What was compared.
  private struct Tally {
    var compared = 0
    var nonEmpty = 0
    var refused = 0
    var failures = 0
  }

  /// An answer, or the detail of the error.
  private enum Answer: Equatable, CustomStringConvertible {
    case rows(Bag)
    case error(String)

    var description: String {
      switch self {
      case .rows(let bag): bag.description
      case .error(let message): message
      }
    }
  }

  private func answer(_ query: String, _ graph: Graph) -> Answer {
    do {
      return .rows(Bag(try graph.run(query).all().map(\.values)))
    } catch {
      return .error("\(error)")
    }
  }

  private func compare(
    _ query: String, _ standard: Graph, _ others: [(name: String, graph: Graph)],
    _ contents: RandomGraph, _ origin: String, _ tally: inout Tally
  ) {
    let expected = answer(query, standard)
    switch expected {
    case .error(let message):
      tally.refused += 1
      // A query that takes too long in one way may be quick in another.
      if message.hasPrefix("LimitExceeded") { return }
      Issue.record("\(origin): \(message)\n\(query)\n\n\(contents)")
      tally.failures += 1
      return
    case .rows(let bag):
      tally.compared += 1
      if bag.count > 0 { tally.nonEmpty += 1 }
    }
    // The second run of the same statement takes its plan from the first.
    let runs = [("a second run", standard)] + others
    for (name, graph) in runs {
      let actual = answer(query, graph)
      if case .error(let message) = actual, message.hasPrefix("LimitExceeded") { continue }
      guard actual != expected else { continue }
      tally.failures += 1
      Issue.record(
        """
        \(origin): \(GraphVariant.standard.name) and \(name) differ
        \(query)

        \(contents)

        \(GraphVariant.standard.name):
        \(expected)

        \(name):
        \(actual)
        """)
      return
    }
  }
}
