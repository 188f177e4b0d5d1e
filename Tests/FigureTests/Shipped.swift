import EvidenceFigures
import Foundation
import GraphEngine
import GraphFolderPlugin
import GraphModel
import GraphTestKit
import PluginKit
import StandardPlugins
import Testing

/// Graphs that figures are made of.
enum Shipped {
  /// The graph of the repository, in memory.
  static func graph() throws -> Graph {
    let graph = Graph()
    _ = try StandardPlugins.registry.importGraph(
      into: graph, from: TestFolder.root.appending(path: "Graph").path())
    return graph
  }

  private static let base = Result { try graph().snapshot() }

  /// The same for tests that only read, who share it.
  static func reader() throws -> Graph { try base.get().reader() }

  /// The rows of a table of the review beside the checkout, by the names of its columns; nil where it is
  /// not there, which is said.
  static func table(_ name: String) throws -> [[String: String]]? {
    let file = TestFolder.root.deletingLastPathComponent()
      .appending(path: "shared/evidence/\(name).tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      print("SKIPPED: \(file.lastPathComponent) is not beside the checkout; NOT compared.")
      return nil
    }
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Dictionary(zip(head, line), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Texts that pages and pictures could take for something else.
  static let hostile = [
    "</script><script>alert(1)</script>", "\"quoted\" 'and' `ticked`", "<!--<script>",
    String(repeating: "n", count: 300), "\u{202E}evil\u{2066}", "שלום עולם", "مرحبا", "a&b;<b>",
    "]]>", "\u{0}\u{1B}[31m", "\\u003c/script>", "=cmd|' /C calc'!A0", "line\nline", "${x}", "",
  ]
}
