import GraphEngine
import PluginKit
import StandardPlugins
import Testing

@Suite struct RegistryTests {
  private let plugins = StandardPlugins.registry

  @Test func theCatalogIsSound() {
    let readers = plugins.importers.map { $0.format.name }
    let writers = plugins.exporters.map { $0.format.name }
    #expect(Set(readers).count == readers.count && Set(writers).count == writers.count)
    for entry in plugins.entries {
      #expect(entry.format.name == entry.format.name.lowercased())
      #expect(entry.format.summary.first?.isUppercase == true)
      #expect(!entry.format.summary.hasSuffix("."))
      #expect(!entry.format.extensions.isEmpty)
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
    ("spreadsheet", "The format 'spreadsheet' is unknown. There are dot, graph-folder, jsonl"),
  ])
  func unknownExporter(_ name: String, _ message: String) {
    let error = #expect(throws: OptionError.self) { try plugins.exporter(named: name) }
    #expect(error?.description == message)
  }

  @Test func aFormatThatOnlyWrites() throws {
    let error = #expect(throws: OptionError.self) { try plugins.importer(named: "dot") }
    #expect(error?.message == "The format 'dot' can only be written")
    #expect(try plugins.exporter(named: "DOT").format.name == "dot")
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

  @Test(arguments: [
    (["languag": "cy"], "There is no option 'languag'. Did you mean 'language'?"),
    (["language": "fr"], "The option 'language' takes one of en, cy, not 'fr'"),
    (["cluster": "perhaps"], "The option 'cluster' takes true or false, not 'perhaps'"),
    (["max-label": "0"], "The option 'max-label' takes an integer from 1 to 4000, not '0'"),
  ])
  func wrongOptions(_ options: [String: String], _ message: String) {
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
