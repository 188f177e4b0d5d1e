import CypherFunctions
import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Functions and procedures of plugins, as queries call them.
@Suite(.serialized, .enabled(if: Interpreter.python)) struct RoutineTests {
  static let kinds = """
    {"kind": "function", "name": "slug", "summary": "A slug",
     "parameters": [{"name": "text", "type": "STRING"}, {"name": "most", "type": "INTEGER", "optional": true}],
     "returns": "STRING", "deterministic": true},
    {"kind": "function", "name": "half", "summary": "Half of a number",
     "parameters": [{"name": "number", "type": "FLOAT"}], "returns": "FLOAT"},
    {"kind": "function", "name": "told", "summary": "What it is told",
     "parameters": [{"name": "value", "type": "ANY"}], "returns": "STRING", "nulls": "pass"},
    {"kind": "function", "name": "pid", "summary": "The number of the process",
     "parameters": [{"name": "value", "type": "ANY"}], "returns": "INTEGER"},
    {"kind": "procedure", "name": "count", "summary": "Numbers up to one",
     "parameters": [{"name": "most", "type": "INTEGER"}],
     "columns": [{"name": "n", "type": "INTEGER"}, {"name": "word", "type": "STRING"}],
     "deterministic": true}
    """

  static func manifest(_ kinds: String = RoutineTests.kinds) -> String {
    """
    {"name": "tri-al", "version": "1.2", "protocol": [1], "command": ["python3", "main.py"],
     "kinds": [\(kinds)]}
    """
  }

  static let program = """
    import json, os, sys


    def say(**message):
        print(json.dumps(message))


    sys.stdin.readline()
    say(type="hello", protocol=1)
    batches = 0
    for line in sys.stdin:
        call = json.loads(line)
        name, number, rows = call["name"], call["call"], call["rows"]
        batches += 1
        if name == "count":
            given = 0
            for row, (most,) in enumerate(rows, 1):
                for n in range(1, most + 1):
                    if n % 2:
                        say(type="row", row=row, values=[n, "odd"])
                    else:
                        say(type="rows", row=row, rows=[{"n": n}])
                    given += 1
            say(type="done", call=number, rows=given)
            continue
        values = []
        for row, arguments in enumerate(rows, 1):
            if arguments[0] == "bad":
                say(type="error", call=number, row=row, message="No slug of 'bad'", hint="Say good")
                break
            if name == "slug":
                text = arguments[0].lower().replace(" ", "-")
                values.append(text[:arguments[1]] if len(arguments) > 1 else text)
            elif name == "half":
                values.append(arguments[0] / 2)
            elif name == "told":
                values.append(f"{batches} {len(rows)} " + json.dumps(arguments[0], sort_keys=True))
            else:
                values.append(os.getpid())
        else:
            say(type="result", call=number, values=values)

    """

  /// A graph that can call the plugin.
  private func with<R>(
    _ program: String = RoutineTests.program, _ manifest: String = RoutineTests.manifest(),
    trusted: Bool = true,
    _ body: (PluginFolder, Graph) throws -> R
  ) throws -> R {
    try PluginFolder.with(
      ["plugin.json": manifest, "main.py": program], trusted: false
    ) { folder in
      var folder = folder
      folder.limits.idleSeconds = 20
      let plugin = try #require(PluginCatalog(folder.environment).plugins.first)
      if trusted {
        var store = try TrustStore(folder.environment)
        try store.trust(plugin, version: "1.2")
      }
      let graph = Graph()
      folder.host.offerFunctions(to: graph)
      let result = try body(folder, graph)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.root)/tmp") == [])
      return result
    }
  }

  private func values(_ graph: Graph, _ query: String) throws -> [[Value]] {
    let rows = try graph.run(query)
    var all: [[Value]] = []
    while let row = try rows.next() { all.append(row.values) }
    return all
  }

  private func failure(_ graph: Graph, _ query: String) -> Diagnostic? {
    #expect(throws: Diagnostic.self) { _ = try values(graph, query) }
  }

  @Test func aFunctionIsCalledLikeOneThatIsBuiltIn() throws {
    try with { _, graph throws in
      #expect(
        try values(
          graph, "UNWIND ['A b', null, 'C'] AS t RETURN tri_al.slug(t), TRI_AL.Slug(t, 2)")
          == [["a-b", "a-"], [.null, .null], ["c", "c"]])
      #expect(try values(graph, "RETURN tri_al.half(3), tri_al.half(2.5)") == [[1.5, 1.25]])
      _ = try graph.run("UNWIND range(1, 5) AS i CREATE (:A {i: i, name: 'N ' + i})")
      #expect(
        try values(
          graph, "MATCH (a:A) WHERE tri_al.slug(a.name) > 'n-3' RETURN collect(tri_al.slug(a.name))"
        ) == [[["n-4", "n-5"]]])
      _ = try graph.run("MATCH (a:A) SET a.slug = tri_al.slug(a.name)")
      #expect(try values(graph, "MATCH (a:A {slug: 'n-2'}) RETURN a.i") == [[2]])
    }
  }

  @Test func manyRowsAreOneMessage() throws {
    try with { _, graph throws in
      // The second message has what is left.
      let answers = try values(
        graph, "UNWIND range(1, 1500) AS i RETURN DISTINCT left(tri_al.told(i), 6)")
      #expect(Set(answers.map { $0[0] }) == ["1 1024", "2 476 "])
    }
  }

  @Test func nullsArePassedWhereThatIsSaid() throws {
    try with { _, graph throws in
      #expect(try values(graph, "RETURN tri_al.told(null)") == [["1 1 null"]])
      #expect(try values(graph, "CALL tri_al.count(null) YIELD n RETURN count(n)") == [[0]])
    }
  }

  @Test func elementsComeWithWhatIsInThem() throws {
    try with { _, graph throws in
      _ = try graph.run("CREATE (:A {i: 1})-[:T {w: date('2020-01-31')}]->(:B)")
      #expect(
        try values(graph, "MATCH (a:A)-[r]->() RETURN tri_al.told([a, r])") == [
          [
            .string(
              "1 1 [{\"$node\": {\"id\": 0, \"labels\": [\"A\"], \"props\": {\"i\": 1}}}, "
                + "{\"$rel\": {\"end\": 1, \"id\": 0, \"props\": {\"w\": {\"$date\": \"2020-01-31\"}}, "
                + "\"start\": 0, \"type\": \"T\"}}]")
          ]
        ])
    }
  }

  @Test func aProcedureGivesRows() throws {
    try with { _, graph throws in
      #expect(
        try values(graph, "CALL tri_al.count(3)") == [[1, "odd"], [2, .null], [3, "odd"]])
      #expect(
        try values(
          graph, "UNWIND [2, 0, 1] AS m CALL tri_al.count(m) YIELD n AS x RETURN m, collect(x)"
        ) == [[2, [1, 2]], [1, [1]]])
      // A call within rows of another one has a process of its own.
      #expect(
        try values(
          graph,
          "CALL tri_al.count(3) YIELD n CALL tri_al.count(n) YIELD n AS m RETURN count(*), sum(m)"
        ) == [[6, 10]])
      #expect(
        try values(
          graph, "UNWIND range(1, 3000) AS i CALL tri_al.count(i % 3) YIELD n RETURN count(*)")
          == [[3000]])
    }
  }

  @Test func rowsThatNobodyWantsAreNotWaitedFor() throws {
    try with { _, graph throws in
      let start = ContinuousClock.now
      #expect(
        try values(graph, "CALL tri_al.count(1000000000000) YIELD n RETURN n LIMIT 3").count == 3)
      #expect(ContinuousClock.now - start < .seconds(30))
    }
  }

  @Test func oneProcessServesAStatement() throws {
    try with { _, graph throws in
      let one = "UNWIND range(1, 9) AS i WITH tri_al.pid(i) AS p RETURN count(DISTINCT p), min(p)"
      let first = try values(graph, one)
      #expect(first[0][0] == 1)
      #expect(try values(graph, one)[0][1] != first[0][1])
    }
  }

  @Test func whatIsWrongWithARowIsToldWithTheRow() throws {
    try with { _, graph throws in
      let error = failure(graph, "UNWIND ['a', 'bad'] AS t RETURN tri_al.slug(t)")
      #expect(error?.detail == "PluginError")
      #expect(
        error?.message == "tri_al.slug('bad') failed: No slug of 'bad' "
          + "(row 2 of 2 that were asked for at once)")
      #expect(error?.hint == "Say good")
      let type = failure(graph, "UNWIND [1] AS t RETURN tri_al.slug(t)")
      #expect(type?.message == "tri_al.slug() expects a value of type STRING as text, not Integer")
    }
  }

  @Test func theBinderKnowsThemWithoutRunningAnything() throws {
    try with("import sys; open('ran', 'w'); sys.exit(3)", trusted: false) { _, graph throws in
      for (query, detail) in [
        ("RETURN tri_al.slug(1)", "InvalidArgumentType"),
        ("RETURN tri_al.slug()", "InvalidNumberOfArguments"),
        ("RETURN tri_al.slugg('a')", "UnknownFunction"),
        ("CALL tri_al.count('a')", "InvalidArgumentType"),
        ("CALL tri_al.count(1) YIELD m RETURN m", "UndefinedVariable"),
        ("RETURN collect(tri_al.pid(1))", "NonConstantExpression"),
      ] {
        let error = failure(graph, query)
        #expect(error?.detail == detail, "\(query)")
        #expect(error?.phase == .compile)
      }
      #expect(failure(graph, "RETURN tri_al.slugg('a')")?.hint == "Did you mean 'tri_al.slug'?")
      let plan = try values(
        graph, "EXPLAIN UNWIND ['a'] AS t CALL tri_al.count(1) YIELD n RETURN tri_al.slug(t)")
      let text = plan.map { $0[0].cypherText }.joined(separator: "\n")
      #expect(text.contains("tri_al.count is answered by plugin tri-al 1.2"))
      #expect(text.contains("tri_al.slug() is answered by plugin tri-al 1.2"))
      #expect(graph.catalog.names.contains("tri_al.slug"))
      #expect(graph.catalog.procedureNames.contains("tri_al.count"))
      let untrusted = failure(graph, "RETURN tri_al.slug('a')")
      #expect(untrusted?.message.contains("is not trusted, and was not run") == true)
    }
  }

  @Test func whatWasChangedIsNotRun() throws {
    try with { folder, graph throws in
      #expect(try values(graph, "RETURN tri_al.slug('A')") == [["a"]])
      try folder.write("print('ha')", to: "main.py")
      let error = failure(graph, "RETURN tri_al.slug('A')")
      #expect(error?.detail == "PluginFault")
      #expect(error?.message.contains("was changed since it was trusted") == true)
      #expect(error?.message.contains("main.py was changed") == true)
    }
  }

  @Test func anotherSignatureIsSeenAtOnceWhileUnderWork() throws {
    try with { folder, graph throws in
      var store = try TrustStore(folder.environment)
      let plugin = try #require(PluginCatalog(folder.environment).plugins.first)
      try store.trust(plugin, version: "1.2", isUnderWork: true)
      #expect(try values(graph, "RETURN tri_al.slug('A')") == [["a"]])
      let changed = Self.kinds.replacing("\"slug\"", with: "\"short\"")
      try folder.write(Self.manifest(changed), to: "plugin.json")
      #expect(failure(graph, "RETURN tri_al.slug('A')")?.detail == "UnknownFunction")
      // The program does not know it yet, and answers something else.
      #expect(failure(graph, "RETURN tri_al.short('A')")?.detail == "PluginFault")
    }
  }

  @Test(
    "A manifest that cannot be meant is refused, with its place",
    arguments: [
      (
        #"{"kind": "procedure", "name": "p", "summary": "s", "parameters": [], "columns": [{"name": "a", "type": "ANY"}], "writes": true}"#,
        "'writes' is true, and a plugin does not write to the graph"
      ),
      (
        #"{"kind": "function", "name": "a-b", "summary": "s", "parameters": [], "returns": "ANY"}"#,
        "'name' cannot be 'a-b'"
      ),
      (
        #"{"kind": "function", "name": "a", "summary": "s", "parameters": [], "returns": "STING"}"#,
        "'returns' is no type: 'STING'"
      ),
      (
        #"{"kind": "function", "name": "a", "summary": "s", "parameters": [], "returns": "NODE"}"#,
        "only the graph has nodes"
      ),
      (
        #"{"kind": "function", "name": "a", "summary": "s", "returns": "ANY"}"#,
        "'parameters' is missing"
      ),
      (
        #"{"kind": "procedure", "name": "p", "summary": "s", "parameters": [], "columns": []}"#,
        "'columns' is empty"
      ),
      (
        #"{"kind": "function", "name": "a", "summary": "s", "parameters": [], "returns": "ANY", "examples": [{"arguments": [1]}]}"#,
        "'arguments' has 1, and 0 are taken"
      ),
    ])
  func manifests(_ kind: String, _ expected: String) throws {
    try with("", Self.manifest(kind), trusted: false) { _, graph throws in
      // Of a manifest that cannot be read, the folder is the name.
      let error = failure(graph, "RETURN trial.a()")
      #expect(error?.detail == "UnknownFunction")
      #expect(error?.hint?.contains(expected) == true, "\(error?.hint ?? "no hint")")
    }
  }

  @Test func aStatementCanBeBrokenOff() throws {
    let script = """
      import json, sys, time
      sys.stdin.readline()
      print('{"type":"hello","protocol":1}', flush=True)
      sys.stdin.readline()
      time.sleep(1000)
      """
    try with(script) { folder, graph throws in
      var limits = graph.limits
      limits.time = .milliseconds(1_500)
      graph.limits = limits
      let error = failure(graph, "RETURN tri_al.slug('a')")
      #expect(error?.type == .limitExceeded, "\(error?.message ?? "")")
    }
  }
}
