import Foundation
import Testing

/// Statements from the command line, scripts and standard input.
@Suite("Batch", .enabled(if: Program.path != nil, "the program is not built"))
struct BatchTests {
  private let program: Program

  init() throws { program = try Program() }

  private func check(
    _ command: String, input: String? = nil, output: String? = nil, errors: String? = nil,
    code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try program.bash(command, input: input)
    #expect(result.code == code, "\(command): \(result.errors)", sourceLocation: sourceLocation)
    if let output {
      #expect(result.output == output, "\(command)", sourceLocation: sourceLocation)
    }
    if let errors {
      #expect(result.errors == errors, "\(command)", sourceLocation: sourceLocation)
    }
    // Off a terminal there are no colours, no banner and no prompt.
    #expect(!result.output.contains("\u{1B}") && !result.errors.contains("\u{1B}"))
    #expect(!result.output.contains("dolen>"))
  }

  @Test("Standard input: the last statement needs no semicolon")
  func standardInput() throws {
    try check("dolen", input: "RETURN 1 AS a; RETURN 2 AS b", output: "a\n1\n\nb\n2\n", errors: "")
    try check("dolen", input: "", output: "", errors: "")
    try check("dolen", input: "// nothing\n", output: "", errors: "")
    try check("echo 'RETURN 1 AS a;' | dolen", output: "a\n1\n")
  }

  @Test("-c and -f are run in the order in which they are written")
  func order() throws {
    try program.write("RETURN 2 AS b;\nRETURN 3 AS c", to: "s.cypher")
    try check(
      "dolen -c 'RETURN 1 AS a' -f s.cypher -c 'RETURN 4 AS d; RETURN 5 AS e'",
      output: "a\n1\n\nb\n2\n\nc\n3\n\nd\n4\n\ne\n5\n")
    try check("dolen -f - -c 'RETURN 2 AS b'", input: "RETURN 1 AS a", output: "a\n1\n\nb\n2\n")
  }

  @Test(
    "Formats",
    arguments: [
      ("csv", "a,b\n1,x\n"), ("json", "[\n{\"a\":1,\"b\":\"x\"}\n]\n"),
      ("jsonl", "{\"a\":1,\"b\":\"x\"}\n"),
      ("table", "┌───┬───┐\n│ a │ b │\n├───┼───┤\n│ 1 │ x │\n└───┴───┘\n1 row\n"),
    ])
  func formats(_ name: String, _ output: String) throws {
    try check("dolen -c \"RETURN 1 AS a, 'x' AS b\" --format \(name)", output: output)
  }

  @Test("Parameters are expressions")
  func parameters() throws {
    try check(
      "dolen -P n=40+2 -P \"t='it''s = x'\" -P m='$n + 1' -c 'RETURN $n AS n, $t AS t, $m AS m'",
      output: "n,t,m\n42,it's = x,43\n")
    try check("dolen -c 'RETURN $n AS n'", output: "", code: 1)
    try check("dolen -P n=1+ -c 'RETURN $n AS n'", output: "", code: 2)
    try check("dolen -P n -c 'RETURN $n AS n'", output: "", code: 2)
    // Each is one expression, not the way into a query of one's own.
    try check("dolen -P 'n=1 AS a, 2' -c 'RETURN $n AS n'", output: "n\n1\n")
  }

  @Test("What changed is said on standard error")
  func counters() throws {
    try check(
      "dolen -c 'CREATE (:A {n: 1})' -c 'MATCH (a:A) DELETE a'", output: "",
      errors: "Nodes created: 1, properties set: 1, labels added: 1\nNodes deleted: 1\n")
  }

  @Test("The first failure ends a batch, with file, line and column")
  func failFast() throws {
    try program.write("RETURN 1 AS a;\n  RETURN x;\nRETURN 2 AS b;\n", to: "s.cypher")
    try check(
      "dolen -f s.cypher -c 'RETURN 3 AS c'", output: "a\n1\n",
      errors: """
        s.cypher:2:10: SyntaxError: Variable 'x' is not defined [UndefinedVariable]
          2 |   RETURN x;
            |          ^
        hint: No variable is known here; bind one in MATCH, UNWIND or WITH.

        """, code: 1)
    let input = try program.bash("dolen", input: "RETURN 1 AS a;\nRETURN x;\nRETURN 2 AS b;")
    #expect(input.errors.hasPrefix("stdin:2:8: SyntaxError"))
    #expect(input.output == "a\n1\n" && input.code == 1)
  }

  @Test("--keep-going goes on, and the exit code still tells")
  func keepGoing() throws {
    try check(
      "dolen --keep-going", input: "RETURN 1 AS a;\nRETURN x;\nRETURN 2 AS b;",
      output: "a\n1\n\nb\n2\n", code: 1)
  }

  @Test(
    "An unfinished statement is an error",
    arguments: [
      "RETURN 'abc", "RETURN (1", "MATCH (n", "RETURN 1 /* x", "RETURN `a",
    ])
  func unfinished(_ text: String) throws {
    try check("dolen", input: text, output: "", code: 1)
  }

  @Test("A transaction that is left open is rolled back, said, and a failure")
  func openTransaction() throws {
    let result = try program.bash("dolen g.dolen --create -c BEGIN -c 'CREATE (:A)'")
    #expect(result.code == 1)
    #expect(result.errors.contains("rolled back"))
    try check("dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'", output: "n\n0\n")
  }

  @Test("After a failure inside a transaction nothing of it is committed")
  func failureInTransaction() throws {
    let script = "BEGIN;\nCREATE (:A);\nRETURN x;\nCREATE (:B);\nCOMMIT;\nCREATE (:C);\n"
    for option in ["", "--keep-going"] {
      let result = try program.bash(
        "rm -f g.dolen; dolen g.dolen --create \(option)", input: script)
      #expect(result.code == 1)
      #expect(result.errors.contains("rolled back"))
      // What follows the lost transaction runs only where the user asked for it.
      try check(
        "dolen g.dolen -c 'MATCH (n) RETURN labels(n) AS l'",
        output: option.isEmpty ? "l\n" : "l\n\"[\"\"C\"\"]\"\n")
    }
  }

  @Test("BEGIN, COMMIT and ROLLBACK in a script")
  func transactions() throws {
    try check(
      "dolen",
      input: "BEGIN; CREATE (:A); ROLLBACK; BEGIN; CREATE (:B); COMMIT; "
        + "MATCH (n) RETURN labels(n)[0] AS l;", output: "l\nB\n")
  }

  @Test("A reader that goes away ends the program quietly")
  func closedPipe() throws {
    let endless = "UNWIND range(1, 10000000) AS x RETURN x"
    for format in ["csv", "json", "jsonl", "table"] {
      try check(
        "dolen --format \(format) -c '\(endless)' | head -n 1 >head; echo ${PIPESTATUS[0]}",
        output: "0\n", errors: "")
    }
    try check("dolen --help | head -n 1 >head; echo ${PIPESTATUS[0]}", output: "0\n", errors: "")
  }

  @Test("A full disk is no silence")
  func fullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let result = try program.bash("dolen -c 'RETURN 1 AS a' >/dev/full")
    #expect(result.code == 4)
    #expect(result.errors.contains("standard output"))
  }

  @Test("A time limit ends a query")
  func timeout() throws {
    let result = try program.bash(
      "dolen --timeout 0.2 -c 'UNWIND range(1, 1000000) AS x "
        + "UNWIND range(1, 1000000) AS y RETURN count(x % 7 = y)'")
    #expect(result.code == 1)
    #expect(result.errors.contains("TimeLimit"))
  }

  @Test("Commands of the shell work in scripts")
  func commands() throws {
    try check(
      "dolen", input: ":param x 7\n:format json\nRETURN $x AS x;\n:quit\nRETURN 2 AS y;",
      output: "[\n{\"x\":7}\n]\n")
    let result = try program.bash("dolen", input: "RETURN 1 AS a;\n:formt csv\n")
    #expect(result.code == 1)
    #expect(
      result.errors == "stdin:2:1: There is no command ':formt'\n"
        + "hint: Did you mean ':format'?\n")
  }

  @Test("A graph's own file is neither read as a script nor written to")
  func ownFile() throws {
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    for command in [":read g.dolen", ":once ./g.dolen", ":export csv g.dolen RETURN 1"] {
      let result = try program.bash("dolen g.dolen -c '\(command)'")
      #expect(result.code != 0 && result.errors.contains("the file of the open graph"))
    }
    try check("dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'", output: "n\n1\n")
  }

  @Test("A snapshot is made, asked, listed and dropped")
  func snapshots() throws {
    try check(
      "dolen g.dolen --create -c \"CREATE (:Study {id: 'a'})\" && dolen snapshot g.dolen make may --note 'a first'",
      output: "Snapshot 'may': nodes 1, relationships 0\n")
    try check("dolen g.dolen -c \"CREATE (:Study {id: 'b'})\"")
    let count = "'MATCH (s:Study) RETURN count(s) AS n'"
    try check("dolen g.dolen --at may -c \(count)", output: "n\n1\n")
    try check("dolen g.dolen -c \(count)", output: "n\n2\n")
    try check(
      "dolen g.dolen",
      input:
        ":at may\nMATCH (s:Study) RETURN count(s) AS n;\n:at\nMATCH (s:Study) RETURN count(s) AS m;",
      output: "n\n1\n\nm\n2\n")
    let listed = try program.bash("dolen snapshot g.dolen")
    #expect(listed.output.contains("may") && listed.output.contains("a first"))
    let other = try program.bash("dolen g.dolen --at mai -c \(count)")
    #expect(other.code != 0 && other.errors.contains("Did you mean 'may'?"))
    let write = try program.bash("dolen g.dolen --at may -c 'CREATE (:Study)'")
    #expect(write.code != 0 && write.errors.contains("reading only"))
    try check("dolen snapshot g.dolen drop may && dolen snapshot g.dolen", code: 0)
    #expect(try program.bash("dolen snapshot g.dolen make").code != 0)
  }
}
