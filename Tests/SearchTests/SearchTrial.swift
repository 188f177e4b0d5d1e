import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import PluginKit
import StandardPlugins
import Testing

/// What is searched for, and what must be among the first three.
enum SearchTrial {
  /// A graph with a node for each word, among those of the shipped graph or alone.
  static func graph(with words: [String], shipped: Bool) throws -> Graph {
    let graph = Graph()
    if shipped {
      _ = try StandardPlugins.registry.importGraph(
        into: graph, from: TestFolder.root.appending(path: "Graph").path())
    }
    _ = try graph.run(
      "UNWIND $words AS w CREATE (:Entry {name: w})",
      parameters: ["words": .list(words.map { .string($0) })])
    return graph
  }

  /// The texts in which a search finds something first, without marks, in small letters.
  static func firstTexts(_ count: Int, _ text: String, in graph: Graph) throws -> [String] {
    let rows = try graph.run(
      "CALL evidence.search($text, {limit: \(count), marks: ['', '']}) YIELD marked RETURN marked",
      parameters: ["text": .string(text)])
    var found: [String] = []
    while let row = try rows.next() { found.append((row.values[0].scalarText ?? "").lowercased()) }
    return found
  }

  /// The names of the first nodes that a search finds.
  static func first(
    _ count: Int, _ text: String, in graph: Graph, showing key: String = "name"
  ) throws -> [String] {
    let rows = try graph.run(
      "CALL evidence.search($text, {limit: \(count)}) YIELD node RETURN node.\(key) AS n",
      parameters: ["text": .string(text)])
    var found: [String] = []
    while let row = try rows.next() { found.append(row.values[0].scalarText ?? "") }
    return found
  }
}
