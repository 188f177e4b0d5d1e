import Foundation
import Testing

/// The judge of scenarios: each thing that a scenario can expect fails where it does not come.
@Suite("Judging scenarios")
struct JudgeTests {
  /// Runs a scenario of the given steps.
  private func run(_ steps: String) throws {
    let scenarios = try FeatureReader.scenarios(
      of: "Feature: F\n\n  Scenario: one\n\(steps)", file: "test", feature: "F")
    for scenario in scenarios { try ScenarioRunner.run(scenario, graphs: TCKFolder.graphs) }
  }

  private static func query(_ query: String) -> String {
    "Given an empty graph\nWhen executing query:\n  \"\"\"\n  \(query)\n  \"\"\"\n"
  }

  @Test(
    "What comes is accepted",
    arguments: [
      query("RETURN 1 AS a, 1.0 AS b, 'x' AS c")
        + "Then the result should be, in any order:\n | a | b | c |\n | 1 | 1.0 | 'x' |",
      query("UNWIND [2, 1] AS a RETURN a")
        + "Then the result should be, in any order:\n | a |\n | 1 |\n | 2 |",
      query("RETURN [2, 1] AS a")
        + "Then the result should be (ignoring element order for lists):\n | a |\n | [1, 2] |",
      query("CREATE p = (:B:A {k: 1})-[:T]->()<-[:T]-() RETURN p")
        + "Then the result should be, in order:\n"
        + " | p |\n | <(:A:B {k: 1})-[:T]->()<-[:T]-()> |\nAnd the side effects should be:\n"
        + " | +nodes | 3 |\n | +relationships | 2 |\n | +labels | 2 |\n | +properties | 1 |",
      query("RETURN 0.0 / 0.0 AS a, date('2020-01-31') AS b")
        + "Then the result should be, in any order:\n | a | b |\n | NaN | '2020-01-31' |",
      query("RETURN b")
        + "Then a SyntaxError should be raised at compile time: UndefinedVariable",
      query("MATCH (n) RETURN n") + "Then the result should be empty\nAnd no side effects",
    ])
  func accepts(_ steps: String) throws { try run(steps) }

  @Test(
    "What does not come fails",
    arguments: [
      query("RETURN 1 AS a") + "Then the result should be, in any order:\n | a |\n | 2 |",
      query("RETURN 1 AS a") + "Then the result should be, in any order:\n | a |\n | 1.0 |",
      query("RETURN 1 AS a") + "Then the result should be, in any order:\n | b |\n | 1 |",
      query("RETURN 1 AS a") + "Then the result should be, in any order:\n | a |",
      query("RETURN 1 AS a, 2 AS b")
        + "Then the result should be, in any order:\n | b | a |\n | 2 | 1 |",
      query("UNWIND [1, 1] AS a RETURN a")
        + "Then the result should be, in any order:\n | a |\n | 1 |",
      query("UNWIND [2, 1] AS a RETURN a")
        + "Then the result should be, in order:\n | a |\n | 1 |\n | 2 |",
      query("RETURN [2, 1] AS a")
        + "Then the result should be, in any order:\n | a |\n | [1, 2] |",
      query("RETURN 'e\u{301}' AS a")
        + "Then the result should be, in any order:\n | a |\n | '\u{e9}' |",
      query("CREATE p = ()-[:T]->() RETURN p")
        + "Then the result should be, in any order:\n | p |\n | <()<-[:T]-()> |",
      query("CREATE (n:A) RETURN n")
        + "Then the result should be, in any order:\n | n |\n | (:A:B) |",
      query("CREATE (:A)") + "Then the result should be empty\nAnd no side effects",
      query("CREATE (:A)")
        + "Then the result should be empty\nAnd the side effects should be:\n | +nodes | 1 |",
      query("RETURN 1 AS a") + "Then the result should be empty",
      query("RETURN b")
        + "Then a TypeError should be raised at compile time: UndefinedVariable",
      query("RETURN b") + "Then a SyntaxError should be raised at runtime: UndefinedVariable",
      query("RETURN b")
        + "Then a SyntaxError should be raised at compile time: VariableAlreadyBound",
      query("RETURN 1 AS a")
        + "Then a SyntaxError should be raised at compile time: UndefinedVariable",
      query("RETURN 1 AS a") + "Then something else happens",
    ])
  func refuses(_ steps: String) throws {
    #expect(throws: ScenarioFailure.self) { try run(steps) }
  }

  @Test("Outlines, backgrounds and escaped cells are read")
  func reads() throws {
    let scenarios = try FeatureReader.scenarios(
      of: """
        @tag
        Feature: F
          What it is about.

          Background:
            Given any graph

          Scenario Outline: <a> and <b>
            When executing query:
              \"\"\"
                RETURN '<a>' <> 1
              \"\"\"
            Then the result should be, in any order:
              | x        |
              | <b> \\| \\n |

            Examples:
              | a | b |
              | 1 | 2 |
              # A remark.
              | 3 | 4 |

          Scenario: plain
            Then the result should be empty
        """, file: "test", feature: "F")
    #expect(scenarios.map(\.id) == ["F 1 and 2 #1", "F 3 and 4 #2", "F plain"])
    #expect(scenarios[1].steps.map(\.text.first) == ["a", "e", "t"])
    #expect(scenarios[1].steps[1].document == "  RETURN '3' <> 1")
    #expect(scenarios[1].steps[2].table == [["x"], ["4 | \n"]])
  }

  @Test(
    "What is no Gherkin is refused",
    arguments: ["", "Feature: F", "Feature: F\nScenario: s\n  nonsense", "Scenario: s\n | a |"])
  func refusesText(_ text: String) {
    #expect(throws: FeatureReader.Malformed.self) {
      try FeatureReader.scenarios(of: text, file: "test", feature: "F")
    }
  }
}
