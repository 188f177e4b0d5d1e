import EvidenceFigures
import GraphEngine
import GraphModel
import Testing
import WordCatalog

/// Options for action: what is not stated stays so, and a question that asks for it says so.
@Suite("Options for action") struct ActionTests {
  @Test("The graph of the repository states few slots, and no maturity at all")
  func shipped() throws {
    let options = try ActionOptions(of: Shipped.reader())
    #expect(options.options.count == 21)
    let all = options.answer([:], in: .english)
    #expect(all.table.rows.count == 21 && all.notes == [])
    #expect(all.table.rows.allSatisfy { $0[4] == "not stated" })
    let long = options.answer([.timescale: "long"], in: .english)
    #expect(long.table.rows.map { $0[0] } == ["r02", "r12", "r15"])
    #expect(long.notes.count == 1 && long.notes[0].contains("17 of 21"))
    let mature = options.answer([.maturity: "new"], in: .english)
    #expect(mature.table.rows.isEmpty && mature.notes[0].contains("No option states its maturity"))
    #expect(options.answer([.maturity: "new"], in: Words(.cy)).notes[0].contains("aeddfedrwydd"))
    guard let table = try Shipped.table("actions") else { return }
    let stated = table.filter {
      $0["kind"] == "report-action" && $0["timescale"] != ""
        && $0["timescale"]?.hasPrefix("see ") == false
    }
    #expect(stated.count == options.options.count { $0.slots[.timescale] != nil })
  }

  @Test("Slots that are stored are found, in any letter case, for one factor")
  func stored() throws {
    let graph = try Shipped.graph()
    _ = try graph.run(
      "MATCH (a:Action {id: 'r07'}) SET a.maturity = 'Established', a.timescale = '6 months'")
    let options = try ActionOptions(of: graph)
    let found = options.answer([.maturity: "established", .timescale: "MONTHS"], in: .english)
    #expect(found.table.rows.map { $0[0] } == ["r07"] && found.notes.count == 2)
    #expect(options.answer([:], advancing: "F4", in: .english).table.rows.count < 21)
    let failure = #expect(throws: FigureFailure.self) { try ActionOptions(of: Graph()) }
    #expect(failure == .nothing(label: "Action"))
  }
}
