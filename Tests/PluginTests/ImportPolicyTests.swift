import GraphEngine
import GraphFolderPlugin
import GraphModel
import JSONLinesPlugin
import PluginKit
import Testing

/// What becomes of records that are wrong, that refer to nothing, or that correct what the graph has.
@Suite("Import policies")
struct ImportPolicyTests {
  private static let lines: @Sendable (String) -> ImportSource = {
    ImportSource(Array($0.utf8), name: "g.jsonl")
  }

  private func study(_ properties: String, _ id: Int = 1) -> String {
    "{\"type\":\"node\",\"id\":\(id),\"labels\":[\"Study\"],\"properties\":\(properties)}\n"
  }

  @Test("A record that is wrong is left out, listed and told of; all others are there")
  func skipping() throws {
    let text =
      study("{\"id\":\"a\"}") + "{\"type\":\"nod\"}\n" + study("{\"id\":\"b\"}", 1)
      + study("{\"id\":\"c\",\"m\":{\"x\":1}}", 3) + study("{\"id\":\"d\"}", 4)
      + "{\"type\":\"relationship\",\"label\":\"T\",\"start\":1,\"end\":3}\n"
      + "{\"type\":\"relationship\",\"label\":\"T\",\"start\":1,\"end\":4}\n"
    let graph = Graph()
    #expect(throws: ImportError.self) { try graph.read(Self.lines(text), as: .jsonLines) }
    #expect(try described(graph).isEmpty)
    var told: [ImportReport.Skipped] = []
    var observer = ImportObserver()
    observer.skipped = { told.append($0) }
    let report = try graph.importGraph(
      from: Self.lines(text), as: .jsonLines, options: ["on-error": "skip"], observer: observer)
    #expect(report.nodes.read == 5 && report.nodes.created == 2 && report.nodes.skipped == 3)
    #expect(report.relationships.created == 1 && report.relationships.skipped == 1)
    #expect(told == report.skipped)
    #expect(told.map(\.place.line) == [2, 3, 4, 6])
    #expect(told[0].text == "{\"type\":\"nod\"}")
    #expect(told[1].reason.contains("occurs twice"))
    #expect(told[2].reason.contains("cannot hold"))
    #expect(told[3].reason.contains("is not there"))
    #expect(try described(graph).count == 3)
  }

  @Test("Rows of a graph folder that are wrong are left out")
  func skippingRows() throws {
    let source = ImporterTrial.folder(
      study: "id:ID(Study),year:int\na,2019\nb,n.d.\nc,2020,1\nd,\"x\"y\ne,2021\n")
    let graph = Graph()
    let report = try graph.read(source(), as: .graphFolder, ["on-error": "skip"])
    #expect(report.nodes.created == 3 && report.nodes.skipped == 3)
    #expect(report.skipped.map(\.text) == ["b,n.d.", "c,2020,1", "d,\"x\"y"])
  }

  @Test("A corrected record changes the graph's node, and each change is listed")
  func updating() throws {
    let graph = Graph()
    _ = try graph.read(
      Self.lines(study("{\"id\":\"a\",\"year\":2015,\"note\":\"n\"}")), as: .jsonLines,
      ["key": "id"])
    let corrected = Self.lines(
      "{\"type\":\"node\",\"id\":1,\"labels\":[\"Study\",\"Trial\"],"
        + "\"properties\":{\"id\":\"a\",\"year\":2016,\"doi\":\"10.1/x\"}}\n")
    let report = try graph.read(
      corrected, as: .jsonLines, ["key": "id", "existing": "update"])
    #expect(
      try described(graph) == [
        "(:Study:Trial {\"doi\":\"10.1/x\",\"id\":\"a\",\"note\":\"n\",\"year\":2016})"
      ])
    #expect(report.nodes.merged == 1 && report.nodes.updated == 1 && report.changeCount == 3)
    #expect(
      report.changes.map(\.description).contains(
        "Study with id \"a\": year 2015, now 2016 (g.jsonl:1)"))
    // The same again changes nothing.
    let again = try graph.read(corrected, as: .jsonLines, ["key": "id", "existing": "update"])
    #expect(again.nodes.updated == 0 && again.changeCount == 0 && again.nodes.merged == 1)
  }

  @Test("A corrected relationship is found by its key, or as the only one")
  func updatingRelationships() throws {
    let graph = Graph()
    func read(_ rows: String, _ options: OptionSettings = [:]) throws -> ImportReport {
      try graph.read(
        ImporterTrial.folder(
          study: "id:ID(Study)\na\n",
          supports: ":START_ID(Study),:END_ID(Factor),id,page:int\n" + rows)(),
        as: .graphFolder, options)
    }
    _ = try read("a,F1,c1,4\na,F1,c2,5\n")
    let report = try read("a,F1,c1,4\na,F1,c2,6\na,F1,c3,7\n", ["existing": "update"])
    #expect(report.relationships.merged == 2 && report.relationships.created == 1)
    #expect(report.changes.map(\.property) == ["page"] && report.changes[0].before == 5)
    // Without a key, one of two cannot be told from the other.
    let doubtful = try read("a,F1,,9\n", ["existing": "update"])
    #expect(doubtful.relationships.created == 1 && doubtful.warningCount == 1)
    let pages = try described(graph).filter { $0.contains("SUPPORTS") }
    #expect(pages.count == 4 && pages.contains { $0.contains("\"c2\",\"page\":6") })
  }

  @Test("A trial says what would become of every record and changes nothing")
  func trial() throws {
    let graph = Graph()
    _ = try graph.read(Self.lines(study("{\"id\":\"a\",\"year\":2015}")), as: .jsonLines)
    _ = try graph.run("CREATE CONSTRAINT FOR (s:Study) REQUIRE s.id IS UNIQUE")
    let before = try described(graph)
    let text = study("{\"id\":\"a\",\"year\":2016}", 1) + study("{\"id\":\"b\"}", 2)
    let options: OptionSettings = ["key": "id", "existing": "update"]
    let tried = try graph.importGraph(
      from: Self.lines(text), as: .jsonLines, options: options, isDryRun: true)
    #expect(tried.isDryRun && tried.nodes.created == 1 && tried.changeCount == 1)
    #expect(tried.description.hasSuffix("This was a trial: the graph is as before."))
    #expect(try described(graph) == before)
    let real = try graph.read(Self.lines(text), as: .jsonLines, options)
    #expect(real.nodes == tried.nodes && real.changes == tried.changes && !real.isDryRun)
    // What the end of an import would find, a trial finds as well.
    #expect(throws: (any Error).self) {
      try graph.importGraph(
        from: Self.lines(study("{\"id\":\"a\"}")), as: .jsonLines, isDryRun: true)
    }
  }

  @Test("A node that a relationship lacks is found in the graph, or made")
  func missingNodes() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Factor {id: 'F2'})").all()
    let source = ImporterTrial.folder(
      study: "id:ID(Study)\na\n",
      supports: ":START_ID(Study),:END_ID(Factor)\na,F2\na,F3\na,F3\n")
    #expect(throws: ImportError.self) { try graph.read(source(), as: .graphFolder) }
    let report = try graph.read(source(), as: .graphFolder, ["dangling": "make"])
    #expect(report.madeNodes == 1 && report.relationships.created == 3)
    #expect(report.warnings.map(\.place.line) == [3])
    let counts = try graph.run(
      "MATCH (f:Factor)<-[r]-() RETURN f.id, count(r) ORDER BY f.id"
    ).all()
    #expect(counts.map(\.values) == [["F2", 1], ["F3", 2]])
  }

  @Test("The report as JSON says the same")
  func json() throws {
    let report = try Graph().read(
      Self.lines(study("{\"id\":\"a\"}") + "x\n"), as: .jsonLines, ["on-error": "skip"])
    let map = try JSONReader().map(of: Text(report.json()))
    #expect(map["records"] == 2 && map["dry_run"] == false)
    #expect(map["nodes"] == ["read": 2, "created": 1, "merged": 0, "updated": 0, "skipped": 1])
    guard case .list(let skipped)? = map["skipped"], case .map(let first)? = skipped.first else {
      Issue.record("no list of skipped records")
      return
    }
    #expect(first["line"] == 2 && first["text"] == "x")
  }
}
