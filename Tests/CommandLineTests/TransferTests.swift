import Foundation
import Testing

/// The commands that bring graphs in and take them out, and those that list and check.
@Suite("Commands of the program", .enabled(if: Program.path != nil, "the program is not built"))
struct TransferTests {
  private let program: Program

  init() throws { program = try Program() }

  private func makeGraph() throws {
    let result = try program.bash(
      "dolen g.dolen --create -c \"CREATE (:Study {id: 'a'})-[:SUPPORTS {page: 3}]->"
        + "(:Factor {id: 'F1'}), (:Study {id: 'b'})\"")
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("Out and in again is the same graph", arguments: ["all.jsonl", "all.graph"])
  func roundTrip(_ path: String) throws {
    try makeGraph()
    let out = try program.bash("dolen export g.dolen -o \(path)")
    #expect(out.code == 0 && out.output == "", "\(out.errors)")
    #expect(out.errors.contains("3 nodes, 1 relationship"))
    let back = try program.bash("dolen import h.dolen \(path)")
    #expect(back.code == 0 && back.output.contains("4 records"), "\(back.errors)")
    let query = "MATCH (a)-[r]->(b) RETURN labels(a) AS a, r.page AS page, b.id AS b"
    let first = try program.bash("dolen g.dolen -c '\(query)'")
    let second = try program.bash("dolen h.dolen -c '\(query)'")
    #expect(first.output == second.output && first.output.contains("F1"))
  }

  @Test("Standard input and output")
  func pipes() throws {
    try makeGraph()
    let result = try program.bash(
      "dolen export g.dolen --format jsonl - 2>/dev/null | dolen import h.dolen --format jsonl -")
    #expect(result.code == 0 && result.output.contains("4 records"), "\(result.errors)")
  }

  @Test("Only what a query finds")
  func query() throws {
    try makeGraph()
    let result = try program.bash(
      "dolen export g.dolen part.jsonl -P \"id='b'\" "
        + "--query 'MATCH (s:Study {id: $id}) RETURN s'")
    #expect(result.code == 0 && result.errors.contains("1 node, 0 relationships"))
    let wrong = try program.bash("dolen export g.dolen x.jsonl --query 'MATCH (s) RETURN t'")
    #expect(wrong.code == 1 && wrong.errors.contains("UndefinedVariable"))
    #expect(!program.has("x.jsonl"))
  }

  @Test("Wrong data is 3, names its place, and leaves no file behind")
  func wrongData() throws {
    try program.write("{\"nonsense\":\n", to: "bad.jsonl")
    let result = try program.bash("dolen import g.dolen bad.jsonl")
    #expect(result.code == 3, "\(result.errors)")
    #expect(result.errors.contains("bad.jsonl:1"))
    #expect(!program.has("g.dolen"))
  }

  @Test("An import that fails leaves a graph as it was")
  func atomic() throws {
    try makeGraph()
    try program.write("{\"nonsense\":\n", to: "bad.jsonl")
    #expect(try program.bash("dolen import g.dolen bad.jsonl").code == 3)
    #expect(
      try program.bash("dolen g.dolen -c 'MATCH (n) RETURN count(n) AS n'").output == "n\n3\n")
  }

  @Test("A missing source is 4 and leaves no file, an unknown format or option is 2")
  func wrongSource() throws {
    #expect(try program.bash("dolen import g.dolen none.jsonl").code == 4)
    try program.write("", to: "a.jsonl")
    #expect(try program.bash("dolen import g.dolen a.jsonl --format xml").code == 2)
    #expect(try program.bash("dolen import g.dolen a.jsonl -O nonsense=1").code == 2)
    #expect(try program.bash("dolen import g.dolen a.jsonl -O nonsense").code == 2)
    #expect(!program.has("g.dolen"))
  }

  @Test("Saved queries are found by --queries, by the environment, and above")
  func savedQueries() throws {
    try makeGraph()
    try program.write(
      "// question: How many?\n// param: $label = 'Study'\n"
        + "MATCH (n) WHERE $label IN labels(n) RETURN count(n) AS n", to: "Queries/sum/count.cypher"
    )
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "deep/er"), withIntermediateDirectories: true)
    // A folder that nobody named is said.
    for (command, found) in [
      ("dolen run g.dolen count", "Queries/sum/count.cypher\n"),
      ("cd deep/er && dolen run ../../g.dolen sum/count", "../../Queries/sum/count.cypher\n"),
      ("mv Queries Q && dolen run g.dolen count --queries Q", ""),
      ("DOLEN_QUERIES=Q dolen run g.dolen count", ""),
    ] {
      let result = try program.bash(command)
      #expect(result.code == 0 && result.output == "n\n2\n", "\(command): \(result.errors)")
      #expect(result.errors == found + "$label = 'Study', as the query states\n")
    }
    let given = try program.bash("dolen run g.dolen count --queries Q -P \"label='Factor'\"")
    #expect(given.output == "n\n1\n" && given.errors == "")
    let list = try program.bash("dolen queries --queries Q")
    #expect(list.output == "topic,name,question,parameters\nsum,count,How many?,$label = 'Study'\n")
    let unknown = try program.bash("dolen run g.dolen cuont --queries Q")
    #expect(unknown.code == 1 && unknown.errors.contains("Did you mean 'count'?"))
  }

  @Test("A saved query changes the graph only where somebody says so")
  func savedUpdates() throws {
    try makeGraph()
    try program.write("CREATE (:New)", to: "Queries/add.cypher")
    try program.write("CREATE INDEX FOR (n:New) ON (n.a)", to: "Queries/index.cypher")
    for command in [
      "dolen run g.dolen add </dev/null", "echo y | dolen run g.dolen add",
      "dolen run g.dolen index </dev/null", "dolen g.dolen -c ':run add'",
    ] {
      let result = try program.bash(command)
      #expect(result.code == 1 && result.errors.contains("hint: --yes"), "\(command)")
    }
    #expect(
      try program.bash("dolen g.dolen -c 'MATCH (n:New) RETURN count(n) AS n'").output == "n\n0\n")
    #expect(try program.bash("dolen run g.dolen add --yes").code == 0)
    #expect(try program.bash("dolen g.dolen --yes -c ':run add'").code == 0)
    #expect(
      try program.bash("dolen g.dolen -c 'MATCH (n:New) RETURN count(n) AS n'").output == "n\n2\n")
  }

  @Test("Formats are listed")
  func formats() throws {
    let result = try program.bash("dolen formats")
    #expect(result.code == 0)
    for name in ["table", "csv", "json", "jsonl", "graph-folder"] {
      #expect(result.output.contains("\n\(name),"), "\(name)")
    }
  }

  @Test("A sound file is called sound, a damaged one is 4")
  func check() throws {
    try makeGraph()
    let sound = try program.bash("dolen check g.dolen --rule duplicate-key")
    #expect(sound.code == 0, "\(sound.errors)")
    // A page in the middle is overwritten.
    _ = try program.bash(
      "dd if=/dev/zero of=g.dolen bs=4096 seek=1 count=2 conv=notrunc 2>/dev/null")
    #expect(try program.bash("dolen check g.dolen").code == 4)
  }

  @Test("A graph is held against a schema")
  func schema() throws {
    try makeGraph()
    let evidence = try program.bash("dolen check g.dolen --schema evidence")
    #expect(evidence.code == 3 && evidence.output.contains("name_en"), "\(evidence.output)")
    try program.write("[]", to: "schema.json")
    let none = try program.bash("dolen check g.dolen --schema schema.json")
    #expect(none.code == 3 && none.errors.contains("schema.json"))
    #expect(try program.bash("dolen check g.dolen --schema missing.json").code == 4)
  }

  @Test("A graph's own file is neither imported nor exported to")
  func ownFile() throws {
    try makeGraph()
    for command in [
      "dolen import g.dolen ./g.dolen --format jsonl",
      "dolen export g.dolen -o ./g.dolen --format jsonl",
    ] {
      let result = try program.bash(command)
      #expect(result.code == 4 && result.errors.contains("the file of the open graph"))
    }
    #expect(try program.bash("dolen check g.dolen --rule duplicate-key").code == 0)
  }

  @Test("The pipe answers line by line and ends with its input")
  func pipe() throws {
    let result = try program.bash(
      "dolen pipe",
      input: "{\"op\":\"hello\"}\nnonsense\n{\"op\":\"execute\",\"query\":\"RETURN 1 AS a\"}\n"
        + "{\"op\":\"reset\"}")
    let lines = result.output.split(separator: "\n")
    #expect(result.code == 0 && lines.count == 4 && result.errors == "")
    #expect(lines.last == "{\"unsupported\":true}")
    #expect(lines[2] == "{\"columns\":[\"a\"],\"rows\":[[1]]}")
    let testing = try program.bash("dolen pipe --testing", input: "{\"op\":\"reset\"}\n")
    #expect(testing.output == "{\"ok\":true}\n")
  }
}
