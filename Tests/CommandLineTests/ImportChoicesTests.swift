import Foundation
import Testing

/// What an import leaves in writing, and that a trial leaves nothing.
@Suite("Choices of an import", .enabled(if: Program.path != nil, "the program is not built"))
struct ImportChoicesTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.write(
      "{\"type\":\"node\",\"id\":1,\"labels\":[\"A\"],\"properties\":{\"id\":\"a\",\"x\":1}}\n",
      to: "a.jsonl")
  }

  @Test("A trial makes no file and changes none")
  func trial() throws {
    let tried = try program.bash("dolen import g.dolen a.jsonl --dry-run")
    #expect(tried.code == 0)
    #expect(tried.output.hasSuffix("This was a trial: the graph is as before.\n"))
    #expect(!program.has("g.dolen"))
    try program.write("id:ID\nb\n", to: "b.csv")
    #expect(try program.bash("dolen import g.dolen --nodes A=b.csv --dry-run").code == 0)
    #expect(!program.has("g.dolen"))
  }

  @Test("The report and what was skipped are written to new files, and to none that is there")
  func files() throws {
    let good = "{\"type\":\"node\",\"labels\":[\"A\"]}\n"
    try program.write(good + "x,\"y\n" + good, to: "b.jsonl")
    let result = try program.bash(
      "dolen import g.dolen b.jsonl --on-error skip --report r.json --skipped s.csv && cat s.csv")
    #expect(result.code == 0)
    #expect(
      result.output.hasSuffix(
        "file,line,column,record,reason,text\nb.jsonl,2,1,node,Expected a value,\"x,\"\"y\"\n"))
    let json = try JSONSerialization.jsonObject(with: Data(program.text("r.json").utf8))
    let report = try #require(json as? [String: Any])
    #expect(report["records"] as? Int == 3)
    let again = try program.bash("dolen import g.dolen b.jsonl --on-error skip --report r.json")
    #expect(again.code == 4 && again.errors.contains("There is a file of that name"))
    #expect(try program.bash("dolen g.dolen -c 'MATCH (n) RETURN count(n)'").output.contains("2"))
  }

  @Test("A corrected file changes the graph, and the report lists each change")
  func corrected() throws {
    _ = try program.bash("dolen import g.dolen a.jsonl -O key=id")
    let result = try program.bash(
      "sed s/1}/2}/ a.jsonl > b.jsonl; dolen import g.dolen b.jsonl -O key=id --existing update "
        + "--report -")
    #expect(result.code == 0)
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let changes = try #require((json as? [String: Any])?["changes"] as? [[String: Any]])
    #expect(changes.count == 1)
    #expect(changes[0]["before"] as? Int == 1 && changes[0]["after"] as? Int == 2)
  }
}

extension ImportChoicesTests {
  @Test("Rows of a table by --map, or by --node and --rel")
  func mappings() throws {
    try program.write("key,title,factor\ns1,One,Trust\ns2,Two,Trust\n", to: "c.csv")
    let given =
      "--node Study:id=key,title --node Factor:id=factor --rel 'Study-[:SUPPORTS]->Factor'"
    let query = "MATCH (s:Study)-[:SUPPORTS]->(f:Factor) RETURN s.id, s.title, f.id"
    let count = "dolen g.dolen -c '\(query)'"
    let rows = "s.id,s.title,f.id\ns1,One,Trust\ns2,Two,Trust\n"
    let options = try program.bash("dolen import g.dolen c.csv \(given) && \(count)")
    #expect(options.output.hasSuffix(rows), "\(options.errors)")
    try program.write(
      "node Study: id = key, title\nnode Factor: id = factor\nrel Study-[:SUPPORTS]->Factor\n",
      to: "c.map")
    let file = try program.bash("rm g.dolen*; dolen import g.dolen c.csv --map c.map && \(count)")
    #expect(file.output.hasSuffix(rows), "\(file.errors)")
    #expect(!program.has("c.csv.map"))
    let bare = try program.bash("dolen import g.dolen --map c.map")
    #expect(bare.code == 2 && bare.errors.contains("--map"), "\(bare.errors)")
  }

  @Test("A guessed mapping is written once, and not in a trial")
  func guessed() throws {
    try program.write("id,title\ns1,One\n", to: "c.csv")
    let tried = try program.bash("dolen import g.dolen c.csv --dry-run")
    #expect(tried.output.contains("Nothing is written in a trial"), "\(tried.output)")
    #expect(!program.has("c.csv.map") && !program.has("g.dolen"))
    #expect(try program.bash("dolen import g.dolen c.csv").code == 0)
    #expect(program.has("c.csv.map"))
    let again = try program.bash("dolen import g.dolen c.csv --existing keep")
    #expect(again.output.contains("The guessed mapping stands in c.csv.map"), "\(again.output)")
    try program.write("node Study: id\n", to: "c.csv.map")
    let other = try program.bash("dolen import g.dolen c.csv --existing keep")
    #expect(other.output.contains("The guessed mapping was not written"))
    #expect(!other.output.contains("--force"))
  }

  @Test("What is skipped for want of a node names it, as a record")
  func dangling() throws {
    try program.write(
      """
      {"type":"node","id":1,"labels":["A"]}
      {"type":"relationship","label":"CITES","start":1,"end":"9\\n9","properties":{"page":4}}

      """, to: "d.jsonl")
    let result = try program.bash(
      "dolen import g.dolen d.jsonl --dangling skip --skipped s.csv >/dev/null; cat s.csv")
    #expect(
      result.output == """
        file,line,column,record,reason,text
        d.jsonl,2,,relationship,"CITES ends at '9
        9', which is not there","{""type"":""relationship"",""label"":""CITES"",""start"":""1"",""end"":""9\\n9"",""properties"":{""page"":4}}"

        """, "\(result.errors)")
  }
}
