import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Plugins that come as examples, the one of the page, and those that `plugin new` writes: each stands the
/// trial that users have.
@Suite(.serialized) struct ShippedPluginTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Tries the plugin that `files` make.
  private func tryOut(_ files: [String: Data]) throws {
    try PluginFolder.with([:], trusted: false) { folder throws in
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/samples", withIntermediateDirectories: true)
      for (path, data) in files { try data.write(to: URL(filePath: "\(folder.path)/\(path)")) }
      let plugin = try #require(PluginCatalog(folder.environment).plugins.first)
      var store = try TrustStore(folder.environment)
      try store.trust(plugin, version: "1")
      let results = try PluginTrial(folder.host, plugin).run()
      #expect(!results.isEmpty)
      for result in results { #expect(result.failure == nil, "\(result)") }
    }
  }

  private func files(of folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let url = Self.root.appending(path: folder)
    for path in try FileManager.default.subpathsOfDirectory(atPath: url.path(percentEncoded: false))
    {
      if let data = try? Data(contentsOf: url.appending(path: path)) { files[path] = data }
    }
    return files
  }

  @Test(.enabled(if: Interpreter.python)) func openAlex() throws {
    let files = try files(of: "Examples/Plugins/openalex")
    try tryOut(files)
    try PluginFolder.with([:], trusted: false) { folder throws in
      for (path, data) in files where !path.contains("/") {
        try data.write(to: URL(filePath: "\(folder.path)/\(path)"))
      }
      let plugin = try #require(PluginCatalog(folder.environment).plugins.first)
      var store = try TrustStore(folder.environment)
      try store.trust(plugin, version: "1")
      let graph = Graph()
      // Its first bytes say what it is.
      let source = ImportSource(
        Array(try #require(files["samples/works.openalex.json"])), name: "page.json")
      _ = try graph.importGraph(from: source, as: folder.registry.importer(for: source))
      let rows = try graph.run(
        """
        MATCH (a:Study)-[:CITES]->(b:Study), (a)-[w:AUTHORED_BY {position: 1}]->(p:Author)
        RETURN a.doi + ' ' + a.abstract + ' ' + p.name + ' ' + b.id AS all
        """)
      #expect(
        try rows.next()?["all", as: String.self]
          == "10.1000/first Trust matters here Siân Example W1002")
    }
  }

  @Test(.enabled(if: Interpreter.bash)) func edgeLines() throws {
    let files = try files(of: "Examples/Plugins/edge-lines")
    let lines = String(decoding: try #require(files["main.sh"]), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count <= 12)
    try tryOut(files)
  }

  @Test(.enabled(if: Interpreter.r)) func forest() throws {
    let files = try files(of: "Examples/Plugins/forest")
    try tryOut(files)
    try PluginFolder.with([:], trusted: false) { folder throws in
      for (path, data) in files { try data.write(to: URL(filePath: "\(folder.path)/\(path)")) }
      let plugin = try #require(PluginCatalog(folder.environment).plugins.first)
      var store = try TrustStore(folder.environment)
      try store.trust(plugin, version: "1")
      let graph = Graph()
      _ = try graph.run(
        """
        CREATE (f:Factor {name: 'Trust, built'}), (g:Factor {name: '=SUM(1)'})
        CREATE (:Study {id: 'b'})-[:SUPPORTS {direction: 'positive', effect: 0.25, page: 12}]->(f),
          (:Study {id: 'ä 🔬'})-[:SUPPORTS {direction: 'negative'}]->(f),
          (:Study {id: 'c'})-[:SUPPORTS]->(g), (f)-[:PART_OF]->(g)
        """)
      let sink = MemorySink()
      let ability = try #require(try folder.registry.exporter(named: "forest").exporting)
      let report = try ability.prepared().worker.write(ExportSubject(graph), to: sink)
      #expect(
        String(decoding: sink.bytes, as: UTF8.self) == """
          claim,studies,study,direction,effect,lower,upper,risk_of_bias,weight,page
          '=SUM(1),1,c,,,,,,,
          "Trust, built",2,b,positive,0.25,,,,,12
          "Trust, built",2,ä 🔬,negative,,,,,,

          """)
      #expect(report.losses.map(\.count) == [1])
    }
  }

  @Test(.enabled(if: Interpreter.python)) func thePluginsOfThePage() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/plugins.md"), encoding: .utf8)
    func block(_ language: String, after title: String = "# ") throws -> String {
      let text = page[try #require(page.range(of: title)).upperBound...]
      let start = try #require(text.range(of: "```\(language)\n")?.upperBound)
      let end = try #require(page[start...].range(of: "```\n")?.lowerBound)
      return String(page[start..<end])
    }
    let program = try block("python")
    #expect(program.split(separator: "\n", omittingEmptySubsequences: false).count <= 26)
    try tryOut([
      "plugin.json": Data(try block("json").utf8), "main.py": Data(program.utf8),
      "samples/small.pairs": Data("harden-2015;F9\nbagnall-2020;F9\n".utf8),
    ])
    let title = "## Functions and procedures"
    let functions = try block("python", after: title)
    #expect(functions.split(separator: "\n", omittingEmptySubsequences: false).count <= 26)
    try tryOut([
      "plugin.json": Data(try block("json", after: title).utf8), "main.py": Data(functions.utf8),
    ])
  }

  @Test("What 'plugin new' writes works", arguments: PluginTemplate.allCases, [false, true])
  func template(_ template: PluginTemplate, addsFunctions: Bool) throws {
    let offer: PluginTemplate.Offer = addsFunctions ? .functions : .importer
    if addsFunctions, template == .bash || template == .r {
      #expect(throws: OptionError.self) { try template.files("made", offering: offer) }
      return
    }
    switch template {
    case .python where !Interpreter.python, .bash where !Interpreter.bash, .r where !Interpreter.r:
      return
    default: break
    }
    try PluginFolder.with([:], trusted: false) { folder throws in
      let shelf = PluginShelf(folder.environment)
      #expect(throws: OptionError.self) { try shelf.makePlugin("A b", template, in: folder.root) }
      _ = try shelf.makePlugin("made", template, offering: offer, in: folder.root)
      #expect(throws: FileError.self) { try shelf.makePlugin("made", template, in: folder.root) }
      let made = "\(folder.root)/made"
      if template == .swift {
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["swiftc", "\(made)/main.swift", "-o", "\(made)/main"]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
      }
      let plugin = try shelf.withCandidate(at: made) { $0 }
      var store = try TrustStore(folder.environment)
      try store.trust(plugin, version: "1")
      for result in try PluginTrial(folder.host, plugin).run() {
        #expect(result.failure == nil, "\(result)")
      }
    }
  }
}
