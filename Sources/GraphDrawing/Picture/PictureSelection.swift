import GraphModel
import PluginKit

/// Which nodes of a subject are shown, where there are more than fit.
struct PictureSelection {
  /// The nodes to show; nil for all.
  private(set) var nodes: Set<Int>?

  /// Those that the subject is about, then those with the most relationships, by their ids.
  ///
  /// - Complexity: O(*m* + *n* log *n*) where there are more than `limit`, else O(1).
  init(of subject: ExportSubject, limit: Int) throws {
    guard subject.nodeCount > limit else { return }
    var degrees: [Int: Int] = [:]
    try subject.forEachRelationship { _, contents in
      degrees[contents.start, default: 0] += 1
      if contents.end != contents.start { degrees[contents.end, default: 0] += 1 }
    }
    var ids: [(isFocus: Bool, degree: Int, id: Int)] = []
    try subject.forEachNode { node, _ in
      ids.append((subject.focus.contains(node.id), degrees[node.id] ?? 0, node.id))
    }
    ids.sort { a, b in
      if a.isFocus != b.isFocus { return a.isFocus }
      if a.degree != b.degree { return a.degree > b.degree }
      return a.id < b.id
    }
    nodes = Set(ids.prefix(limit).map(\.id))
  }

  /// Whether a node is shown.
  func contains(_ node: Int) -> Bool { nodes?.contains(node) ?? true }
}
