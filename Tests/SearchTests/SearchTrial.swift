import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import PluginKit
import StandardPlugins
import Testing

/// What is searched for, and what must be among the first three.
enum SearchTrial {
  /// The shipped graph with a node for each word.
  static func graph(with words: [String] = []) throws -> Graph {
    let graph = Graph()
    _ = try StandardPlugins.registry.importGraph(
      into: graph, from: TestFolder.root.appending(path: "Graph").path())
    _ = try graph.run(
      "UNWIND $words AS w CREATE (:Entry {name: w})",
      parameters: ["words": .list(words.map { .string($0) })])
    return graph
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
