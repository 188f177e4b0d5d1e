import Foundation
import Testing

/// The file that comes first: missing, made, read only, foreign, called like a command.
@Suite("Files and usage", .enabled(if: Program.path != nil, "the program is not built"))
struct FileTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("A file that is missing is not made by accident")
  func missing() throws {
    for command in [
      "dolen g.dolen -c 'RETURN 1'", "dolen g.dolen --read-only -c 'RETURN 1'",
      "dolen check g.dolen", "dolen export g.dolen out.jsonl", "dolen run g.dolen x",
      "dolen pipe g.dolen", "dolen backup g.dolen copy.dolen", "dolen compact g.dolen",
    ] {
      let result = try program.bash(command)
      #expect(result.code == 4, "\(command)")
      #expect(result.errors.contains("There is no file 'g.dolen'"), "\(command)")
      #expect(!program.has("g.dolen"), "\(command)")
    }
  }

  @Test("A file that was meant to be a command gets a hint")
  func commandMisspelt() throws {
    let result = try program.bash("dolen formts -c 'RETURN 1'")
    #expect(result.code == 4)
    #expect(result.errors.contains("Did you mean 'formats'?"))
  }

  @Test("--create makes it, and what was written is there next time")
  func create() throws {
    #expect(try program.bash("dolen g.dolen --create -c 'CREATE (:A {n: 1})'").code == 0)
    let result = try program.bash("dolen g.dolen -c 'MATCH (a:A) RETURN a.n AS n'")
    #expect(result.output == "n\n1\n")
    #expect(!program.has("g.dolen-wal"))
  }

  @Test("--read-only refuses to write")
  func readOnly() throws {
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    let result = try program.bash("dolen g.dolen --read-only -c 'CREATE (:B)'")
    #expect(result.code == 1 || result.code == 4)
    #expect(result.errors.contains("reading only"))
    #expect(
      try program.bash("dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'").output == "n\n1\n")
  }

  @Test("A file that is no graph is left as it is")
  func foreign() throws {
    try program.write("not a graph, but a text of some length\n", to: "notes.txt")
    for command in ["dolen notes.txt -c 'RETURN 1'", "dolen notes.txt --create -c 'RETURN 1'"] {
      #expect(try program.bash(command).code == 4)
    }
    #expect(try program.text("notes.txt") == "not a graph, but a text of some length\n")
  }

  @Test("A file called like a command is written with its folder")
  func calledLikeACommand() throws {
    #expect(try program.bash("dolen ./run --create -c 'CREATE (:A)'").code == 0)
    #expect(try program.bash("dolen ./run -c 'MATCH (n) RETURN count(n) AS n'").output == "n\n1\n")
  }

  @Test(
    "Wrong usage is 2, on standard error",
    arguments: [
      "--no-such-option", "a b", "--format xml", "-P novalue -c 'RETURN 1'", "run", "import",
      "export g.dolen", "export g.dolen a -o b", "help nonsense", "--create", "--timeout -1",
      "--memory 0", "g.dolen --create --read-only", "pipe g.dolen --testing", "--timeout nan",
    ])
  func usage(_ arguments: String) throws {
    let result = try program.bash("dolen \(arguments)")
    #expect(result.code == 2, "\(result.errors)")
    #expect(result.output == "" && !result.errors.isEmpty)
  }

  @Test("Help names every option and command, on standard output")
  func help() throws {
    for arguments in ["--help", "-h", "help"] {
      let result = try program.bash("dolen \(arguments)")
      #expect(result.code == 0 && result.errors == "")
      for word in [
        "--command", "--file", "--format", "--param", "--timeout", "--memory", "--queries",
        "--no-color", "--create", "--read-only", "--keep-going", "--version", "import", "export",
        "run", "queries", "formats", "check", "backup", "compact", "pipe", "Examples:",
        "Exit codes:",
      ] {
        #expect(result.output.contains(word), "\(arguments): \(word)")
      }
    }
    for command in [
      "import", "export", "run", "queries", "formats", "check", "backup", "compact", "pipe",
    ] {
      let result = try program.bash("dolen \(command) --help")
      #expect(result.code == 0 && result.output.contains("USAGE: dolen \(command)"))
      #expect(try program.bash("dolen help \(command)").output == result.output)
    }
  }

  @Test("The version is one line")
  func version() throws {
    let result = try program.bash("dolen --version")
    #expect(result.code == 0 && result.output.split(separator: "\n").count == 1)
  }
}
