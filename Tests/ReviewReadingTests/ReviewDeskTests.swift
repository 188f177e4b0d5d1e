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
    let renewal = try again("A new first line.\n\n" + Self.text, into: graph)
    #expect(renewal.replaced == "r")
    #expect(renewal.done == 2)
    #expect(renewal.lost == 0)
    #expect(
      try lines(graph, "MATCH (s:Study) RETURN s.id + ' ' + toString(s.year) AS text ORDER BY text")
        == decided)
  }

  private func again(
    _ text: String, named name: String = "r.txt", into graph: Graph,
    _ options: [(String, String)] = []
  ) throws -> ReviewDesk.Renewal {
    var settings = OptionSettings()
    for (name, value) in options { settings.add(name, value) }
    return try ReviewDesk.importAgain(name, into: graph, options: settings, words: .english) {
      try graph.importGraph(
        from: ImportSource(Array(text.utf8), name: name), as: .reviewText, options: $0)
    }.renewal
  }

  @Test(
    "Who reads a text again is told what is new, what has changed and what has gone, and a trial leaves all as it was"
  )
  func differences() throws {
    let graph = try graph()
    let before = try state(graph)
    var settings = OptionSettings()
    settings.add("page", "none")
    func tried(_ text: String, isTrial: Bool) throws -> (ImportReport, ReviewDesk.Renewal) {
      var again = try ReviewDesk.importAgain(
        "r.txt", into: graph, options: settings, words: .english, isTrial: isTrial
      ) {
        try graph.importGraph(
          from: ImportSource(Array(text.utf8), name: "r.txt"), as: .reviewText, options: $0,
          writesFiles: !isTrial)
      }
      again.renewal.restate(&again.report)
      return (again.report, again.renewal)
    }
    let (same, none) = try tried(Self.text, isTrial: true)
    #expect(same.isDryRun && same.nodes.created == 0 && same.relationships.created == 0)
    #expect(same.nodes.updated == 0 && same.relationships.updated == 0)
    #expect(same.read == same.nodes.merged + same.relationships.merged)
    #expect(none.nodes.removed + none.relationships.removed == 0)
    #expect(none.sentences(in: .english).isEmpty)
    let other = Self.text.replacing("Dacre, 2019).", with: "Mostyn, 2011).")
    let (changed, found) = try tried(other, isTrial: true)
    #expect(changed.nodes.created == 1 && found.relationships.removed >= 1)
    #expect(!found.sentences(in: .english).isEmpty)
    #expect(try state(graph) == before)
    let (done, _) = try tried(other, isTrial: false)
    #expect(!done.isDryRun && done.nodes == changed.nodes)
    #expect(done.relationships == changed.relationships)
    #expect(try state(graph) != before)
  }

  @Test(
    "What was decided about a study stays decided when the study is merged, and in a later import")
  func decidedAndMerged() throws {
    let text = """
      Introduction

      Trust takes time (Quarmby et al., 2015; Quarmby et al., 2021g). Food helps (Quarmby et al., 2015; Quarmby et al.,
      20229). Others agree (Dacre, 2019; Dacre & Hale, 2019).

      """
    let graph = try graph(text)
    let desk = ReviewDesk(graph, words: .english)
    func decisions() throws -> [String] {
      try desk.table(includesAll: true).rows.compactMap { row in
        guard case .text(let id) = row[0], case .text(let state) = row[2], state.string != "open"
        else { return nil }
        return "\(id.string): \(state.string)"
      }.sorted()
    }
    let ids = try open(desk)
    let years = ids.filter { $0.hasPrefix("year-") }
    let cites = ids.filter { $0.hasPrefix("cite-") }
    #expect(!years.isEmpty)
    for year in years { _ = try desk.perform(.change, [year, "2018"]) }
    for cite in cites { _ = try desk.perform(.accept, [cite]) }
    let before = try open(desk)
    let pairs = before.filter { $0.hasPrefix("pair-") }
    #expect(!pairs.isEmpty)
    let undecided = try state(graph)
    for pair in pairs { _ = try desk.perform(.accept, [pair]) }
    let decided = try decisions()
    #expect(decided.count == years.count + cites.count + pairs.count)
    let after = try state(graph)
    let renewal = try again(text, into: graph)
    #expect(renewal.done == decided.count && renewal.lost == 0)
    #expect(try decisions() == decided)
    #expect(try state(graph) == after)
    for pair in pairs { _ = try desk.perform(.undo, [pair]) }
    #expect(try state(graph) == undecided)
  }

  @Test("Two reviews stand beside each other, and what both may mean is told")
  func twoReviews() throws {
    let graph = try graph()
    let desk = ReviewDesk(graph, words: .english)
    _ = try desk.perform(.change, ["year-selwood-2027", "2021"])
    let first = try state(graph)
    let other =
      "Introduction\n\nFood helps (Dacre, 2019; Mostyn, 2011). Buses do too (Mostyn, 2011).\n"
    let renewal = try again(other, named: "s.txt", into: graph)
    #expect(renewal.replaced == nil && renewal.shared == 1 && renewal.done == 0)
    let both = try state(graph)
    #expect(both.filter { first.contains($0) } == first)
    #expect(both.count == first.count + 3)
    #expect(both.contains("s-mostyn-2011 2011 CITED_IN s-c002"))
    let open = try open(desk)
    #expect(Set(open).count == open.count)
    // Neither gives way to the other when it is read again.
    #expect(try again(Self.text, into: graph).done == 1)
    #expect(try again(other, named: "s.txt", into: graph).shared == 1)
    #expect(try state(graph) == both)
    // A text of other works under the name of the first is no correction of it.
    let works = (1...6).map { "(Vaughan\($0 % 2 == 0 ? "" : " & Pryce"), \(1990 + $0))" }
    let stranger = "Introduction\n\n\(works.joined(separator: " and "))\n"
    let fifth = Self.text + "More (Arlen, 2001; Boase, 2002; Culpin, 2003; Drewe, 2004).\n"
    _ = try again(fifth, into: graph)
    let now = try state(graph)
    #expect(throws: ShellFailure.self) { try again(stranger, into: graph) }
    #expect(try state(graph) == now)
    _ = try again(stranger, into: graph, [("review", "r")])
    #expect(try state(graph) != now)
  }

  @Test("A table may have semicolons, capitals and blanks, and may be applied twice")
  func tables() throws {
    let graph = try graph()
    let desk = ReviewDesk(graph, words: .english)
    func apply(_ table: String) throws {
      try TestFiles.temporary(table) { _ = try desk.perform(.apply, [$0]) }
    }
    let table = "id;deed;value\npair-1;ACCEPT ;\nyear-selwood-2027; Change;2021\n"
    let before = try state(graph)
    try apply(table)
    let once = try state(graph)
    #expect(once != before)
    try apply(table)
    #expect(try state(graph) == once)
    #expect(throws: ShellFailure.self) {
      try apply("id,deed,value\nyear-selwood-2027,change,2020\n")
    }
    #expect(try state(graph) == once)
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
