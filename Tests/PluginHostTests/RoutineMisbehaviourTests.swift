import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Functions and procedures that do what they should not: each is caught, and the statement is taken back.
@Suite(.serialized, .enabled(if: Interpreter.bash)) struct RoutineMisbehaviourTests {
  struct Deed: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var expected: String
    var testDescription: String { name }
  }

  static let greeting = """
    read -r hello
    echo '{"type":"hello","protocol":1}'
    read -r call

    """

  static let functions = [
    Deed(
      name: "ends at once", script: "exit 0",
      expected: "ended with exit code 0 before it answered trial.f(), after 0 lines"),
    Deed(
      name: "does not greet", script: "echo '{\"type\":\"result\"}'",
      expected: "did not begin with 'hello'"),
    Deed(
      name: "greets twice", script: greeting + "echo '{\"type\":\"hello\",\"protocol\":1}'",
      expected: "greeted a second time (line 2 of its output)"),
    Deed(
      name: "dies by a signal",
      script: greeting + "echo 'Traceback: oh' >&2; kill -SEGV $$; sleep 1",
      expected: "was ended by signal 11"),
    Deed(
      name: "answers too few",
      script: greeting
        + "echo '{\"type\":\"result\",\"call\":1,\"values\":[\"a\"]}'",
      expected: "answered 2 rows with 1 value"),
    Deed(
      name: "answers too many",
      script: greeting
        + "echo '{\"type\":\"result\",\"call\":1,\"values\":[\"a\",\"b\",\"c\"]}'",
      expected: "answered 2 rows with 3 values"),
    Deed(
      name: "answers another call",
      script: greeting
        + "echo '{\"type\":\"result\",\"call\":2,\"values\":[\"a\",\"b\"]}'",
      expected: "answered another call than number 1"),
    Deed(
      name: "answers with another type",
      script: greeting
        + "echo '{\"type\":\"result\",\"call\":1,\"values\":[1,2]}'",
      expected: "answered 1, a value of type Integer, where trial.f() is of type STRING"),
    Deed(
      name: "answers with rows", script: greeting + "echo '{\"type\":\"done\",\"call\":1}'",
      expected: "answered a function with 'done'"),
    Deed(
      name: "writes to the graph",
      script: greeting + "echo '{\"type\":\"node\",\"labels\":[\"A\"]}'",
      expected: "tried to write to the graph, and a procedure only answers with rows"),
    Deed(
      name: "prints garbage", script: greeting + "echo 'Loading a library'",
      expected: "wrote a line that is no message"),
    Deed(
      name: "reports a row that there is not",
      script: greeting
        + "echo '{\"type\":\"error\",\"row\":3,\"message\":\"x\"}'",
      expected: "reported an error of row 3, and there are 2"),
    Deed(
      name: "writes one endless line", script: greeting + "tr '\\0' 'x' < /dev/zero",
      expected: "wrote a line that is longer than 100000 bytes"),
    Deed(
      name: "writes endless messages", script: greeting + "yes '{\"type\":\"progress\"}'",
      expected: "wrote more than 50000 lines"),
    Deed(
      name: "hangs", script: greeting + "sleep 1000", expected: "did nothing for 1 s, and was ended"
    ),
    Deed(
      name: "leaves a child that holds its output", script: greeting + "sleep 1000 & exit 0",
      expected: "ended with exit code 0 before it answered trial.f()"),
  ]

  static let procedures = [
    Deed(
      name: "counts other than it wrote",
      script: greeting
        + "echo '{\"type\":\"row\",\"row\":1,\"values\":[\"a\"]}'; "
        + "echo '{\"type\":\"done\",\"call\":1,\"rows\":2}'",
      expected: "says in 'done' that it has 2 rows, and 1 came"),
    Deed(
      name: "does not count", script: greeting + "echo '{\"type\":\"done\",\"call\":1}'",
      expected: "says in 'done' that it has no number of rows"),
    Deed(
      name: "writes a row of nothing",
      script: greeting
        + "echo '{\"type\":\"row\",\"row\":3,\"values\":[\"a\"]}'",
      expected: "does not say which of the 2 rows of arguments it answers"),
    Deed(
      name: "writes a row that is too long",
      script: greeting
        + "echo '{\"type\":\"row\",\"row\":1,\"values\":[\"a\",\"b\"]}'",
      expected: "wrote a row that does not have 1 value"),
    Deed(
      name: "writes another column",
      script: greeting
        + "echo '{\"type\":\"row\",\"row\":1,\"values\":{\"y\":\"a\"}}'",
      expected: "wrote a row with a column 'y'"),
    Deed(
      name: "ends in the middle",
      script: greeting
        + "echo '{\"type\":\"row\",\"row\":1,\"values\":[\"a\"]}'",
      expected: "ended with exit code 0 before it answered trial.p()"),
    Deed(
      name: "answers with a result",
      script: greeting
        + "echo '{\"type\":\"result\",\"call\":1,\"values\":[]}'",
      expected: "answered a procedure with 'result'"),
    Deed(
      name: "gives rows without end",
      script: greeting
        + "yes '{\"type\":\"row\",\"row\":1,\"values\":[\"a\"]}'",
      expected: "wrote more than 50000 lines"),
  ]

  private static let manifest = """
    {"name": "trial", "version": "1.2", "protocol": [1], "command": ["bash", "main.sh"], "kinds": [
      {"kind": "function", "name": "f", "summary": "s", "returns": "STRING",
       "parameters": [{"name": "x", "type": "ANY"}]},
      {"kind": "procedure", "name": "p", "summary": "s", "columns": [{"name": "x", "type": "STRING"}],
       "parameters": [{"name": "x", "type": "ANY"}]}]}
    """

  private func check(_ deed: Deed, _ query: String) throws {
    let files = ["plugin.json": Self.manifest, "main.sh": deed.script]
    try PluginFolder.with(files) { folder throws in
      var folder = folder
      folder.limits.idleSeconds = 1
      folder.limits.lineLength = 100_000
      folder.limits.messages = 50_000
      folder.limits.graceSeconds = 0.5
      let graph = Graph()
      folder.host.offerFunctions(to: graph)
      let start = ContinuousClock.now
      let error = #expect(throws: Diagnostic.self) {
        let rows = try graph.run(query)
        while try rows.next() != nil {}
      }
      #expect(ContinuousClock.now - start < .seconds(60))
      #expect(error?.message.contains(deed.expected) == true, "\(error?.message ?? "nothing")")
      #expect(graph.statistics.nodeCount == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.root)/tmp") == [])
    }
  }

  @Test("A function that misbehaves is caught", arguments: functions)
  func function(_ deed: Deed) throws {
    try check(deed, "UNWIND [1, 2] AS i CREATE (:A) WITH i RETURN trial.f(i)")
  }

  @Test("A procedure that misbehaves is caught", arguments: procedures)
  func procedure(_ deed: Deed) throws {
    try check(deed, "UNWIND [1, 2] AS i CREATE (:A) WITH i CALL trial.p(i) YIELD x RETURN x")
  }
}
