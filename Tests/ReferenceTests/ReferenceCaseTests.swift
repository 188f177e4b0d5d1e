import Foundation
import GraphEngine
import GraphModel
import PluginKit
import ReferencesPlugin
import StandardPlugins
import Testing

/// Files of references, each beside what must come of it: the format that is recognised, the report
/// with its warnings, every node and relationship, and for formats that are written, the file again.
///
/// `RECORD=1` writes what comes, and fails, so that it is looked at.
@Suite struct ReferenceCaseTests {
  /// The files of all formats, `ris/plain.ris`.
  static let files: [String] = {
    let root = Fixture.folder
    let names = FileManager.default.enumerator(atPath: root.path(percentEncoded: false))
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { $0.contains("/") && !$0.hasSuffix(".expected") && !$0.hasSuffix(".options") }
      .sorted()
  }()

  /// Blank lines within a text are looked past once, not from each of them; with the square of their
  /// number this would not end.
  @Test(arguments: [
    "%0 Report\n%T A title\nLINES%A Ada\n", "TY  - RPRT\nTI  - A title\nLINESER  - \n",
  ])
  func blankLines(_ text: String) throws {
    let lines = String(repeating: "\n", count: 300_000)
    let graph = Graph()
    let report = try graph.importGraph(
      from: ImportSource(Array(text.replacing("LINES", with: lines).utf8), name: "a"),
      as: text.hasPrefix("%") ? .enw : .ris)
    #expect(report.nodes.created == 1)
  }

  @Test func thereAreFiles() { #expect(Self.files.count > 10) }

  @Test(arguments: files)
  func importing(_ file: String) throws {
    let (outcome, _) = try Fixture.imported(file)
    try Fixture.expect(outcome, in: "\(file).expected")
  }

  /// What is written is read again as the same, and written again as the same bytes.
  @Test(arguments: files)
  func writingAndReadingAgain(_ file: String) throws {
    guard let graph = try Fixture.imported(file).graph else { return }
    for plugin in Fixture.writers {
      let first = try Fixture.written(graph, as: plugin)
      let copy = Graph()
      _ = try copy.importGraph(from: ImportSource(first, name: "again"), as: plugin)
      let second = try Fixture.written(copy, as: plugin)
      let isEqual = first == second
      #expect(
        isEqual,
        """
        \(file) as \(plugin.name):
        \(String(decoding: first, as: UTF8.self))
        ---- then
        \(String(decoding: second, as: UTF8.self))
        """)
    }
  }
}

/// The case files, and what comes of them.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Cases/References")

  /// The formats of references that are written.
  static let writers = StandardPlugins.registry.plugins.filter {
    $0.exporting != nil && $0.importOptions?.contains { $0.name == "venues" } == true
  }

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: file)))
  }

  static func written(_ graph: Graph, as plugin: FormatPlugin) throws -> [UInt8] {
    let sink = MemorySink()
    let exporter = try #require(plugin.exporting).prepared().worker
    _ = try exporter.write(ExportSubject(graph), to: sink)
    return sink.bytes
  }

  /// What an import of the file says, and the graph, where it did not stop.
  static func imported(_ file: String) throws -> (outcome: String, graph: Graph?) {
    var options = OptionSettings()
    if let lines = try? bytes("\(file).options") {
      for line in String(decoding: lines, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        options.add(parts[0], parts.count > 1 ? parts[1] : "")
      }
    }
    let name = String(file.split(separator: "/").last ?? "")
    return imported(try bytes(file), named: name, options)
  }

  static func imported(
    _ bytes: [UInt8], named name: String, _ options: OptionSettings = [:]
  ) -> (outcome: String, graph: Graph?) {
    let graph = Graph()
    do {
      let source = ImportSource(bytes, name: name)
      let plugin = try StandardPlugins.registry.importer(for: source)
      let report = try graph.importGraph(from: source, as: plugin, options: options)
      return (
        "\(plugin.name): \(report)\n\n" + (try described(graph)).joined(separator: "\n") + "\n",
        graph
      )
    } catch {
      return ("\(error)\n", nil)
    }
  }

  /// Nodes with a property a line, then relationships.
  static func described(_ graph: Graph) throws -> [String] {
    var lines: [String] = []
    var names: [Int: Int] = [:]
    func value(_ value: Value) throws -> String {
      var writer = JSONWriter(mode: .plain)
      try writer.write(value)
      return writer.text
    }
    try graph.forEachNode { node in
      names[node.id] = names.count
      guard let contents = node.contents else { return }
      lines.append("(\(names.count - 1)\(contents.labels.map { ":\($0)" }.sorted().joined()))")
      for (key, one) in contents.properties.sorted { lines.append("  \(key): \(try value(one))") }
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      lines.append(
        "(\(names[contents.start] ?? -1))-[:\(contents.type) "
          + "\(try value(.map(contents.properties)))]->(\(names[contents.end] ?? -1))")
    }
    return lines
  }

  static func expect(
    _ text: String, in file: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appending(path: file)
    let recorded = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    if recorded.map({ Array($0.utf8) == Array(text.utf8) }) ?? false { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("\(file) was recorded; look at it", sourceLocation: sourceLocation)
      return
    }
    Issue.record(
      "\(file) is not what comes (RECORD=1 writes it):\n\(text)", sourceLocation: sourceLocation)
  }
}
