import Foundation
import GraphEngine
import GraphShell
import StandardPlugins

/// Where the tests find the shipped graph and the saved queries.
enum Repository {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ name: String) -> String { root.appending(path: name).path() }

  static func text(at path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The shipped graph in memory.
  static func shippedGraph() throws -> Graph {
    let graph = Graph()
    _ = try GraphTransfer(graph, plugins: StandardPlugins.registry).importGraph(from: path("Graph"))
    return graph
  }
}

extension String {
  func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
