import Foundation
import Testing

/// What a batch can be asked for beside its statements.
@Suite("Options of a batch", .enabled(if: Program.path != nil, "the program is not built"))
struct BatchOptionTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("--atomic keeps all or nothing")
  func atomic() throws {
    let failing = try program.bash(
      "dolen g.dolen --create --atomic -c 'CREATE (:A)' -c 'CREATE (:B) RETURN x'")
    #expect(failing.code == 1 && failing.errors.contains("rolled back"))
    let count = "dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'"
    #expect(try program.bash(count).output == "n\n0\n")
    let working = try program.bash("dolen g.dolen --atomic -c 'CREATE (:A)' -c 'CREATE (:B)'")
    #expect(working.code == 0, "\(working.errors)")
    #expect(try program.bash(count).output == "n\n2\n")
    let inner = try program.bash("dolen g.dolen --atomic -c 'CREATE (:C)' -c 'COMMIT'")
    #expect(inner.code == 1 && inner.errors.contains("--atomic"))
    #expect(try program.bash(count).output == "n\n2\n")
    #expect(try program.bash("dolen g.dolen --atomic --keep-going -c 'RETURN 1'").code == 2)
  }

  @Test(
    "--safe reaches nothing outside of the graph",
    arguments: [
      ":once x.csv", ":output x.csv", ":once |cat > x.csv", ":export jsonl x.csv", ":read s.cypher",
      ":edit", ":save x", ":backup x.csv", ":import s.cypher", ":use other.dolen",
      ":draw x.svg MATCH (n) RETURN n",
    ])
  func safe(_ command: String) throws {
    try program.write("CREATE (:A);", to: "s.cypher")
    let result = try program.bash(
      "dolen --safe", input: "CREATE (:B);\n\(command)\nMATCH (n) RETURN n;")
    #expect(result.code == 1 && result.errors.contains("--safe"), "\(result.errors)")
    #expect(!program.has("x.csv") && !program.has("x.svg"))
  }

  @Test("--errors json tells failures, warnings and remarks as one object a line")
  func errorsAsJSON() throws {
    try program.write("CREATE (:Study);\nMATCH (s:Stduy)\nRETURN t;\n", to: "s.cypher")
    let result = try program.bash("dolen --errors json -f s.cypher")
    #expect(result.code == 1)
    let records = try result.errors.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(records.count == 2)
    let error = try #require(records.last)
    #expect(error["severity"] as? String == "error" && error["type"] as? String == "SyntaxError")
    #expect(error["code"] as? String == "UndefinedVariable")
    #expect(error["source"] as? String == "s.cypher")
    #expect(error["line"] as? Int == 3 && error["column"] as? Int == 8)
    #expect(error["exitCode"] as? Int == 1)
    let missing = try program.bash("dolen nothing.dolen --errors json -c 'RETURN 1'")
    #expect(missing.code == 4 && missing.errors.hasPrefix("{\"severity\":\"error\""))
    #expect(try program.bash("dolen --errors xml -c 'RETURN 1'").code == 2)
  }

  @Test("A failure of -c has its line and column")
  func place() throws {
    let result = try program.bash("dolen -c 'RETURN 1;\nRETURN x'")
    #expect(result.errors.hasPrefix("-c:2:8: SyntaxError"), "\(result.errors)")
  }

  @Test("Several answers stay parseable")
  func separation() throws {
    for (format, output) in [
      ("json", "[\n{\"a\":1}\n]\n[\n{\"b\":2}\n]\n"), ("jsonl", "{\"a\":1}\n{\"b\":2}\n"),
      ("csv", "a\n1\n\nb\n2\n"), ("list", "1\n2\n".replacing("1\n2", with: "1\n\n2")),
      ("raw", "1\n2\n"),
    ] {
      let result = try program.bash("dolen --format \(format) -c 'RETURN 1 AS a; RETURN 2 AS b'")
      #expect(result.output == output, "\(format)")
    }
  }

  @Test("A parameter that nothing uses is warned of; a saved query refuses one that it has not")
  func unusedParameters() throws {
    let batch = try program.bash("dolen -P facter=1 -P n=2 -c 'RETURN $n AS n'")
    #expect(batch.code == 0 && batch.output == "n\n2\n")
    #expect(batch.errors.contains("$facter") && batch.errors.contains("UnusedParameter"))
    #expect(!batch.errors.contains("$n "))
    let muted = try program.bash(
      "dolen --no-warning UnusedParameter -P facter=1 -c 'RETURN 1 AS n'")
    #expect(muted.errors.isEmpty)
    try program.write(
      "// question: x?\n// param: $factor = 'F1'\nRETURN $factor AS f;\n", to: "Queries/q.cypher")
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    let run = try program.bash("dolen run g.dolen q -P \"facter='F2'\"")
    #expect(run.code == 2 && run.errors.contains("Did you mean '$factor'?"), "\(run.errors)")
    let right = try program.bash("dolen run g.dolen q -P '{\"factor\": \"F2\"}'")
    #expect(right.output == "f\nF2\n", "\(right.errors)")
  }

  @Test("Answers go into commands, and into files in the format of their name")
  func targets() throws {
    let result = try program.bash(
      "dolen --format table",
      input: """
        :once |tr a-z A-Z
        RETURN 'abc' AS x;
        :once out.csv
        RETURN 1 AS a, 'b,c' AS b;
        :output all.jsonl
        RETURN 1 AS a;
        RETURN 2 AS a;
        :output
        RETURN 3 AS a;
        :once |exit 3
        RETURN 4 AS a;
        """)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("│ ABC │") && result.output.contains("│ 3 │"))
    #expect(try program.text("out.csv") == "a,b\n1,\"b,c\"\n")
    #expect(try program.text("all.jsonl") == "{\"a\":1}\n{\"a\":2}\n")
    #expect(result.errors.contains("'|exit 3' ended with 3"))
    let workbook = try program.bash("dolen -c ':once out.xlsx' -c 'RETURN 1 AS a'")
    #expect(workbook.code == 0 && program.has("out.xlsx"), "\(workbook.errors)")
  }

  @Test("A reader of a pipe that has had enough ends its answer, and nothing else")
  func pipeThatEnds() throws {
    let result = try program.bash(
      "dolen", input: ":once |head -n 1\nUNWIND range(1, 300000) AS x RETURN x;\nRETURN 7 AS y;")
    #expect(result.output.contains("x\n") && result.output.hasSuffix("y\n7\n"), "\(result.output)")
  }

  @Test("A mistyped name of a graph makes no file, and the nearest is named")
  func mistypedGraph() throws {
    _ = try program.bash("dolen evidence.dolen --create -c 'CREATE (:A)'")
    let result = try program.bash("dolen evidnce.dolen -c 'CREATE (:A)'")
    #expect(result.code == 4 && result.errors.contains("Did you mean 'evidence.dolen'?"))
    #expect(!program.has("evidnce.dolen"))
  }

  @Test("EXPLAIN and PROFILE as JSON, with what was expected and what came")
  func plans() throws {
    let setup = "UNWIND range(1, 50) AS i CREATE (:A {i: i})-[:R]->(:B)"
    let query = "PROFILE MATCH (a:A)-[:R]->(b:B) WHERE a.i > 40 RETURN b"
    let result = try program.bash("dolen --format json -c '\(setup)' -c '\(query)'")
    let steps = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(steps.count > 2)
    let measured = steps.dropFirst()
    #expect(measured.allSatisfy { $0["estimatedRows"] != nil && $0["rows"] != nil })
    #expect(measured.allSatisfy { $0["microseconds"] != nil && $0["depth"] != nil })
    #expect(measured.contains { $0["rows"] as? Int == 10 })
    let tree = try program.bash("dolen --format table -c '\(setup)' -c '\(query)'")
    #expect(tree.output.contains("[rows 10, ") && tree.output.contains(" rows expected"))
  }

  @Test("--plain draws nothing")
  func plain() throws {
    let result = try program.bash(
      "dolen --plain --format table -c \"RETURN 1 AS a, 'two' AS b\"")
    #expect(result.output == "Row 1\na: 1\nb: two\n1 row\n")
  }

  @Test("--color always colours a pipe, never and auto do not")
  func color() throws {
    func run(_ choice: String) throws -> String {
      try program.bash("dolen --color \(choice) --format table -c 'RETURN 1 AS a'").output
    }
    #expect(try run("always").contains("\u{1B}[1m"))
    #expect(try !run("auto").contains("\u{1B}") && !run("never").contains("\u{1B}"))
    #expect(try program.bash("dolen --color maybe -c 'RETURN 1'").code == 2)
  }

  @Test("The locale chooses the language where nothing else does")
  func locale() throws {
    let welsh = try program.bash("LC_ALL=cy_GB.UTF-8 dolen -c ':formt'")
    #expect(welsh.errors.contains("Nid oes gorchymyn"))
    let english = try program.bash("LC_ALL=cy_GB.UTF-8 DOLEN_LANG=en dolen -c ':formt'")
    #expect(english.errors.contains("There is no command"))
  }
}
