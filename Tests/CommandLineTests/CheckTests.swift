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
