import Foundation
import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import StandardPlugins
import Testing

/// Reads a node a line, after a first line that names the format.
private struct LinesImporter: GraphImporter {
  var label: Text

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let lines = LineReader(try source.stream())
    while try lines.next() {
      let text = lines.withLine { String(decoding: $0, as: UTF8.self) }
      if text.hasPrefix("%") { continue }
      try sink.add(
        ImportedNode(nil, labels: [label], properties: ["name": .string(text)], at: lines.place))
    }
  }
}

/// Writes the names of nodes, a line each.
private struct LinesExporter: GraphExporter {
  var mark: String

  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    try output.write("\(mark)\n")
    try subject.forEachNode { _, contents in
      report.nodes += 1
      if case .text(let name)? = contents.properties["name"] { try output.write("\(name)\n") }
    }
    return report
  }
}

/// Formats that no target declares: values that are put together while the program runs.
@Suite struct PluginValueTests {
  /// A format as one found in a folder would be: all of it, its options too, is data.
  private static func lines(
    _ name: String, endings: [String] = ["lines"], mark: String? = "%lines"
  ) -> FormatPlugin {
    let label = OptionDescriptor(
      name: "label", summary: "The label of the nodes", values: .choice(["line", "entry"]),
      standard: "line")
    var signature: FormatInfo.Signature?
    if let mark { signature = { $0.begins(with: mark) } }
    return FormatPlugin(
      FormatInfo(
        name: name, title: "Lines of \(name)", summary: "A node on each line", extensions: endings,
        signature: signature, holds: []),
      importing: FormatAbility(options: [label]) { settings in
        LinesImporter(label: Text(settings["label"] ?? ""))
      },
      exporting: FormatAbility(options: []) { _ in LinesExporter(mark: mark ?? "%") })
  }

  private static func registry(_ more: FormatPlugin...) -> PluginRegistry {
    var plugins = StandardPlugins.registry
    for plugin in more { plugins.add(plugin) }
    return plugins
  }

  private static func source(_ text: String, _ name: String) -> ImportSource {
    ImportSource(Array(text.utf8), name: name)
  }

  @Test func itReadsAndWritesLikeOneThatIsBuiltIn() throws {
    let plugins = Self.registry(Self.lines("lines"))
    try Fixture.withTemporaryFolder { folder in
      let original = try graph([(["A"], ["name": "one"]), (["A"], ["name": "two"])])
      let report = try plugins.export(ExportSubject(original), to: "\(folder)/g.lines")
      #expect(report.nodes == 2 && report.bytes == 15)
      // By its name, which also names another folder; by its ending; by its first bytes alone.
      try FileManager.default.copyItem(atPath: "\(folder)/g.lines", toPath: "\(folder)/plain")
      for (path, format) in [("g.lines", nil), ("plain", nil), ("plain", "LINES")] {
        let copy = Graph()
        let report = try plugins.importGraph(
          into: copy, from: "\(folder)/\(path)", format: format, options: ["label": "Entry"])
        #expect(
          try described(copy) == ["(:entry {\"name\":\"one\"})", "(:entry {\"name\":\"two\"})"])
        #expect(report.run.format == "lines" && report.run.files.count == 1)
        #expect(report.run.options.map { "\($0.name)=\($0.value)" } == ["label=entry"])
      }
      let others = StandardPlugins.registry.importers.map(\.name)
      #expect(plugins.importers.map(\.name) == (others + ["lines"]).sorted())
    }
  }

  @Test func itsOptionsAreCheckedAlike() throws {
    let plugin = Self.lines("lines")
    #expect(
      plugin.importOptions?.map(\.name) == [
        "label", "existing", "dangling", "on-error", "member", "dedup", "record",
      ])
    for (options, message) in [
      (["labl": "line"], "There is no option 'labl'. Did you mean 'label'?"),
      (
        ["label": "lin"],
        "The option 'label' takes one of line, entry, not 'lin'. Did you mean 'line'?"
      ),
      (["label": "line", "label": "entry"], "The option 'label' is given twice"),
      (["record": "perhaps"], "The option 'record' takes true or false, not 'perhaps'"),
    ] as [(OptionSettings, String)] {
      let error = #expect(throws: OptionError.self) {
        try Graph().importGraph(from: Self.source("%lines\n", "x"), as: plugin, options: options)
      }
      #expect(error?.description == message)
    }
    let defaults = try #require(plugin.importing).prepared().values
    #expect(defaults.map { "\($0.name)=\($0.value)" } == ["label=line"])
  }

  /// Claims of a source, by name and bytes, and what comes of them.
  @Test(arguments: [
    ("%lines\n", "a.lines", "lines"), ("%lines\n", "a", "lines"), ("  \n%lines\n", "a", "lines"),
    ("\u{FEFF}%lines\n", "a", "lines"), ("", "a.lines", "lines"), ("else", "a.LINES", "lines"),
    // The ending is that of two, the bytes those of one.
    ("%rows\n", "a.rows", "rows"), ("%lines\n", "a.rows", "lines"),
    // Of two endings that fit, the longer is meant.
    ("?", "a.x.rows", "x-rows"),
    (
      "?", "a.rows",
      "Several formats claim 'a.rows': lines (by its name), rows (by its name). "
        + "Choose one of them by its name, as in --format lines"
    ),
    (
      "%twins\n", "a",
      "Several formats claim 'a': twin-1 (by its first bytes), twin-2 (by its first bytes). "
        + "Choose one of them by its name, as in --format twin-1"
    ),
    (
      "%lines\n", "a.jsonl",
      "Several formats claim 'a.jsonl': jsonl (by its name), lines (by its first bytes). "
        + "Choose one of them by its name, as in --format jsonl"
    ),
    (
      "?", "a.b",
      "The format of 'a.b' cannot be told from its name or its first bytes. Name one of "
    ),
  ])
  func claims(_ text: String, _ name: String, _ outcome: String) throws {
    let formats = [
      Self.lines("twin-2", endings: [], mark: "%twins"),
      Self.lines("rows", endings: ["rows"], mark: "%rows"),
      Self.lines("lines", endings: ["lines", "rows"]),
      Self.lines("x-rows", endings: ["x.rows"], mark: nil),
      Self.lines("twin-1", endings: [], mark: "%twins"),
    ]
    // Whatever the order in which they were added.
    for formats in [formats, formats.reversed()] {
      let plugins = PluginRegistry(StandardPlugins.registry.plugins + formats)
      do {
        #expect(try plugins.importer(for: Self.source(text, name)).name == outcome)
      } catch let error as OptionError {
        #expect(error.description.hasPrefix(outcome))
      }
      // Who names one is not asked again.
      _ = try plugins.importer(named: "lines")
    }
  }

  @Test func whatIsWrittenIsKnownByItsName() throws {
    let plugins = Self.registry(Self.lines("lines"), Self.lines("other", endings: ["jsonl"]))
    #expect(try plugins.exporter(forPath: "a.lines").name == "lines")
    let error = #expect(throws: OptionError.self) { try plugins.exporter(forPath: "b/a.jsonl") }
    #expect(
      error?.message
        == "Several formats claim 'b/a.jsonl': jsonl (by its name), other (by its name)")
  }

  @Test func twoOfOneName() {
    let plugins = Self.registry(Self.lines("lines"), Self.lines("lines", endings: ["other"]))
    let error = #expect(throws: OptionError.self) { try plugins.importer(named: "lines") }
    #expect(error?.message == "There are 2 formats called 'lines': Lines of lines, Lines of lines")
  }

  @Test func foldersByTheirMarker() throws {
    let other = FormatPlugin(
      FormatInfo(
        name: "other-folder", title: "other", summary: "A folder", extensions: [],
        layout: .folder(marker: "manifest.json", owned: []),
        signature: { $0.contains("\"other\"") }, holds: []),
      importing: FormatAbility(options: []) { _ in LinesImporter(label: "A") })
    let plugins = Self.registry(other)
    func format(_ manifest: String) throws -> String {
      let source = ImportSource(folder: ["manifest.json": Array(manifest.utf8)], name: "f")
      return try plugins.importer(for: source).name
    }
    #expect(try format("{\"format\":\"dolen-graph-folder\",\"version\":1}") == "graph-folder")
    #expect(try format("{\"format\":\"other\"}") == "other-folder")
    let error = #expect(throws: OptionError.self) { try format("{}") }
    #expect(
      error?.message
        == "Several formats claim 'f': graph-folder (by its name), other-folder (by its name)")
  }

  @Test(arguments: [
    ("{\"type\":\"node\",\"id\":1}\n", true),
    ("\n {\"id\":\"1\",\"type\" : \"relationship\"", true),
    ("[\n{\"type\":\"node\"}", true), ("{\"nodes\":[{", true), ("{ \"rels\" : {", true),
    ("{\"a\":{\"b\":[1,\"}\"]},\"type\":\"node\"", true),
    ("", false), ("{", false), ("[", false), ("{\"type\":\"Feature\"}", false),
    ("{\"id\":1}\n{\"type\":\"node\"}", false), ("[1]", false), ("<graphml>", false),
    ("{\"a\":\"\(String(repeating: "x", count: 5_000))\",\"type\":\"node\"}", true),
  ])
  func recordsByTheirFirstBytes(_ text: String, _ isRecognised: Bool) throws {
    let head = try Self.source(text, "x").head()
    #expect(JSONRecordReader.recognizes(head) == isRecognised)
    #expect(head.bytes.count == min(text.utf8.count, FileHead.limit))
  }

  /// A pipe has its bytes once: what was looked at is read again.
  @Test(arguments: [0, 10, 4_095, 4_096, 4_097, 60_000])
  func lookingTakesNothing(_ length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    try pipe.fileHandleForWriting.close()
    let source = try ImportSource(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try Array(source.head().bytes) == Array(bytes.prefix(FileHead.limit)))
    #expect(try source.head().bytes.count == min(length, FileHead.limit))
    #expect(try source.stream().readAll() == bytes)
    #expect(source.filesRead.map(\.count) == [length])
    #expect(source.filesRead.first?.sha256 == SHA256.hexadecimal(of: bytes))
  }
}
