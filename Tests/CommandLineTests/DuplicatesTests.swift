import Foundation
import Testing

/// `dolen duplicates`, and `--dedup` of `dolen import`.
@Suite("Duplicates", .enabled(if: Program.path != nil, "the program is not built"))
struct DuplicatesTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write(
      """
      TY  - JOUR
      AU  - Jones, Mair
      TI  - Community engagement and health: a review
      PY  - 2015
      DO  - 10.1000/jph.15
      ER  -
      TY  - JOUR
      AU  - Rees, Gwen
      TI  - Peer support for parent carers in Wales
      PY  - 2019
      ER  -

      """, to: "a.ris")
    try program.write(
      """
      @article{jones, author = {Mair Jones}, title = {Community Engagement \\& Health: A Review},
        year = 2015, doi = {https://doi.org/10.1000/JPH.15}, abstract = {Long}}
      @article{rees, author = {Rees, G.}, title = {Peer support for parent carers in Wales},
        year = 2020}

      """, to: "b.bib")
  }

  private func export() throws -> String {
    try program.bash("dolen export g.dolen --format jsonl - 2>/dev/null").output
  }

  @Test("Listed, accepted, rejected, undone")
  func working() throws {
    let imported = try program.bash("dolen import g.dolen a.ris && dolen import g.dolen b.bib")
    #expect(imported.code == 0, "\(imported.errors)")
    #expect(imported.output.contains("2 pairs of records may be one work (1 certain, 1 doubtful)"))
    let list = try program.bash("dolen duplicates g.dolen")
    #expect(list.code == 0 && list.output.contains("same DOI") && list.output.contains("0.98"))
    let json = try program.bash("dolen duplicates g.dolen --json")
    let pairs = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(pairs?.map { $0["number"] as? String } == ["1", "2"])
    #expect((pairs?.first?["reasons"] as? [String])?.contains("same-doi") == true)
    let before = try export()
    let trial = try program.bash("dolen duplicates g.dolen accept 1 2 --dry-run")
    #expect(trial.code == 0 && trial.output.contains("This was a trial"))
    #expect(try export() == before)
    #expect(try program.bash("dolen duplicates g.dolen accept 1 2").code == 0)
    let count = "dolen g.dolen -c 'MATCH (s:Study) RETURN count(s)'"
    #expect(try program.bash(count).output.hasSuffix("\n2\n"))
    #expect(try program.bash("dolen check g.dolen --integrity").code == 0)
    let undone = try program.bash("dolen duplicates g.dolen undo 2 1 --lang cy")
    #expect(undone.output == "Fel o'r blaen: 2, 1\n")
    #expect(try export() == before)
    #expect(try program.bash("dolen duplicates g.dolen reject 2").code == 0)
    let found = try program.bash("dolen duplicates g.dolen merge")
    #expect(found.output.contains("1 merged, 0 certain and 0 doubtful"))
    let rejected = try program.bash("dolen duplicates g.dolen; dolen duplicates g.dolen --all")
    #expect(rejected.output.components(separatedBy: "rejected").count == 2)
  }

  @Test("What cannot be done is said, and changes nothing")
  func mistakes() throws {
    #expect(try program.bash("dolen import g.dolen a.ris --dedup merge").code == 0)
    for (words, code, message) in [
      ("accept 9", 1, "has the number 9"), ("accept", 2, "takes the numbers"),
      ("acept 1", 2, "There is no deed 'acept'"),
    ] {
      let result = try program.bash("dolen duplicates g.dolen \(words)")
      #expect(result.code == Int32(code) && result.errors.contains(message), "\(result.errors)")
    }
    let none = try program.bash("dolen duplicates g.dolen")
    #expect(none.code == 0 && none.errors.contains("No pairs are stored"))
    #expect(try program.bash("dolen import g.dolen b.bib --dedup perhaps").code == 2)
  }

  @Test("A trial of an import says what would be merged; in the shell it is the same")
  func trial() throws {
    _ = try program.bash("dolen import g.dolen a.ris")
    let trial = try program.bash("dolen import g.dolen b.bib --dedup merge --dry-run")
    #expect(trial.output.contains("1 merged with records of the same work"))
    let shell = try program.bash(
      "dolen g.dolen -c ':import b.bib dedup=merge' -c ':duplicates' -c ':duplicates undo 2'")
    #expect(shell.code == 0, "\(shell.errors)")
    #expect(shell.output.contains("merged") && shell.errors.contains("As before: 2"))
  }
}
