import Duplicates
import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import ReferencesPlugin
import Testing

/// Merges in a graph: what they keep, and that they can be taken back to the byte.
@Suite("Merged records")
struct MergeTests {
  private func exported(_ graph: Graph) throws -> String {
    let sink = MemorySink()
    let exporter = try #require(FormatPlugin.jsonLines.exporting).prepared().worker
    _ = try exporter.write(ExportSubject(graph), to: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func rows(_ graph: Graph, _ query: String) throws -> [[Value]] {
    try graph.run(query).all().map(\.values)
  }

  /// All that a graph holds, whatever the order of its keys.
  private func elements(_ graph: Graph) throws -> [[Value]] {
    try rows(graph, "MATCH (n) RETURN id(n), labels(n), properties(n) ORDER BY id(n)")
      + rows(
        graph,
        """
        MATCH (a)-[r]->(b) RETURN id(r), type(r), id(a), id(b), properties(r) ORDER BY id(r)
        """)
  }

  /// Two records of one work, a third that is another's erratum, and what leads from and to them.
  private func graph() throws -> Graph {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (a:Study {id: 'a', title: 'Community engagement in rural Wales', year: 2015,
                       doi: '10.1000/x', authors: ['Jones, Mair'], keywords: ['one']}),
        (b:Study:Trial {id: 'b', title: 'Community Engagement in Rural Wales.', year: 2016,
                        doi: 'https://doi.org/10.1000/X', authors: ['Mair Jones'], abstract: 'Long',
                        keywords: ['two'], pmid: '77'}),
        (c:Study {id: 'c', title: 'Erratum: Community engagement in rural Wales', year: 2016,
                  doi: '10.1000/x'}),
        (d:Study {id: 'd', title: 'community engagement in rural wales', doi: '10.1000/x',
                  abstract: 'Longer'}),
        (f:Factor {id: 'F1'}), (g:Factor {id: 'F2'}), (p:Author {name: 'Mair'}),
        (a)-[:SUPPORTS {page: 3}]->(f), (b)-[:SUPPORTS {page: 3}]->(f), (b)-[:SUPPORTS {page: 4}]->(g),
        (p)-[:WROTE]->(b), (b)-[:CITES]->(a), (b)-[:CITES]->(b), (c)-[:CORRECTS]->(b),
        (d)-[:CITES]->(b)
      """)
    return graph
  }

  @Test("A merge keeps one node, every source, and each relationship once")
  func merging() throws {
    let graph = try graph()
    let found = try GraphDuplicates(graph).find(.merge)
    #expect(found.merged == 2 && found.doubtful >= 1 && found.certain == 0)
    #expect(
      try rows(graph, "MATCH (s:Study) RETURN s.id ORDER BY s.id") == [["a"], ["c"]])
    // What the first did not state it has now; what it stated it kept.
    #expect(
      try rows(graph, "MATCH (s {id: 'a'}) RETURN s.year, s.abstract, s.pmid, s.keywords")
        == [[2015, "Long", "77", ["one"]]])
    #expect(
      try rows(
        graph,
        """
        MATCH (s:Study)<-[m:MERGED_INTO]-(r:MergedRecord)
        RETURN s.id, r.id, r.year, m.filled, m.differing, r.merged_labels ORDER BY r.id
        """)
        == [
          [
            "a", "b", 2016, ["abstract", "pmid"],
            ["title", "year", "doi", "authors", "keywords"], ["Study", "Trial"],
          ], ["a", "d", .null, [], ["title", "abstract"], ["Study"]],
        ])
    #expect(
      try rows(
        graph, "MATCH (:Study {id: 'a'})-[r:SUPPORTS]->(f) RETURN f.id, r.page ORDER BY f.id")
        == [["F1", 3], ["F2", 4]])
    #expect(try rows(graph, "MATCH (:Author)-[:WROTE]->(s:Study) RETURN s.id") == [["a"]])
    #expect(try rows(graph, "MATCH (:Study {id: 'c'})-[:CORRECTS]->(s) RETURN s.id") == [["a"]])
    #expect(try graph.check().isEmpty)
  }

  @Test(
    "Undone in the order of their making, or another, merges leave the graph as it was",
    arguments: [true, false])
  func undoing(_ isLastFirst: Bool) throws {
    let graph = try graph()
    // Pairs that are there already stay what they are.
    _ = try GraphDuplicates(graph).find(.report)
    let before = try exported(graph)
    let found = try GraphDuplicates(graph).find(.merge)
    #expect(found.merged == 2)
    #expect(try exported(graph) != before)
    let merges = try GraphDuplicates(graph).list().filter { $0.state == .merged }.map(\.number)
    #expect(merges.count == 2)
    for number in isLastFirst ? merges.reversed() : merges {
      try GraphDuplicates(graph).undo([number])
    }
    #expect(try exported(graph) == before)
    // And again.
    #expect(try GraphDuplicates(graph).find(.merge).entries == found.entries)
  }

  @Test("A merge that is undone gives what another gave in its place")
  func undoingTheFirst() throws {
    let graph = try graph()
    _ = try GraphDuplicates(graph).find(.merge)
    let merge = try #require(
      try GraphDuplicates(graph).list().first { $0.state == .merged && $0.second.name == "b" })
    try GraphDuplicates(graph).undo([merge.number])
    #expect(
      try rows(graph, "MATCH (s:Study {id: 'a'}) RETURN s.abstract, s.pmid") == [["Longer", .null]])
  }

  @Test("What was changed since a merge stays")
  func changedSince() throws {
    let graph = try graph()
    _ = try GraphDuplicates(graph).find(.merge)
    _ = try graph.run("MATCH (s:Study {id: 'a'}) SET s.abstract = 'Mine'")
    for entry in try GraphDuplicates(graph).list() where entry.state == .merged {
      try GraphDuplicates(graph).undo([entry.number])
    }
    #expect(try rows(graph, "MATCH (s:Study {id: 'a'}) RETURN s.abstract") == [["Mine"]])
  }

  @Test("A person accepts, rejects and undoes")
  func deciding() throws {
    let graph = try graph()
    let duplicates = GraphDuplicates(graph)
    let found = try duplicates.find(.report)
    #expect(found.merged == 0 && found.certain >= 1 && found.doubtful >= 1)
    let open = try duplicates.list()
    #expect(open.allSatisfy { $0.state == .open })
    let erratum = try #require(open.first { $0.second.name == "c" && $0.first.name == "a" })
    #expect(erratum.reasons.contains("other-notice") && erratum.reasons.contains("same-doi"))
    let before = try exported(graph)
    try duplicates.reject([erratum.number])
    #expect(try duplicates.list().last?.state == .rejected)
    // It is not proposed again, nor merged.
    #expect(try duplicates.find(.merge).entries.allSatisfy { $0.second != "c" || $0.first != "a" })
    let merges = try duplicates.list().filter { $0.state == .merged }.map(\.number)
    for number in merges.reversed() { try duplicates.undo([number]) }
    try duplicates.undo([erratum.number])
    #expect(try exported(graph) == before)
    try duplicates.accept([erratum.number])
    #expect(try rows(graph, "MATCH (s:Study {id: 'c'}) RETURN s.id").isEmpty)
    #expect(throws: DuplicateError.isMerged(erratum.number)) {
      try duplicates.accept([erratum.number])
    }
    try duplicates.undo([erratum.number])
    #expect(try exported(graph) == before)
    #expect(throws: DuplicateError.unknown("99")) { try duplicates.reject(["99"]) }
    #expect(throws: DuplicateError.isNotMerged(erratum.number)) {
      try duplicates.undo([erratum.number])
    }
  }

  @Test("A merge under a later one waits for it")
  func chains() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (a:Study {id: 'a', title: 'T'}), (b:Study {id: 'b', title: 'U'}),
        (c:Study {id: 'c', title: 'V', note: 'n'}), (c)-[:CITES {page: 1}]->(:Study {id: 'x'}),
        (b)-[:POSSIBLY_SAME_AS {number: 1}]->(a), (c)-[:POSSIBLY_SAME_AS {number: 2}]->(b)
      """)
    let before = try exported(graph)
    let duplicates = GraphDuplicates(graph)
    try duplicates.accept(["2"])
    let middle = try exported(graph)
    try duplicates.accept(["1"])
    #expect(
      try rows(graph, "MATCH (a:Study)-[r:CITES]->(x) RETURN a.id, r.merged_from, a.note")
        == [["a", [2, 1], "n"]])
    #expect(throws: DuplicateError.laterMerge("2", 1)) { try duplicates.undo(["2"]) }
    try duplicates.undo(["1"])
    #expect(try exported(graph) == middle)
    try duplicates.undo(["2"])
    #expect(try exported(graph) == before)
  }

  @Test("A trial changes nothing, and says the same")
  func trial() throws {
    let graph = try graph()
    let before = try exported(graph)
    let trial = try GraphDuplicates(graph).find(.merge, isDryRun: true)
    #expect(try exported(graph) == before)
    #expect(try GraphDuplicates(graph).find(.merge).entries == trial.entries)
  }

  @Test("In a file too, which stays sound, and across files by an export")
  func files() throws {
    try Folder.temporary { folder in
      let path = "\(folder)/g.dolen"
      let graph = try Graph.open(path, access: .create)
      _ = try graph.importGraph(
        from: ImportSource(Array(try exported(try self.graph()).utf8), name: "g.jsonl"),
        as: .jsonLines)
      _ = try graph.run("CREATE FULLTEXT INDEX cited FOR ()-[r:CITES]-() ON EACH [r.note]")
      _ = try graph.run("MATCH ()-[r:CITES]->() SET r.note = 'as evidence'")
      _ = try GraphDuplicates(graph).find(.report)
      let before = try exported(graph)
      _ = try GraphDuplicates(graph).find(.merge)
      let closed = try exported(graph)
      try graph.close()

      let again = try Graph.open(path)
      #expect(try again.check().isEmpty && again.checkIndex().isEmpty)
      let merged = try exported(again)
      #expect(merged == closed)
      // Another graph that is made of the export can be taken back as well.
      let copy = Graph()
      _ = try copy.importGraph(
        from: ImportSource(Array(merged.utf8), name: "m.jsonl"), as: .jsonLines)
      for target in [again, copy] {
        let merges = try GraphDuplicates(target).list().filter { $0.state == .merged }
        #expect(merges.count == 2)
        for entry in merges.reversed() { try GraphDuplicates(target).undo([entry.number]) }
      }
      #expect(try exported(again) == before)
      #expect(try elements(copy) == elements(again))
      #expect(try again.check().isEmpty && again.checkIndex().isEmpty)
      try again.close()
      let last = try Graph.open(path)
      #expect(try exported(last) == before)
      #expect(try last.check().isEmpty && last.checkIndex().isEmpty)
      try last.close()
    }
  }
}
