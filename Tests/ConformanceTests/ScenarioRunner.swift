import Foundation
import GraphEngine
import GraphModel

/// What a scenario expects did not come.
struct ScenarioFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Runs one scenario on a graph of its own and judges it at the strictest level: columns and their
/// order, rows, side effects, and errors by type, phase and detail.
struct ScenarioRunner {
  private let graph = Graph()
  private let graphs: URL
  private var parameters: [String: Value] = [:]
  private var outcome: Outcome?
  private var before: GraphContents?

  /// What came of the last query.
  private enum Outcome {
    case rows(columns: [String], [[TableValue]])
    case error(Diagnostic)
  }

  private init(graphs: URL) { self.graphs = graphs }

  /// Runs `scenario`.
  ///
  /// - Parameter graphs: The folder of the named graphs.
  /// - Throws: What did not come, with the step that expected it.
  static func run(_ scenario: Scenario, graphs: URL) throws {
    var runner = ScenarioRunner(graphs: graphs)
    for step in scenario.steps {
      do {
        try runner.perform(step)
      } catch {
        throw ScenarioFailure(
          """
          \(scenario.id)
          \(step.text)
          \(error)
          \(scenario.steps.compactMap(\.document).joined(separator: "\n--\n"))
          """)
      }
    }
  }

  private mutating func perform(_ step: Scenario.Step) throws {
    switch step.text {
    case "an empty graph", "any graph": break
    case "having executed:": _ = try graph.run(step.document ?? "", parameters: parameters).all()
    case "parameters are:", "parameter values are:": try readParameters(step.table ?? [])
    case "executing query:", "executing control query:": try execute(step.document ?? "")
    case "the result should be empty": try expectNoRows()
    case "no side effects": try expectSideEffects([])
    case "the side effects should be:": try expectSideEffects(step.table ?? [])
    default: try performOther(step)
    }
  }

  private mutating func performOther(_ step: Scenario.Step) throws {
    if let named = step.text.wholeMatch(of: /the (\S+) graph/) {
      try load(String(named.1))
    } else if let procedure = try TableProcedure.procedure(of: step) {
      graph.register(procedure)
    } else if let result = step.text.wholeMatch(
      of: /the result should be(, in any order|, in order)?( \(ignoring element order .*\))?:/)
    {
      try expect(
        step.table ?? [], inOrder: result.1 == ", in order", ignoringElementOrder: result.2 != nil)
    } else if let error = step.text.wholeMatch(
      of: /an? (\w+) should be raised at (compile time|runtime|any time): (\S+)/)
    {
      try expectError(type: error.1, phase: error.2, detail: error.3)
    } else {
      throw ScenarioFailure("there is no such step")
    }
  }

  // MARK: Given and when

  private func load(_ name: String) throws {
    let folder = graphs.appending(path: name)
    let description = try JSONDecoder().decode(
      NamedGraph.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
    for script in description.scripts {
      let text = try String(contentsOf: folder.appending(path: "\(script).cypher"), encoding: .utf8)
      for statement in text.split(separator: ";") where statement.contains(where: \.isLetter) {
        _ = try graph.run(String(statement)).all()
      }
    }
  }

  /// The description of a named graph.
  private struct NamedGraph: Decodable {
    var scripts: [String]
  }

  private mutating func readParameters(_ table: [[String]]) throws {
    for row in table {
      guard row.count == 2, let value = try TableValueReader.value(row[1]).value else {
        throw ScenarioFailure("\(row) is no parameter")
      }
      parameters[row[0]] = value
    }
  }

  private mutating func execute(_ query: String) throws {
    before = try GraphContents(of: graph)
    do {
      let rows = try graph.run(query, parameters: parameters)
      outcome = .rows(
        columns: rows.columns, try rows.all().map { $0.values.map { TableValue($0) } })
    } catch let error as Diagnostic {
      outcome = .error(error)
    }
  }

  // MARK: Then

  private func answer() throws -> (columns: [String], rows: [[TableValue]]) {
    switch outcome {
    case nil: throw ScenarioFailure("no query ran")
    case .error(let error): throw ScenarioFailure("got \(error)")
    case .rows(let columns, let rows): return (columns, rows)
    }
  }

  private func expectNoRows() throws {
    let rows = try answer().rows
    guard rows.isEmpty else { throw ScenarioFailure("got \(rows)") }
  }

  private func expect(
    _ table: [[String]], inOrder: Bool, ignoringElementOrder: Bool
  ) throws {
    let answer = try answer()
    guard let head = table.first, answer.columns == head else {
      throw ScenarioFailure("expected the columns \(table.first ?? []), got \(answer.columns)")
    }
    var expected = try table.dropFirst().map { try $0.map { try TableValueReader.value($0) } }
    var actual = answer.rows
    if ignoringElementOrder {
      expected = expected.map { $0.map(\.withSortedLists) }
      actual = actual.map { $0.map(\.withSortedLists) }
    }
    let agrees =
      inOrder
      ? expected == actual
      : ScenarioRunner.counted(expected) == ScenarioRunner.counted(actual)
    guard agrees else { throw ScenarioFailure("expected \(expected)\ngot \(actual)") }
  }

  private static func counted(_ rows: [[TableValue]]) -> [[TableValue]: Int] {
    Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }

  private func expectSideEffects(_ table: [[String]]) throws {
    _ = try answer()
    var expected: [String: Int] = [:]
    for row in table {
      guard row.count == 2, let count = Int(row[1]) else {
        throw ScenarioFailure("\(row) is no side effect")
      }
      if count != 0 { expected[row[0]] = count }
    }
    let actual = try before.map { try GraphContents(of: graph).changes(since: $0) }
    guard actual == expected else {
      throw ScenarioFailure("expected \(expected), got \(actual ?? [:])")
    }
  }

  private func expectError(type: Substring, phase: Substring, detail: Substring) throws {
    guard case .error(let error) = outcome else {
      throw ScenarioFailure("there was no error, but \(try answer().rows.count) rows")
    }
    let found = error.phase == .compile ? "compile time" : "runtime"
    guard error.type.rawValue == type, phase == "any time" || phase == found,
      detail == "*" || detail == error.detail
    else { throw ScenarioFailure("got \(error.type.rawValue) at \(found): \(error)") }
    guard try before == GraphContents(of: graph) else {
      throw ScenarioFailure("the query failed, but the graph is not as it was")
    }
  }
}
