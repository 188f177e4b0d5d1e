import Foundation
import GraphEngine
import GraphModel
import PluginKit
import StandardPlugins
import Testing

/// A table, the options it is read with, and what must come of it, as a file of `Tests/Cases/Tables`
/// says it.
///
///     case a sheet with ticks
///     ---- options
///     node=Study:id=Study
///     ---- table coding.csv
///     Study,Trust
///     a,x
///     ---- graph
///     …
///
/// The sections are `options` (a line each), `map` (a mapping file), `table` with a name, `graph` (each
/// node and relationship), and `report` (what is said of it, an error too). `\r`, `\t` and `\e` in a
/// table are a carriage return, a tab, and nothing, by which a line may end with blanks.
struct TableCase: Sendable, CustomTestStringConvertible {
  var name: String
  var sections: [(head: String, lines: [String])] = []

  var testDescription: String { name }

  func lines(_ head: String) -> [String]? { sections.first { $0.head == head }?.lines }

  /// The cases of a file.
  static func read(_ text: String) -> [TableCase] {
    var cases: [TableCase] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("case ") {
        cases.append(TableCase(name: String(line.dropFirst(5))))
      } else if line.hasPrefix("---- "), !cases.isEmpty {
        cases[cases.count - 1].sections.append((String(line.dropFirst(5)), []))
      } else if let last = cases.last, !last.sections.isEmpty {
        cases[cases.count - 1].sections[last.sections.count - 1].lines.append(line)
      }
    }
    for index in cases.indices {
      for section in cases[index].sections.indices {
        while cases[index].sections[section].lines.last?.isEmpty == true,
          !cases[index].sections[section].head.hasPrefix("table")
        {
          cases[index].sections[section].lines.removeLast()
        }
      }
    }
    return cases
  }

  /// The text of a file with these cases.
  static func text(_ cases: [TableCase]) -> String {
    cases.map { one in
      "case \(one.name)\n"
        + one.sections.map { "---- \($0.head)\n" + $0.lines.map { $0 + "\n" }.joined() }.joined()
    }.joined(separator: "\n")
  }

  /// What comes of the table: the graph, and what is said.
  func outcome(in folder: String) throws -> (graph: [String], report: [String]) {
    guard let table = sections.first(where: { $0.head.hasPrefix("table ") }) else {
      return ([], ["The case has no table"])
    }
    let name = String(table.head.dropFirst(6))
    let text = table.lines.joined(separator: "\n")
      .replacing("\\r", with: "\r").replacing("\\t", with: "\t").replacing("\\e", with: "")
    var settings = OptionSettings()
    for option in lines("options") ?? [] {
      let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
      settings.add(parts[0], parts.count > 1 ? parts[1] : "")
    }
    if let map = lines("map") {
      let path = folder + "/given.map"
      try Data((map.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
      settings.add("map", path)
    }
    let graph = Graph()
    do {
      let source = ImportSource(Array(text.utf8), name: name)
      let plugin = try StandardPlugins.registry.importer(named: "table")
      let report = try graph.importGraph(from: source, as: plugin, options: settings)
      return (try described(graph), Self.lines(of: "\(report)", folder))
    } catch {
      return (try described(graph), Self.lines(of: "\(error)", folder))
    }
  }

  private static func lines(of text: String, _ folder: String) -> [String] {
    text.replacing(folder + "/", with: "").split(separator: "\n").map(String.init)
  }
}

/// A graph as text: labels, properties and ends in the order of ids.
func described(_ graph: Graph) throws -> [String] {
  var lines: [String] = []
  var names: [Int: Int] = [:]
  try graph.forEachNode { node in
    names[node.id] = names.count
    guard let contents = node.contents else { return }
    let labels = contents.labels.map { ":\($0)" }.sorted().joined()
    lines.append("\(names.count - 1) \(labels) \(Value.map(contents.properties))")
  }
  try graph.forEachRelationship { relationship in
    guard let contents = relationship.contents else { return }
    lines.append(
      "\(names[contents.start] ?? -1)-[:\(contents.type) \(Value.map(contents.properties))]->"
        + "\(names[contents.end] ?? -1)")
  }
  return lines
}
