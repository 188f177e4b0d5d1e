import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Parts of a pattern that values tie together are found the same whether each is found anew for each
/// row, as a plan without rules does, or once and joined.
@Suite("Joins by value")
struct ValueJoinTests {
  private static let plain = GraphVariant("no rule", rules: [])
  private static let joined = [
    GraphVariant.standard, GraphVariant("batches of 1", batchSize: 1),
    GraphVariant("batches of 3, edited", .edited, batchSize: 3),
    GraphVariant(sought, hasIndexes: true), GraphVariant("written", .written),
    GraphVariant("two threads", threads: 2),
  ]
  /// Where an index is asked first, other conditions may not be asked at all, or this one though another
  /// would have ruled its row out: which of them raises its error is not said by the language.
  private static let sought = "indexes"

  private enum Answer: Equatable {
    case rows([[Value]])
    case bag(Bag)
    case error(String)

    /// Whether the query took too long, which says nothing.
    var isOfTime: Bool { if case .error("limitExceeded TimeLimit") = self { true } else { false } }

    var isError: Bool { if case .error = self { true } else { false } }
  }

  private func answer(_ query: String, _ graph: Graph, isOrdered: Bool) -> Answer {
    do {
      let rows = try graph.run(query).all().map(\.values)
      return isOrdered ? .rows(rows) : .bag(Bag(rows))
    } catch let error as Diagnostic {
      return .error("\(error.type) \(error.detail)")
    } catch {
      return .error("\(error)")
    }
  }

  /// Asks generated queries of graphs that are held in different ways; gives how many found something,
  /// how many were errors, and how many were planned as a join.
  private func compare(
    _ stream: UInt64, count: Int, isOrdered: Bool = false,
    _ write: (inout ValueJoinGenerator) -> String
  ) throws -> (found: Int, refused: Int, joins: Int) {
    var (found, refused, joins, failures, asked) = (0, 0, 0, 0, 0)
    var number: UInt64 = 0
    while asked < count, failures < 3 {
      defer { number += 1 }
      var generator = ValueJoinGenerator(
        SeededGenerator(seed: TestSettings.seed, stream: stream << 32 + number))
      let contents = generator.graph()
      let plain = try Self.plain.graph(of: contents)
      let others = try Self.joined.map { ($0.name, try $0.graph(of: contents)) }
      for _ in 0..<10 {
        let query = write(&generator)
        asked += 1
        let expected = answer(query, plain, isOrdered: isOrdered)
        if case .error = expected { refused += 1 }
        if case .bag(let bag) = expected, bag.count > 0 { found += 1 }
        if case .rows(let rows) = expected, !rows.isEmpty { found += 1 }
        let plan = try others[0].1.run("EXPLAIN " + query).all()
        if plan.contains(where: { "\($0.values)".contains("Hash join") }) { joins += 1 }
        for (name, graph) in others {
          let actual = answer(query, graph, isOrdered: isOrdered)
          guard actual != expected, !actual.isOfTime, !expected.isOfTime else { continue }
          if name == Self.sought, actual.isError != expected.isError { continue }
          failures += 1
          Issue.record(
            """
            DOLEN_SEED=\(TestSettings.seed), graph \(number): \(name) differs
            \(query)

            \(contents)

            \(Self.plain.name): \(expected)

            \(name): \(actual)
            """)
          break
        }
      }
    }
    return (found, refused, joins)
  }

  @Test("Values of mixed types, and none")
  func mixedValues() throws {
    let count = TestSettings.count(2_000)
    let result = try compare(21, count: count) { $0.query() }
    print("Joins by value: \(count) queries, \(result), seed \(TestSettings.seed)")
    #expect(result.found * 3 > count, "most queries find nothing, so they show little")
    #expect(result.joins * 3 > count, "few queries are planned as a join")
    #expect(result.refused * 20 < count, "too many queries are errors")
  }

  @Test("Keys that raise errors")
  func errors() throws {
    let count = TestSettings.count(1_000)
    let result = try compare(22, count: count) { $0.query(mayRaise: true) }
    print("Joins by value with errors: \(count) queries, \(result), seed \(TestSettings.seed)")
    #expect(result.refused * 8 > count, "few queries are errors")
    #expect(result.found * 8 > count, "few queries find something")
  }

  @Test("Rows stay in order")
  func order() throws {
    let count = TestSettings.count(1_000)
    let result = try compare(23, count: count, isOrdered: true) { $0.orderedQuery() }
    print("Joins by value in order: \(count) queries, \(result), seed \(TestSettings.seed)")
    #expect(result.joins * 2 > count, "few queries are planned as a join")
  }

  @Test("Lone nodes that are merged")
  func merging() throws {
    let count = TestSettings.count(300)
    var failures = 0
    for number in 0..<UInt64(count) where failures < 3 {
      var generator = ValueJoinGenerator(
        SeededGenerator(seed: TestSettings.seed, stream: 24 << 32 + number))
      let contents = generator.graph()
      let query = generator.merging()
      let expected = answer(query, try Self.plain.graph(of: contents), isOrdered: false)
      for variant in Self.joined {
        let actual = answer(query, try variant.graph(of: contents), isOrdered: false)
        guard actual != expected else { continue }
        failures += 1
        Issue.record(
          """
          DOLEN_SEED=\(TestSettings.seed), graph \(number): \(variant.name) differs
          \(query)

          \(contents)

          \(Self.plain.name): \(expected)

          \(variant.name): \(actual)
          """)
        break
      }
    }
  }
}
