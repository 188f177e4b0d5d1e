import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import ReviewReading
import ReviewTextPlugin
import Testing
import WordCatalog

/// What a person decides about a review that was read.
@Suite("Decisions about reviews") struct ReviewDeskTests {
  private static let text = """
    Introduction

    Trust takes time (Quarmby et al., 2015; Selwood, 2027). Quarmby et al. (2015) found that food helps. Others agree
    (Quarmby et al., 2015; Dacre, 2019). Later work is as clear (Quarmby et al., 2015; Quarmby et al., 2016; Dacre,
    2019; Selwood, 2021; Selwood, 2021).

    """

  private func graph(_ text: String = text) throws -> Graph {
    let graph = Graph()
    _ = try graph.importGraph(
      from: ImportSource(Array(text.utf8), name: "r.txt"), as: .reviewText)
    return graph
  }

  private func lines(_ graph: Graph, _ query: String) throws -> [String] {
    try graph.run(query).all().map { row in try row["text", as: String.self] }
  }

  private func state(_ graph: Graph) throws -> [String] {
    try lines(
      graph,
      """
      MATCH (s:Study)-[c]->(x) WHERE c.char_start IS NOT NULL
      RETURN s.id + ' ' + toString(s.year) + ' ' + type(c) + ' ' + c.id AS text ORDER BY text
      """)
  }

  private func open(_ desk: ReviewDesk) throws -> [String] {
    try desk.table(includesAll: false).rows.compactMap {
      if case .text(let id) = $0[0] { id.string } else { nil }
    }
  }

  @Test("What is doubtful is listed with its place and words")
  func listing() throws {
    let desk = ReviewDesk(try graph(), words: .english)
    let open = try open(desk)
    #expect(open.contains("pair-1"))
    #expect(open.contains("year-selwood-2027"))
    let csv = String(decoding: try desk.csv(includesAll: true), as: UTF8.self)
    #expect(csv.hasPrefix("id,deed,value,kind,state,line,printed,proposal,score,reasons"))
  }

  @Test(
    "A decision is carried out, and undone without a trace",
    arguments: [
      ("accept", ["pair-1"]), ("reject", ["pair-1"]), ("change", ["year-selwood-2027", "2021"]),
      ("accept", ["year-selwood-2027"]), ("accept", ["stance-c003"]),
      ("change", ["stance-c003", "barrier"]),
    ])
  func undoing(_ deed: String, _ subjects: [String]) throws {
    let graph = try graph()
    let desk = ReviewDesk(graph, words: .english)
    let (before, doubts) = (try state(graph), try open(desk))
    let chosen = try ReviewDesk.deed(deed, subjects: subjects, words: .english)
    _ = try desk.perform(chosen, subjects)
    #expect(try desk.table(includesAll: false).rows.count <= doubts.count)
    #expect(throws: ShellFailure.self) { try desk.perform(chosen, subjects) }
    _ = try desk.perform(.undo, [subjects[0]])
    #expect(try state(graph) == before)
    #expect(try open(desk) == doubts)
  }

  @Test("A later import keeps what was decided")
  func importingAgain() throws {
    let graph = try graph()
    let desk = ReviewDesk(graph, words: .english)
    _ = try desk.perform(.accept, ["pair-1"])
    _ = try desk.perform(.change, ["year-selwood-2027", "2021"])
    let decided = try lines(
      graph, "MATCH (s:Study) RETURN s.id + ' ' + toString(s.year) AS text ORDER BY text")
    #expect(try ReviewDesk.withdraw("r", from: graph))
    #expect(try state(graph).isEmpty)
    let corrected = "A new first line.\n\n" + Self.text
    _ = try graph.importGraph(
      from: ImportSource(Array(corrected.utf8), name: "r.txt"), as: .reviewText,
      options: ["existing": "update"])
    let renewed = try desk.renew()
    #expect(renewed.done == 2)
    #expect(renewed.lost == 0)
    #expect(
      try lines(graph, "MATCH (s:Study) RETURN s.id + ' ' + toString(s.year) AS text ORDER BY text")
        == decided)
  }

  @Test("Who names nothing doubtful is told so")
  func mistakes() throws {
    let desk = ReviewDesk(try graph(), words: .english)
    #expect(throws: ShellFailure.self) { try desk.perform(.accept, ["pair-99"]) }
    #expect(throws: ShellFailure.self) { try desk.perform(.undo, ["pair-1"]) }
    #expect(throws: ShellFailure.self) { try desk.perform(.change, ["year-selwood-2027", "soon"]) }
    #expect(throws: ShellFailure.self) {
      try ReviewDesk.deed("change", subjects: ["pair-1"], words: .english)
    }
  }
}
