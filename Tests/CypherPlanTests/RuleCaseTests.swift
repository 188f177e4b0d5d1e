import CypherPlan
import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Every rule, and every way to find the first node of a pattern, has a case whose plan shows it, so that
/// none can stop being used unseen.
@Suite("Cases of rules")
struct RuleCaseTests {
  private static let cases = QueryCase.all(in: "Language/plans")

  /// The plans of the steps of a case that state one, by the given rules.
  private func plans(of queryCase: QueryCase, rules: [Rule]) throws -> [String] {
    let graph = Graph()
    for statement in queryCase.setup { _ = try graph.run(statement).all() }
    graph.rules = rules
    return try queryCase.steps.filter { step in
      step.sections.contains { $0.head == "plan" && !$0.lines.isEmpty }
    }.map { step in
      try graph.run(step.query).all().map { "\($0.values[0])" }.joined(separator: "\n")
    }
  }

  @Test(
    "A rule has a file of its name with a case that it changes and one that it leaves",
    arguments: Rule.all.map(\.name))
  func rule(_ name: String) throws {
    let own = Self.cases.filter { $0.file.lastPathComponent == name + ".case" }
    #expect(!own.isEmpty, "Tests/Cases/Language/plans/\(name).case is missing")
    var (changed, left) = (0, 0)
    for queryCase in own {
      let with = try plans(of: queryCase, rules: Rule.all)
      let without = try plans(of: queryCase, rules: Rule.all.filter { $0.name != name })
      #expect(!with.isEmpty, "\(queryCase) states no plan")
      if with == without { left += 1 } else { changed += 1 }
    }
    #expect(changed > 0, "no case shows what \(name) does")
    #expect(left > 0, "no case shows where \(name) does not apply")
  }

  @Test("A file of the folder is of a rule, or of the access paths")
  func files() {
    let known = Set(Rule.all.map { $0.name + ".case" } + ["access-paths.case"])
    #expect(Set(Self.cases.map(\.file.lastPathComponent)) == known)
  }

  /// What a plan says of a seek by each kind of key.
  private static func phrase(_ key: NodeSeek.Key) -> String {
    // A new kind needs a case too.
    switch key {
    case .equal: ") = "
    case .anyOf: ") in "
    case .range: ") >"
    case .prefix: ") starting with "
    case .either: " or "
    }
  }

  private static func phrase(_ source: NodeSeek.Source) -> String {
    switch source {
    case .index: " by index "
    case .identifier: " by identifier "
    }
  }

  @Test("Every way to find a node is in a plan")
  func accessPaths() throws {
    let plans = Self.cases.filter { $0.file.lastPathComponent == "access-paths.case" }
      .flatMap(\.steps).flatMap(\.sections).filter { $0.head == "plan" }
      .map { $0.lines.joined(separator: "\n") }
    #expect(plans.count >= 15 && !plans.contains(""))
    let keys: [NodeSeek.Key] = [
      .equal([]), .range(low: nil, high: nil), .either([]), .anyOf(BoundExpression.placeholder),
      .prefix(BoundExpression.placeholder),
    ]
    let sources: [NodeSeek.Source] = [.index(label: "", keys: []), .identifier]
    let composite = "(x, y)"
    for phrase in keys.map(Self.phrase) + sources.map(Self.phrase) + [
      composite, "Scan (s:", "Scan (n)",
    ] {
      #expect(plans.contains { $0.contains(phrase) }, "no plan has '\(phrase)'")
    }
  }
}

extension BoundExpression {
  /// A value where any will do.
  fileprivate static var placeholder: BoundExpression {
    BoundExpression(.constant(.null), .any, at: SourceSpan(0, 0))
  }
}
