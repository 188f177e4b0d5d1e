import GraphEngine
import GraphTestKit
import Testing

/// Asks the same queries of two graphs that differ in the rules of their plans, and compares bags.
struct RuleComparison {
  /// How many queries were asked.
  private(set) var compared = 0
  /// How many of them found anything.
  private(set) var nonEmpty = 0
  /// What the two graphs are called in a report.
  let names: (plain: String, ruled: String)

  init(plain: String, ruled: String) { names = (plain, ruled) }

  /// How many queries were asked, in words.
  var summary: String {
    "\(compared) queries, \(nonEmpty) with rows, seed \(TestSettings.seed)"
  }

  /// Asks one query, and records an issue where the answers differ.
  mutating func ask(
    _ query: String, plain: Graph, ruled: Graph, contents: @autoclosure () -> String
  ) throws {
    let expected = Bag(try plain.run(query).all().map(\.values))
    let actual = Bag(try ruled.run(query).all().map(\.values))
    compared += 1
    if expected.count > 0 { nonEmpty += 1 }
    guard expected != actual else { return }
    Issue.record(
      """
      DOLEN_SEED=\(TestSettings.seed)
      \(query)

      \(contents())

      only \(names.plain): \(expected.minus(actual))
      only \(names.ruled): \(actual.minus(expected))
      """)
  }
}
