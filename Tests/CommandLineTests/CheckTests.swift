import Foundation
import GraphTestKit
import Testing

/// `dolen check`: rules, exit codes, JSON and what it mends.
@Suite("Checks", .enabled(if: Program.path != nil, "the program is not built"))
struct CheckTests {
  private let program: Program

  init() throws {
    program = try Program()
    let graph = TestFolder.root.appending(path: "Graph").path()
    #expect(try program.bash("dolen import e.dolen '\(graph)'").code == 0)
  }

  private func run(_ statement: String) throws {
    let result = try program.bash("dolen e.dolen -c \"\(statement)\"")
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("Warnings and notes are no errors; an error is 3")
  func codes() throws {
    let clean = try program.bash("dolen check e.dolen")
    #expect(clean.code == 0 && clean.output.contains("e.dolen is sound"), "\(clean.errors)")
    #expect(clean.output.contains("0 errors, "), "\(clean.output)")
    #expect(clean.output.contains("rests-on-one-study"))
    try run("MATCH (s:FlowStage {id: 'screened'}) SET s.n = 719")
    let wrong = try program.bash("dolen check e.dolen")
    #expect(wrong.code == 3 && wrong.output.contains("numbers-do-not-add-up"), "\(wrong.output)")
    let one = try program.bash("dolen check e.dolen --rule contradictory-claims")
    #expect(one.code == 0 && !one.output.contains("numbers-do-not-add-up"))
    #expect(
      try program.bash("dolen check e.dolen --rule numbers-do-not-add-up --lang cy").code == 3)
    let unknown = try program.bash("dolen check e.dolen --rule contradictory-claim")
    #expect(unknown.code == 2 && unknown.errors.contains("contradictory-claims"))
  }

  @Test("Programs read code, severity, place and fix")
  func json() throws {
    try run("MATCH ()-[r {id: 'c003'}]->() REMOVE r.claim_en")
    let result = try program.bash("dolen check e.dolen --json")
    #expect(result.code == 3, "\(result.errors)")
    let read = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(read?["errors"] as? Int == 1)
    let findings = read?["findings"] as? [[String: Any]] ?? []
    let finding = try #require(findings.first { $0["code"] as? String == "claim-without-words" })
    let place = finding["place"] as? [String: Any]
    #expect(finding["severity"] as? String == "error")
    #expect(place?["kind"] as? String == "relationship" && place?["id"] is Int)
    #expect(place?["studies"] as? [String] == ["chex-2012"])
    #expect((place?["locator"] as? String)?.contains("185") == true)
    #expect((finding["statement"] as? String)?.contains("SET r.claim_en") == true)
  }

  @Test("New studies are held against a template of an update")
  func template() throws {
    let text = """
      dolen-template 1
      arrived: added
      criterion recent: s.year >= 2015
        from 2026-01-01
        Published in 2015 or later
      """
    try text.write(to: program.folder.appending(path: "t.txt"), atomically: true, encoding: .utf8)
    #expect(try program.bash("dolen e.dolen -c ':snapshot may'").code == 0)
    try run("CREATE (:Study {id: 'old-2001', added: '2026-05-01', year: 2001})")
    let new = "dolen check e.dolen --template t.txt --since @may --rule"
    let found = try program.bash("\(new) template-criterion")
    #expect(found.code == 3, "\(found.errors)")
    #expect(found.output.contains("'old-2001' does not meet the criterion 'recent'"))
    #expect(try program.bash("\(new) template-arrival").code == 0)
    // All studies, where nothing says which are new.
    let all = try program.bash("dolen check e.dolen --template t.txt --rule template-arrival")
    #expect(all.code == 0 && all.output.contains("'arnold-2018' does not say when"))
    try "dolen-template 1\nfield a".write(
      to: program.folder.appending(path: "bad.txt"), atomically: true, encoding: .utf8)
    for (options, code, part) in [
      ("--template bad.txt", 3, "bad.txt: line 2"), ("--template none.txt", 4, "none.txt"),
      ("--since @may", 2, "--template FILE"), ("--rule template-criterion", 2, "--template FILE"),
      ("--template t.txt --since @none", 1, "'none'"),
    ] {
      let wrong = try program.bash("dolen check e.dolen \(options)")
      #expect(wrong.code == Int32(code), "\(options): \(wrong.code) \(wrong.errors)")
      #expect(wrong.errors.contains(part), "\(options): \(wrong.errors)")
    }
  }

  @Test("What can be mended is mended after asking, and told")
  func mending() throws {
    try run("CREATE (:Place {id: 'wales', name_en: 'Again', kind: 'country'})")
    #expect(try program.bash("dolen check e.dolen").code == 3)
    // Nobody can be asked here.
    let asked = try program.bash("dolen check e.dolen --fix duplicate-key < /dev/null")
    #expect(asked.code == 2 && asked.errors.contains("--yes"), "\(asked.errors)")
    #expect(try program.bash("dolen check e.dolen").code == 3)
    let mended = try program.bash("dolen check e.dolen --fix duplicate-key --yes")
    #expect(mended.code == 0 && mended.errors.contains("wales-2"), "\(mended.errors)")
    #expect(try program.bash("dolen check e.dolen --integrity").code == 0)
    let again = try program.bash("dolen check e.dolen --fix duplicate-key --yes")
    #expect(again.code == 0, "\(again.errors)")
    let person = try program.bash("dolen check e.dolen --fix contradictory-claims --yes")
    #expect(person.code == 2 && person.errors.contains("duplicate-key"), "\(person.errors)")
  }

  @Test("A damaged file is not mended")
  func damaged() throws {
    _ = try program.bash(
      "dd if=/dev/zero of=e.dolen bs=4096 seek=1 count=2 conv=notrunc 2>/dev/null")
    #expect(try program.bash("dolen check e.dolen --fix duplicate-key --yes").code == 4)
  }
}
