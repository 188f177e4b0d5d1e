import Foundation
import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import TablesPlugin
import Testing

/// Imports into a file that nobody has open, held against those into a graph that is open: the same
/// graph, the same words.
@Suite("Imports into a graph's file")
struct GraphFileTests {
  /// What came of imports, one after the other, and the graph afterwards as JSON Lines.
  private struct Outcome: Equatable {
    var said: [String] = []
    var graph = ""
  }

  private typealias Step = (source: ImportSource, options: OptionSettings)

  private static func outcome(
    of steps: [Step], _ run: (Step) throws -> ImportReport
  ) -> Outcome {
    var outcome = Outcome()
    for step in steps {
      do {
        let report = try run(step)
        outcome.said.append(report.description)
        outcome.said += report.skipped.map { "\($0)" } + report.changes.map(\.description)
        outcome.said += report.warnings.map(\.message)
      } catch {
        outcome.said.append("\(error)")
      }
    }
    return outcome
  }

  private static func lines(of graph: Graph) throws -> String {
    let (sink, _) = try ExportSubject(graph).written(as: .jsonLines)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// What comes of the same steps through the transactions of a graph, and past them into a file, which
  /// the first step makes where there is nothing before.
  private static func both(
    _ plugin: FormatPlugin, _ steps: () throws -> [Step], prepare: ((Graph) throws -> Void)? = nil
  ) throws -> (open: Outcome, file: Outcome) {
    let graph = Graph()
    try prepare?(graph)
    var open = outcome(of: try steps()) { step in
      try graph.importGraph(from: step.source, as: plugin, options: step.options)
    }
    open.graph = try lines(of: graph)
    let file = try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/g.dolen"
      if let prepare {
        let graph = try Graph.open(path, access: .create)
        try prepare(graph)
        try graph.close()
      }
      var file = outcome(of: try steps()) { step in
        try GraphFile(path).importAtOnce(from: step.source, as: plugin, options: step.options)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      if left.isEmpty { return file }
      #expect(left == ["g.dolen"], "nothing else is left")
      let graph = try Graph.open(path)
      file.graph = try lines(of: graph)
      try graph.close()
      return file
    }
    return (open, file)
  }

  private static func expectSame(
    _ name: String, _ plugin: FormatPlugin, _ steps: () throws -> [Step],
    prepare: ((Graph) throws -> Void)? = nil
  ) throws {
    let (open, file) = try both(plugin, steps, prepare: prepare)
    #expect(open.said == file.said, "\(name)")
    #expect(open.graph == file.graph, "\(name)")
  }

  @Test("Every format, sound and long", arguments: ImporterTrial.all)
  func everyFormat(_ trial: ImporterTrial) throws {
    try Self.expectSame("sound", trial.plugin) { [(trial.sound(), trial.settings)] }
    try Self.expectSame("many", trial.plugin) { [(trial.many(), trial.settings)] }
  }

  @Test("Every format again, into a graph that has it", arguments: ImporterTrial.all)
  func again(_ trial: ImporterTrial) throws {
    for more in [
      [:], ["existing": "update"], ["existing": "keep", "record": "true"],
    ] as [OptionSettings] {
      var options = trial.settings
      for (name, text) in more.entries { options.add(name, text) }
      // The id of the run is another each time.
      guard more.entries.count < 2 else {
        let (open, file) = try Self.both(trial.plugin) { [(trial.sound(), options)] }
        #expect(open.said == file.said)
        #expect(open.graph.contains("ImportRun") && file.graph.contains("ImportRun"))
        continue
      }
      try Self.expectSame("\(more)", trial.plugin) {
        [(trial.sound(), trial.settings), (trial.sound(), options)]
      }
    }
  }

  @Test("Every mistake of every format, stopped at and skipped", arguments: ImporterTrial.all)
  func everyMistake(_ trial: ImporterTrial) throws {
    var skipping = trial.settings
    skipping.add("on-error", "skip")
    for one in trial.cases {
      for options in [trial.settings, skipping] {
        let (open, file) = try Self.both(trial.plugin) { [(one.source(), options)] }
        #expect(open.said == file.said, "\(one.name)")
        #expect(open.graph == file.graph, "\(one.name)")
      }
    }
  }

  private static func lines(_ text: String) -> ImportSource {
    ImportSource(Array(text.utf8), name: "g.jsonl")
  }

  private static func study(_ id: String, _ properties: String, labels: String = "\"S\"") -> String
  {
    "{\"type\":\"node\",\"id\":\"\(id)\",\"labels\":[\(labels)],\"properties\":{\(properties)}}\n"
  }

  private static func link(_ start: String, _ end: String, _ properties: String = "") -> String {
    "{\"type\":\"relationship\",\"label\":\"T\",\"start\":\"\(start)\",\"end\":\"\(end)\","
      + "\"properties\":{\(properties)}}\n"
  }

  @Test("Nodes and relationships of one source that mean the same, corrected in a new file")
  func withinASource() throws {
    let text =
      Self.study("1", "\"id\":\"a\",\"x\":1") + Self.study("2", "\"id\":\"b\",\"x\":2.5")
      + Self.link("1", "2", "\"p\":1") + Self.study("3", "\"id\":\"a\",\"x\":2,\"y\":[1,2]")
      + Self.study("4", "\"id\":\"b\",\"$z\":null,\"n\":\"\\\"q\\\\\\n\"", labels: "\"S\",\"U\"")
      + Self.link("3", "4", "\"p\":1")
      + Self.link("3", "4", "\"p\":3,\"$odd\":{\"$date\":\"2020-01-02\"}")
      + Self.link("1", "4") + Self.study("5", "\"id\":7") + Self.study("6", "\"id\":7.0,\"x\":1")
    for existing in ["stop", "keep", "update"] {
      let options: OptionSettings = ["key": "id", "existing": existing]
      try Self.expectSame(existing, .jsonLines) { [(Self.lines(text), options)] }
    }
  }

  @Test("Ends that are missing: stopped at, skipped, made; found in the graph by their id")
  func danglingEnds() throws {
    let table = ImporterTrial.folder(
      study: "id:ID(Study)\na\n",
      supports: ":START_ID(Study),:END_ID(Factor),page:int\na,F1,1\na,F9,2\nb,F1,3\n")
    for dangling in ["stop", "skip", "make"] {
      let options: OptionSettings = ["dangling": dangling]
      try Self.expectSame(dangling, .graphFolder) { [(table(), options), (table(), options)] }
      try Self.expectSame(dangling, .graphFolder, { [(table(), options)] }) { graph in
        _ = try graph.run("CREATE (:Factor {id: 'F9'}), (:Study {id: 'b', x: 1})")
      }
    }
  }

  @Test("A unique constraint that would not hold refuses all of it, also in a trial")
  func constraint() throws {
    let text = Self.study("1", "\"id\":\"a\"") + Self.study("2", "\"id\":\"a\"")
    try Fixture.withTemporaryFolder { folder throws in
      let path = "\(folder)/g.dolen"
      let graph = try Graph.open(path, access: .create)
      _ = try graph.run("CREATE CONSTRAINT FOR (s:S) REQUIRE s.id IS UNIQUE")
      try graph.close()
      for isDryRun in [true, false] {
        let error = #expect(throws: Diagnostic.self) {
          try GraphFile(path).importAtOnce(
            from: Self.lines(text), as: .jsonLines, isDryRun: isDryRun)
        }
        #expect(error?.detail == "UniquenessViolation")
      }
      let after = try Graph.open(path)
      #expect(after.statistics.nodeCount == 0)
      try after.close()
    }
  }

  @Test("An import that is broken off, and a trial, leave nothing", arguments: [true, false])
  func nothingIsLeft(isNew: Bool) throws {
    struct Cancelled: Error {}
    let many = (0..<5_000).map { "{\"type\":\"node\",\"id\":\($0)}\n" }.joined()
    try Fixture.withTemporaryFolder { folder throws in
      let file = GraphFile("\(folder)/g.dolen")
      if !isNew {
        _ = try file.importGraph(from: Self.lines(Self.study("1", "\"id\":\"a\"")), as: .jsonLines)
      }
      var observer = ImportObserver()
      observer.progress = { _ in throw Cancelled() }
      #expect(throws: Cancelled.self) {
        try file.importGraph(from: Self.lines(many), as: .jsonLines, observer: observer)
      }
      let tried = try file.importGraph(from: Self.lines(many), as: .jsonLines, isDryRun: true)
      #expect(tried.isDryRun && tried.nodes.created == 5_000)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == (isNew ? [] : ["g.dolen"]))
      guard !isNew else { return }
      let graph = try Graph.open(file.path)
      #expect(graph.statistics.nodeCount == 1)
      try graph.close()
    }
  }

  @Test("A source that is small beside the graph goes through a transaction")
  func choice() throws {
    try Fixture.withTemporaryFolder { folder throws in
      let file = GraphFile("\(folder)/g.dolen")
      let small = Self.lines("{\"type\":\"node\"}\n")
      #expect(file.takesAtOnce(small) && file.takesAtOnce(.standardInput))
      _ = try file.importGraph(from: small, as: .jsonLines)
      #expect(!file.takesAtOnce(small) && !file.takesAtOnce(.standardInput))
      #expect(file.takesAtOnce(ImportSource([UInt8](repeating: 32, count: 1 << 20), name: "g")))
      #expect(!GraphFile(folder).takesAtOnce(small))
    }
  }
}
