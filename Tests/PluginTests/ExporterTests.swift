import DOTPlugin
import Foundation
import GraphEngine
import GraphFolderPlugin
import GraphModel
import JSONLinesPlugin
import PluginKit
import StandardPlugins
import Testing

/// An exporter that writes something and then fails.
private struct FailingExporter: GraphExporter {
  struct Failure: Error {}
  static let plugin = FormatPlugin(
    FormatInfo(
      name: "failing", title: "failing", summary: "Fails.", extensions: ["fail"], holds: []),
    exporting: FormatAbility(FailingExporter.init))
  init(options: NoOptions) {}
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    try output.write(String(repeating: "x", count: 1 << 20))
    throw Failure()
  }
}

/// The same, as a folder.
private struct FailingFolderExporter: GraphExporter {
  struct Failure: Error {}
  static let plugin = FormatPlugin(
    FormatInfo(
      name: "failing-folder", title: "failing", summary: "Fails.", extensions: [],
      layout: .folder(marker: "mark", owned: ["a"]), holds: []),
    exporting: FormatAbility(FailingFolderExporter.init))
  init(options: NoOptions) {}
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    try output.beginFile("a/b")
    try output.write("x")
    throw Failure()
  }
}

@Suite struct ExporterTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func aFailureLeavesNothing() throws {
    try Fixture.withTemporaryFolder { folder in
      let subject = ExportSubject(Graph())
      try write("before", "\(folder)/f")
      for path in ["\(folder)/f", "\(folder)/new"] {
        #expect(throws: FailingExporter.Failure.self) {
          try subject.export(as: FailingExporter.plugin, to: path, replacing: true)
        }
      }
      #expect(throws: FailingFolderExporter.Failure.self) {
        try subject.export(as: FailingFolderExporter.plugin, to: "\(folder)/d")
      }
      #expect(try names(folder) == ["f"])
      #expect(try read("\(folder)/f") == "before")
    }
  }

  @Test func aFileIsReplacedWhole() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/g.jsonl"
      try write("before", path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: path)
      let subject = ExportSubject(try graph([(["A"], [:])]))
      #expect(throws: FileError.self) {
        try subject.export(as: .jsonLines, to: "\(folder)/link")
      }
      #expect(try read(path) == "before", "a file gives way only on demand")
      let report = try subject.export(
        as: .jsonLines, to: "\(folder)/link", replacing: true)
      let text = try read(path)
      #expect(text == "{\"type\":\"node\",\"id\":0,\"labels\":[\"A\"],\"properties\":{}}\n")
      #expect(report.bytes == text.utf8.count)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try names(folder) == ["g.jsonl", "link"])
    }
  }

  @Test func placesThatCannotBeWritten() throws {
    try Fixture.withTemporaryFolder { folder in
      let subject = ExportSubject(Graph())
      try FileManager.default.createDirectory(
        atPath: "\(folder)/d", withIntermediateDirectories: true)
      try write("mine", "\(folder)/d/precious.txt")
      #expect(throws: FileError.self) {
        try subject.export(as: .jsonLines, to: "\(folder)/d")
      }
      #expect(throws: FileError.self) {
        try subject.export(as: .jsonLines, to: "\(folder)/no/f")
      }
      // A folder of somebody else is left alone.
      let error = #expect(throws: FileError.self) {
        try subject.export(as: .graphFolder, to: "\(folder)/d")
      }
      #expect(error?.reason.contains("no manifest.json") == true)
      #expect(throws: FileError.self) {
        try subject.export(
          as: .graphFolder, to: "\(folder)/d/precious.txt")
      }
      #expect(throws: ExportError.self) {
        try subject.export(as: .graphFolder, to: "-")
      }
      #expect(try names(folder) == ["d"])
      #expect(try names("\(folder)/d") == ["precious.txt"])
    }
  }

  @Test func devicesAreWrittenTo() throws {
    let subject = ExportSubject(try graph([(["A"], [:])]))
    let report = try subject.export(as: .jsonLines, to: "/dev/null")
    #expect(report.bytes > 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func aGraphFolderKeepsWhatItDoesNotOwn() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/g"
      let subject = ExportSubject(try graph([(["A"], ["id": "x"])]))
      _ = try subject.export(as: .graphFolder, to: path)
      #expect(try names(path) == ["manifest.json", "nodes"])
      try write("read me", "\(path)/README.md")
      try write("stale", "\(path)/nodes/Stale.csv")
      try FileManager.default.createDirectory(
        atPath: "\(path)/docs", withIntermediateDirectories: true)
      try write("more", "\(path)/docs/more.md")
      #expect(throws: FileError.self) {
        try subject.export(as: .graphFolder, to: path)
      }
      #expect(try names("\(path)/nodes") == ["A.csv", "Stale.csv"], "nor does a folder")
      _ = try subject.export(
        as: .graphFolder, to: path, replacing: true)
      #expect(try names(path) == ["README.md", "docs", "manifest.json", "nodes"])
      #expect(try names("\(path)/nodes") == ["A.csv"])
      #expect(try read("\(path)/docs/more.md") == "more")
      #expect(try names(folder) == ["g"])
    }
  }

  @Test func theShippedGraphComesBackByteForByte() throws {
    let folder = Fixture.path("Graph")
    let graph = Graph()
    _ = try graph.read(try ImportSource(path: folder), as: .graphFolder)
    let written = try ExportSubject(graph).written(as: .graphFolder, ["like": folder])
    #expect(written.report.losses.isEmpty)
    for (path, bytes) in written.sink.files {
      let isEqual = try bytes == Fixture.bytes("Graph/\(path)")
      #expect(isEqual, "\(path)")
    }
    let csv = ["nodes", "relationships"].flatMap { part in
      ImportSourceFiles.names(in: part).map { "\(part)/\($0)" }
    }
    #expect(Set(written.sink.files.keys) == Set(csv + ["manifest.json", "schema.json"]))
  }

  @Test func theSchemaOfTheGraphGoesAlong() throws {
    let text = """
      {"format": "dolen-graph-schema", "version": 1,
       "labels": {"Paper": {"key": "doi", "source": true}}, "relationshipTypes": {}}
      """
    try Fixture.withTemporaryFolder { folder in
      let graph = Graph()
      _ = try graph.run("CREATE (:Paper {id: 'p', doi: '10.1'})")
      #expect(try ExportSubject(graph).written(as: .graphFolder).sink.files["schema.json"] == nil)
      try graph.setSchema(json: Array(text.utf8))
      _ = try ExportSubject(graph).export(as: .graphFolder, to: "\(folder)/g")
      let copy = Graph()
      _ = try StandardPlugins.registry.importGraph(into: copy, from: "\(folder)/g")
      #expect(copy.schemaText == text)
      let like = try ExportSubject(graph).written(as: .graphFolder, ["like": Fixture.path("Graph")])
      #expect(like.sink.files["schema.json"] == Array(text.utf8))
      #expect(like.report.notes.contains { $0.hasPrefix("the schema is that of the graph") })
    }
  }

  static let exact = [
    "cx2", "cyjs", "gexf", "gml", "graph-folder", "graphml", "json-ld", "jsonl", "ntriples",
    "turtle",
  ]

  /// The formats that both read and write, and whether a graph with every kind of value survives.
  @Test(arguments: exact)
  func everyKindOfValueSurvives(_ format: String) throws {
    let plugins = StandardPlugins.registry
    #expect(try plugins.importer(named: format).format.holds == .everything)
    try Fixture.withTemporaryFolder { folder in
      let original = try everyKindOfValue()
      let path = "\(folder)/out"
      let report = try plugins.export(ExportSubject(original), to: path, format: format)
      #expect(report.losses.isEmpty, "\(report)")
      let copy = Graph()
      // Two nodes have the same label and id on purpose.
      _ = try plugins.importGraph(
        into: copy, from: path, format: format, options: ["key": ""])
      #expect(try described(copy).sorted() == described(original).sorted())
      // Once more, the files are the same: nothing depends on where a graph comes from.
      let again = "\(folder)/again"
      _ = try plugins.export(ExportSubject(copy), to: again, format: format)
      let third = Graph()
      _ = try plugins.importGraph(
        into: third, from: again, format: format, options: ["key": ""])
      #expect(try described(third) == described(copy))
    }
  }

  @Test func everyFormatThatReadsAndWritesIsTried() {
    let both = StandardPlugins.registry.plugins.filter {
      // Others read and write, but not the same: a drawing, references.
      $0.importing != nil && $0.exporting != nil && $0.format.holds == .everything
    }
    #expect(both.map(\.name) == Self.exact)
  }

  @Test func apocLines() throws {
    let subject = ExportSubject(
      try graph(
        [(["A", "B"], ["d": .date(DateValue(epochDay: 0))]), (["C"], [:])],
        [("T", 0, 1, ["w": 1])]))
    let written = try subject.written(as: .jsonLines, ["apoc": "yes"])
    #expect(
      String(decoding: written.sink.bytes, as: UTF8.self) == """
        {"type":"node","id":"0","labels":["A","B"],"properties":{"d":"1970-01-01"}}
        {"type":"node","id":"1","labels":["C"],"properties":{}}
        {"type":"relationship","id":"0","label":"T","start":{"id":"0","labels":["A","B"]},\
        "end":{"id":"1","labels":["C"]},"properties":{"w":1}}

        """)
    #expect(
      written.report.losses.map(\.what) == ["values of type Date written as plain JSON"])
  }

  @Test func foldersAreStable() throws {
    let subject = ExportSubject(try everyKindOfValue())
    let first = try subject.written(as: .graphFolder).sink.files
    let second = try subject.written(as: .graphFolder).sink.files
    #expect(first == second)
    // Names that differ in case alone would be one file on some systems.
    #expect(Set(first.keys.map { $0.lowercased() }).count == first.count)
  }

  @Test func aCleanGraphFolder() throws {
    let subject = ExportSubject(
      try graph(
        [
          (["Study"], ["id": "a", "year": 2019, "variants": ["A", "B"]]),
          (["Study"], ["id": "b", "note": "x, \"y\""]), (["Plan"], [:]),
        ], [("PART_OF", 0, 1, [:]), ("PART_OF", 0, 2, ["lines": "1-2"])]))
    let files = try subject.written(as: .graphFolder).sink.files
      .mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(
      files["nodes/Study.csv"] == """
        id:ID(Study),year:int,variants:string[],note
        a,2019,A;B,
        b,,,"x, ""y\"""

        """)
    #expect(files["nodes/Plan.csv"] == ":ID(Plan)\nn2\n")
    #expect(files["relationships/PART_OF.Study.csv"] == ":START_ID(Study),:END_ID(Study)\na,b\n")
    #expect(
      files["relationships/PART_OF.Plan.csv"]
        == ":START_ID(Study),:END_ID(Plan),lines\na,n2,1-2\n")
  }
}

/// The CSV files of the shipped graph.
private enum ImportSourceFiles {
  static func names(in folder: String) -> [String] {
    (try? ImportSource(path: Fixture.path("Graph")))?.files(in: folder) ?? []
  }
}
