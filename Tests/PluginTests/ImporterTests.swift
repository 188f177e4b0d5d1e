import GraphEngine
import GraphFolderPlugin
import GraphModel
import JSONLinesPlugin
import PluginKit
import StandardPlugins
import Testing

@Suite struct ImporterTests {
  @Test func everyImporterIsTried() {
    let tried = ImporterTrial.all.map(\.name).sorted()
    #expect(tried == StandardPlugins.registry.importers.filter { $0.importing != nil }.map(\.name))
  }

  @Test(arguments: ImporterTrial.all)
  func soundSource(_ trial: ImporterTrial) throws {
    let graph = Graph()
    let report = try trial.read(graph, trial.sound(), nil)
    #expect(try described(graph) == trial.graph)
    let nodes = trial.graph.filter { $0.hasPrefix("(") }.count
    #expect(report.nodes.created == nodes)
    #expect(report.relationships.created == trial.graph.count - nodes)
    #expect(report.warningCount == 0 && report.skips.isEmpty)
    #expect(!report.run.files.isEmpty && report.run.files.allSatisfy { $0.sha256.count == 64 })
  }

  @Test(arguments: ImporterTrial.all)
  func everyMistake(_ trial: ImporterTrial) throws {
    for one in trial.cases {
      let graph = Graph()
      var outcome: String
      do {
        outcome = try trial.read(graph, one.source(), nil).description
      } catch {
        outcome = "\(error)"
        #expect(try described(graph).isEmpty, "\(one.name): a failed import leaves nothing")
      }
      #expect(outcome.hasPrefix(one.outcome), "\(one.name)")
    }
  }

  @Test(arguments: ImporterTrial.all)
  func cancelling(_ trial: ImporterTrial) throws {
    struct Cancelled: Error {}
    let graph = Graph()
    #expect(throws: Cancelled.self) {
      try trial.read(graph, trial.many()) { _ in throw Cancelled() }
    }
    #expect(try described(graph).isEmpty)
  }

  @Test func relationshipsBeforeTheirNodes() throws {
    let graph = Graph()
    let text = """
      {"type":"relationship","label":"T","start":{"id":"1","labels":["A"]},"end":{"id":"2"}}
      {"type":"node","id":"1","labels":["A"],"properties":{"a":null}}
      {"type":"node","id":"2","labels":["B"],"extra":1}
      """
    let report = try graph.read(
      ImportSource(Array(text.utf8), name: "g.jsonl"), as: .jsonLines)
    #expect(try described(graph) == ["(:A {})", "(:B {})", "0-[:T {}]->1"])
    #expect(report.warnings.map(\.place.description) == ["g.jsonl:3"])
  }

  @Test func danglingEndsCanBeSkipped() throws {
    let graph = Graph()
    let source = ImporterTrial.folder(
      study: "id:ID(Study)\na\n",
      supports: ":START_ID(Study),:END_ID(Factor)\na,F1\na,F2\nb,F1\n")
    let report = try graph.read(
      source(), as: .graphFolder, ["dangling": "skip"])
    #expect(report.relationships.created == 1 && report.relationships.skipped == 2)
    #expect(
      report.description.contains(
        "skipped 2 relationships: one of its nodes is missing (first at "
          + "g/relationships/SUPPORTS.csv:3)"))
  }

  @Test func importingTwiceChangesNothing() throws {
    let graph = Graph()
    let source = try ImportSource(path: Fixture.path("Graph"))
    _ = try graph.read(source, as: .graphFolder)
    let once = try described(graph)
    let report = try graph.read(source, as: .graphFolder)
    #expect(try described(graph) == once)
    #expect(report.nodes.merged == report.nodes.read && report.nodes.created == 0)
    #expect(
      report.relationships.merged == report.relationships.read
        && report.relationships.created == 0)
  }

  @Test func nodesThatDiffer() throws {
    let graph = Graph()
    func read(_ year: String, _ policy: OptionSettings = [:]) throws -> ImportReport {
      try graph.read(
        ImporterTrial.folder(study: "id:ID(Study),year:int\na,\(year)\n")(),
        as: .graphFolder, policy)
    }
    _ = try read("2019")
    let error = #expect(throws: ImportError.self) { try read("2020") }
    #expect(
      error?.message
        == "Study with id \"a\" is in the graph already (node 0), with year 2019, here 2020")
    let kept = try read("2020", ["existing": "keep"])
    #expect(kept.nodes.merged == 2 && kept.warningCount == 1)
    // A record that says less than the graph is no conflict.
    #expect(try read("").nodes.merged == 2)
    #expect(
      try described(graph) == [
        "(:Study {\"id\":\"a\",\"year\":2019})", "(:Factor {\"id\":\"F1\"})",
      ])
  }

  @Test func aRecordedRun() throws {
    let graph = Graph()
    let source = ImporterTrial.graphFolder.sound()
    let report = try graph.read(source, as: .graphFolder, ["record": "true"])
    let id = Value.string(report.run.id)
    var runs: [MapValue] = []
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      if contents.labels == [ImportRun.label] {
        #expect(node.id == report.recordNode)
        runs.append(contents.properties)
      } else {
        #expect(contents.properties[ImportRun.property] == id)
      }
    }
    try graph.forEachRelationship {
      #expect($0.contents?.properties[ImportRun.property] == id)
    }
    #expect(runs.count == 1 && runs[0]["id"] == id)
    #expect(runs[0]["files"] == .list(report.run.files.map { .string($0.name) }))
    // The same files again are known in spite of the mark.
    let again = try graph.read(source, as: .graphFolder)
    #expect(again.nodes.created == 0 && again.relationships.created == 0)
  }

  @Test func filesThatAreNotListed() throws {
    let source = ImportSource(
      folder: [
        "manifest.json": Array(
          "{\"format\":\"dolen-graph-folder\",\"version\":1,\"files\":[]}".utf8),
        "nodes/New.csv": Array("id:ID(New)\n".utf8),
      ], name: "g")
    let report = try Graph().read(source, as: .graphFolder)
    #expect(report.warnings.map(\.place.file) == ["g/nodes/New.csv"])
  }

  @Test func labelsOfTheirOwn() throws {
    let graph = Graph()
    let source = ImporterTrial.folder([
      (
        path: "nodes/A.csv", entry: "\"label\":\"A\"", text: "id:ID(A),:LABEL\nx,B;A\ny,\n"
      ),
      (path: "nodes/none.csv", entry: "\"label\":null", text: ":ID(),v\n1,w\n"),
    ])
    _ = try graph.read(source, as: .graphFolder)
    #expect(
      try described(graph) == ["(:A:B {\"id\":\"x\"})", "(:A {\"id\":\"y\"})", "( {\"v\":\"w\"})"])
  }

  @Test func verifyCanBeTurnedOff() throws {
    let files: [String: [UInt8]] = [
      "manifest.json": Array(
        """
        {"format":"dolen-graph-folder","version":1,"files":[
          {"path":"nodes/A.csv","label":"A","rows":7,"sha256":"00"}]}
        """.utf8),
      "nodes/A.csv": Array("id:ID(A)\nx\n".utf8),
    ]
    let report = try Graph().read(
      ImportSource(folder: files, name: "g"), as: .graphFolder, ["verify": "no"])
    #expect(report.nodes.created == 1)
  }

  @Test func theShippedGraph() throws {
    let graph = Graph()
    let report = try graph.read(
      try ImportSource(path: Fixture.path("Graph")), as: .graphFolder)
    #expect(report.warningCount == 0)
    #expect(graph.statistics.nodeCount == report.nodes.created)
    let rows = try graph.run("MATCH (n) RETURN count(n) AS n").all()
    #expect(try rows[0]["n", as: Int.self] == report.nodes.read)
  }
}
