import CypherFunctions
import GraphEngine
import GraphModel
import PluginKit
import Subprocesses
import WordCatalog

/// What every function and procedure of a plugin must stand: its examples, alone and many at once, the
/// same answers twice where it says so, nulls, hostile texts, and a statement that wants one row only.
struct RoutineTrial {
  private let caller: RoutineCaller
  private let graph = Graph()

  private var routine: PluginManifest.Routine { caller.routine }

  init(_ caller: RoutineCaller) {
    self.caller = caller
    let caller = caller
    graph.lookForFunctions {
      var found = FoundFunctions()
      switch caller.routine.kind {
      case .function: found.functions = [caller.function]
      case .procedure: found.procedures = [caller.procedure]
      }
      return found
    }
  }

  /// Tries all.
  ///
  /// - Throws: `OptionError` where there are no examples.
  func run() throws -> [PluginTrial.Result] {
    guard !routine.examples.isEmpty else {
      throw OptionError(
        "'\(caller.name)' has no examples to be tried with",
        hint: "Write \"examples\": [{\"arguments\": […]}] in plugin.json, with what comes of it")
    }
    var results: [PluginTrial.Result] = []
    for (index, example) in routine.examples.enumerated() {
      results.append(
        trial("example \(index + 1)") {
          let answers = try self.answers(to: [example.arguments])
          if let expected = example.result, expected != answers {
            throw TrialFailure(
              "It answered \(answers.cypherText), and its example says \(expected.cypherText)")
          }
          return EscapedLine.text(of: answers.cypherText.utf8, limit: 60)
        })
    }
    let first = routine.examples[0].arguments
    results += [
      trial("1,500 rows at once") {
        let one = try answers(to: [first])
        let many = try answers(to: Array(repeating: first, count: 1_500))
        guard !routine.isDeterministic || many == repeated(one, 1_500) else {
          throw TrialFailure("Many rows at once have other answers than one row alone")
        }
        return "as one alone"
      },
      trial("no rows") {
        _ = try answers(to: [])
        return "nothing"
      },
      trial("a null") {
        try failing { first.isEmpty ? [] : [Value.null] + first.dropFirst() }
      },
      trial("hostile texts") {
        for text in HostileText.all {
          _ = try failing { first.map { if case .text = $0 { Value.string(text) } else { $0 } } }
        }
        return "answered, or refused"
      },
      trial("one row, and no more") {
        Words.english.rows(try count(of: [first, first], limit: 1))
      },
    ]
    return results
  }

  private func trial(_ name: String, _ body: () throws -> String) -> PluginTrial.Result {
    PluginTrial.Result("\(caller.name), \(name)", body)
  }

  /// Calls it with arguments that it may refuse in its answer, but not by falling ill.
  private func failing(_ arguments: () -> [Value]) throws -> String {
    do {
      _ = try answers(to: [arguments()])
      return "answered"
    } catch let error as Diagnostic where error.detail == "PluginError" {
      return "refused: \(error.message)"
    }
  }

  private func repeated(_ value: Value, _ count: Int) -> Value {
    if case .list(let rows) = value, routine.kind == .procedure {
      return .list((0..<count).flatMap { _ in rows })
    }
    return .list(Array(repeating: value, count: count))
  }

  /// A query that calls it with so many arguments, those of the rows of `$rows`.
  private func query(_ width: Int, _ limit: String = "") -> String {
    let arguments = (0..<width).map { "r[\($0)]" }.joined(separator: ", ")
    let columns = routine.results.map { "`\($0.name)`" }.joined(separator: ", ")
    return routine.kind == .function
      ? "UNWIND $rows AS r RETURN \(caller.name)(\(arguments)) AS result \(limit)"
      : "UNWIND $rows AS r CALL \(caller.name)(\(arguments)) YIELD \(columns) "
        + "RETURN \(columns) \(limit)"
  }

  /// The answers to rows of arguments: of a function for one row, its value; otherwise a list.
  private func answers(to rows: [[Value]]) throws -> Value {
    var answers: [Value] = []
    let width = rows.first?.count ?? routine.examples[0].arguments.count
    let result = try graph.run(
      query(width), parameters: ["rows": .list(rows.map { Value.list($0) })])
    while let row = try result.next() {
      answers.append(routine.kind == .function ? row.values[0] : .list(row.values))
    }
    return routine.kind == .function && rows.count == 1 ? answers[0] : .list(answers)
  }

  private func count(of rows: [[Value]], limit: Int) throws -> Int {
    let result = try graph.run(
      query(rows[0].count, "LIMIT \(limit)"),
      parameters: ["rows": .list(rows.map { Value.list($0) })])
    var count = 0
    while try result.next() != nil { count += 1 }
    return count
  }
}
