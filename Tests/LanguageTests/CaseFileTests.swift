import Foundation
import GraphTestKit
import Testing

/// The loader of case files: what it refuses, and that a case which does not hold fails.
@Suite("Case files")
struct CaseFileTests {
  /// The cases of a file with the given text.
  private func cases(_ text: String) throws -> [QueryCase] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "dolen-\(UUID().uuidString).case")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try QueryCase.read(file)
  }

  @Test(
    "A case that does not hold fails",
    arguments: [
      "RETURN 1 AS x\n---- rows\n2",
      "RETURN 1 AS x\n---- rows",
      "RETURN 1 AS x\n---- columns\ny",
      "RETURN 1 AS x\n---- done",
      "RETURN 1 AS x\n---- error SyntaxError at compile time: UndefinedVariable",
      "RETURN y AS x\n---- rows\n1",
      "RETURN y AS x\n---- error TypeError at compile time: UndefinedVariable",
      "RETURN y AS x\n---- error SyntaxError at compile time: UndefinedVariable\nnot said",
      "CREATE ()\n---- counters",
      "UNWIND [1, 2] AS x RETURN x\n---- rows\n2\n1",
      "UNWIND [1, 1] AS x RETURN x\n---- rows, any order\n1",
      "RETURN 1 AS x\n---- warnings\nsomething",
      "RETURN 1 AS x\n---- rows\n1\n---- then\nRETURN 2 AS x\n---- rows\n1",
      "RETURN 1 AS x\n---- surprise",
    ])
  func fails(_ text: String) throws {
    let found = try cases("case one\n\(text)\n")
    #expect(found.count == 1)
    #expect(throws: CaseFailure.self) { try found[0].check() }
  }

  @Test(
    "A file that is not well formed is refused",
    arguments: [
      "", "# only a remark", "case without a query", "case no section\nRETURN 1 AS x",
      "surprise", "case a\nRETURN 1\n---- done\n\ncase a\nRETURN 1\n---- done",
      "case a\nparam x\nRETURN 1\n---- done",
    ])
  func refuses(_ text: String) {
    #expect(throws: CaseFailure.self) { try cases(text) }
  }

  @Test("Graphs, remarks, parameters and several steps are read")
  func reads() throws {
    let found = try cases(
      """
      # A remark.
      graph
      (:A {x: 1})

      case one
      param y = 1 + 1
      MATCH (a:A)
      WHERE a.x < $y

      SET a.x = $y
      ---- done
      ---- counters
      propertiesSet 1
      ---- then
      MATCH (a:A) RETURN a, $y AS y
      ---- columns
      a | y
      ---- rows
      (:A {x: 2}) | 2

      # Another remark.
      graph
      CREATE (:B);
      MATCH (b:B) CREATE (:C);

      case two
      MATCH (n) RETURN n
      ---- rows, any order
      (:C)
      (:B)
      """)
    #expect(found.map(\.name) == ["one", "two"])
    #expect(found.map(\.setup.count) == [1, 2])
    #expect(found[0].steps.map(\.sections.count) == [2, 2])
    for queryCase in found { try queryCase.check() }
  }
}
