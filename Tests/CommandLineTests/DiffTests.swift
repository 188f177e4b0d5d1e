import Foundation
import Testing

/// `dolen diff` and `dolen merge`.
@Suite("Differences and merges", .enabled(if: Program.path != nil, "the program is not built"))
struct DiffTests {
  private let program: Program

  init() throws {
    program = try Program()
    let made = try program.bash(
      """
      dolen g.dolen --create -c "CREATE (:Study {id: 'a', year: 2001})-[:SUPPORTS {id: 'c1'}]->(:Factor {id: 'F1'})" &&
      dolen snapshot g.dolen make may && cp g.dolen theirs.dolen &&
      dolen g.dolen -c "MATCH (s:Study) SET s.year = 2002 CREATE (:Study {id: 'b'})"
      """)
    #expect(made.code == 0, "\(made.errors)")
  }

  @Test("A snapshot against today, in rows, as JSON and as a drawing")
  func diff() throws {
    let csv = try program.bash("dolen diff g.dolen@may --format csv")
    #expect(csv.code == 0)
    #expect(
      csv.output.split(whereSeparator: \.isNewline).map(String.init) == [
        "change,what,kind,name,between,property,before,after",
        "changed,node,Study,a,,year,2001,2002",
        #"added,node,Study,b,,,,"{""id"":2,""labels"":[""Study""],""properties"":{""id"":""b""}}""#,
      ])
    #expect(csv.errors.contains("Nodes: 1 added, 0 removed, 1 changed"))
    let back = try program.bash("dolen diff g.dolen @may --format json")
    let rows = try JSONSerialization.jsonObject(with: Data(back.output.utf8)) as? [[String: Any]]
    #expect(rows?.map { $0["change"] as? String } == ["changed", "removed"])
    let dot = try program.bash("dolen diff g.dolen@may --format dot -o d.dot && cat d.dot")
    #expect(dot.output.contains("\"+ Study b\", color=\"#1b7837\""))
    #expect(try program.bash("dolen diff g.dolen@may -o d.dot").code != 0)
    let table = try program.bash("dolen diff g.dolen@may --lang cy")
    #expect(table.output.contains("ychwanegwyd"))
    let same = try program.bash("dolen diff theirs.dolen g.dolen@may")
    #expect(same.code == 0 && same.errors.contains("The graphs say the same"))
    for (line, part) in [
      ("dolen diff g.dolen", "nothing to compare"),
      ("dolen diff g.dolen@june", "no snapshot 'june'"),
      ("dolen diff @may g.dolen", "no file was named"),
      ("dolen diff g.dolen@may --output g.dolen --force", "graph"),
    ] {
      let failed = try program.bash(line)
      #expect(failed.code != 0 && failed.errors.contains(part), "\(line): \(failed.errors)")
    }
  }

  @Test("Answers before and after, of one query and of a folder")
  func answers() throws {
    _ = try program.bash("mkdir q")
    try program.write(
      "// question: Which?\n// param: $least = 2001\nMATCH (s:Study) WHERE s.year >= $least RETURN s.id, s.year;\n",
      to: "q/years.cypher")
    try program.write("MATCH (f:Factor) RETURN f\n", to: "q/factors.cypher")
    let one = try program.bash("dolen diff g.dolen@may --query q/years.cypher --format csv")
    #expect(one.code == 0, "\(one.errors)")
    #expect(
      one.output.split(whereSeparator: \.isNewline).map(String.init) == [
        "change,s.id,s.year", "lost,a,2001", "gained,a,2002",
      ])
    #expect(one.errors.contains("years: 1 → 1 rows, 1 lost, 1 gained"))
    let all = try program.bash("dolen diff g.dolen@may --queries q --format csv")
    #expect(all.output.contains(#"years,lost,"{""s.id"":""a"",""s.year"":2001}""#))
    #expect(all.errors.contains("factors: 1 → 1 rows, 0 lost, 0 gained"))
    try program.write("CREATE (:X)", to: "q/bad.cypher")
    let bad = try program.bash("dolen diff g.dolen@may --queries q")
    #expect(bad.code != 0 && bad.errors.contains("q/bad.cypher"))
  }

  @Test("A merge keeps both, says what is open, and a person chooses")
  func merge() throws {
    let changed = try program.bash(
      "dolen theirs.dolen -c \"MATCH (s:Study) SET s.year = 2003 CREATE (:Study {id: 'd'})\"")
    #expect(changed.code == 0)
    let trial = try program.bash("dolen merge g.dolen theirs.dolen --base g.dolen@may --dry-run")
    #expect(trial.code == 3 && trial.errors.contains("trial"))
    let both = try program.bash("dolen merge g.dolen theirs.dolen --base g.dolen@may -o both.dolen")
    #expect(both.code == 3 && both.errors.contains("nodes 1"), "\(both.errors)")
    #expect(both.output.contains("Study a year") && both.output.contains("c.second"))
    let count =
      "dolen both.dolen --format csv -c 'MATCH (s:Study) RETURN s.id, s.year ORDER BY s.id'"
    #expect(try program.bash(count).output.contains("a,2002"))
    let list = try program.bash("dolen merge both.dolen --format json")
    let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
    #expect(rows?.count == 1 && list.code == 3)
    let statement = rows?.first?["to take the second"] as? String ?? ""
    try program.write(statement + ";\n", to: "choose.cypher")
    #expect(try program.bash("dolen both.dolen -f choose.cypher").code == 0)
    #expect(try program.bash(count).output.contains("a,2003"))
    let done = try program.bash("dolen merge both.dolen")
    #expect(done.code == 0 && done.errors.contains("No conflict is open"))
    #expect(try program.bash("dolen check both.dolen --integrity --rule duplicate-key").code == 0)
    #expect(try program.bash("dolen merge g.dolen --base g.dolen@may").code == 2)
    #expect(try program.bash("dolen merge g.dolen nowhere.dolen").code == 4)
  }
}
