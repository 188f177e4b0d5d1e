import GraphEngine
import PluginKit
import StandardPlugins
import Testing

@Suite struct RegistryTests {
  private let plugins = StandardPlugins.registry

  @Test func theCatalogIsSound() {
    let names = plugins.plugins.map(\.name)
    #expect(Set(names).count == names.count && names == names.sorted())
    for entry in plugins.plugins {
      #expect(entry.format.name == entry.format.name.lowercased())
      #expect(entry.format.summary.first?.isUppercase == true)
      #expect(!entry.format.summary.hasSuffix("."))
      // Tables are named by options, whatever their files are called.
      #expect(entry.format.extensions.isEmpty == (entry.loading != nil))
      for options in [entry.importOptions ?? [], entry.exportOptions ?? []] {
        #expect(Set(options.map(\.name)).count == options.count)
        for option in options {
          #expect(option.name.allSatisfy { $0.isLowercase || $0 == "-" })
          #expect(!option.summary.isEmpty && option.summary.count <= 100)
        }
      }
    }
  }

  @Test(arguments: [
    ("grpah-folder", "The format 'grpah-folder' is unknown. Did you mean 'graph-folder'?"),
    ("DTO", "The format 'DTO' is unknown. Did you mean 'dot'?"),
    ("spreadsheet", "The format 'spreadsheet' is unknown. There are "),
  ])
  func unknownExporter(_ name: String, _ message: String) {
    let error = #expect(throws: OptionError.self) { try plugins.exporter(named: name) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test func aFormatThatOnlyWrites() throws {
    let error = #expect(throws: OptionError.self) { try plugins.importer(named: "mermaid") }
    #expect(error?.message == "The format 'mermaid' can only be written")
    #expect(try plugins.exporter(named: "DOT").format.name == "dot")
  }

  @Test func aFormatOfTables() throws {
    let error = #expect(throws: OptionError.self) {
      try plugins.importGraph(into: Graph(), from: Fixture.path("README.md"), format: "bulk-csv")
    }
    #expect(
      error?.description == "The format 'bulk-csv' is read from tables, not from a file. "
        + "Name them by its options nodes and relationships")
    for (format, options, message) in [
      ("jsonl", [:], "The format 'jsonl' is read from a file or folder, and none is named"),
      ("bulk-csv", [:], "No table is named"),
      (
        "bulk-csv", ["nodes": "A=a", "existing": "x"],
        "The option 'existing' takes one of stop, keep, update, not 'x'"
      ),
      (
        "bulk-csv", ["nodes": "A=a", "on-error": "x"],
        "The option 'on-error' takes one of stop, skip, not 'x'"
      ),
      ("bulk-csv", ["nodes": "=a"], "--nodes =a has an empty label"),
      ("bulk-csv", ["id-memory": "0"], "--id-memory takes a number of megabytes, not 0"),
      (
        "bulk-csv", ["delimiter": "tab", "delimiter": ";"], "The option 'delimiter' is given twice"
      ),
      (
        "bulk-csv", ["delimiter": "\""],
        "--delimiter takes one character such as ';', or 'tab', not '\"'"
      ),
    ] as [(String, OptionSettings, String)] {
      let error = #expect(throws: OptionError.self) {
        try plugins.tables(format: format, options: options)
      }
      #expect(error?.message == message)
    }
    let load = try plugins.tables(
      format: "BULK-CSV",
      options: [
        "relationships": "T=t.csv,/u.csv", "nodes": "A:B=a.csv", "nodes": "b.csv",
        "on-error": "skip", "delimiter": "tab", "id-memory": "7",
      ])
    #expect(
      load.relative(to: "f").tables == [
        BulkTable(.nodes(labels: ["A", "B"]), files: ["f/a.csv"]),
        BulkTable(.nodes(labels: []), files: ["f/b.csv"]),
        BulkTable(.relationships(type: "T"), files: ["f/t.csv", "/u.csv"]),
      ])
    #expect(load.policy == BulkPolicy(onError: .skip, delimiter: 0x09, memory: 7 << 20))
  }

  @Test func formatsByTheirFiles() throws {
    #expect(try plugins.exporter(forPath: "a/b.GV").format.name == "dot")
    #expect(try plugins.exporter(forPath: "b.x.jsonl").format.name == "jsonl")
    #expect(try plugins.exporter(forPath: Fixture.path("Graph")).format.name == "graph-folder")
    let folder = try ImportSource(path: Fixture.path("Graph"))
    #expect(try plugins.importer(for: folder).format.name == "graph-folder")
    let error = #expect(throws: OptionError.self) { try plugins.exporter(forPath: "out.xyz") }
    #expect(error?.hint?.contains("dot (.dot, .gv)") == true)
    #expect(throws: FileError.self) {
      try plugins.importGraph(into: Graph(), from: "/no/such/file.jsonl")
    }
  }

  @Test(
    arguments: [
      (["languag": "cy"], "There is no option 'languag'. Did you mean 'language'?"),
      (["language": "fr"], "The option 'language' takes one of en, cy, not 'fr'"),
      (["cluster": "perhaps"], "The option 'cluster' takes true or false, not 'perhaps'"),
      (["max-label": "0"], "The option 'max-label' takes an integer from 1 to 4000, not '0'"),
    ] as [(OptionSettings, String)])
  func wrongOptions(_ options: OptionSettings, _ message: String) {
    let error = #expect(throws: OptionError.self) {
      try plugins.export(ExportSubject(Graph()), to: "-", format: "dot", options: options)
    }
    #expect(error?.description == message)
  }

  @Test func optionsOfThePolicyAreTaken() throws {
    try Fixture.withTemporaryFolder { folder in
      let graph = Graph()
      let report = try plugins.importGraph(
        into: graph, from: Fixture.path("Graph"), options: ["record": "", "verify": "no"])
      #expect(report.recordNode != nil)
      #expect(report.run.options.contains { $0.name == "verify" && $0.value == "false" })
      let error = #expect(throws: OptionError.self) {
        try plugins.importGraph(
          into: graph, from: Fixture.path("Graph"), options: ["recrod": "yes"])
      }
      #expect(error?.hint == "Did you mean 'record'?")
    }
  }
}
