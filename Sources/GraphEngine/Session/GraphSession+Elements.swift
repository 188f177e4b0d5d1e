import GraphIndex
import GraphModel

/// Which way relationships lead from a node.
public enum RelationshipDirection: Sendable, Hashable, CaseIterable {
  /// From the node.
  case outgoing
  /// To the node.
  case incoming
  /// Either; a relationship of the node with itself comes once.
  case either
}

/// A relationship of a node, and the node at its other end.
public struct Neighbor: Sendable {
  /// The relationship with its type, ends and properties.
  public let relationship: Relationship
  /// The node that it leads to or comes from, with its labels and properties.
  public let node: Node
}

/// Elements by their identifiers, for programs that follow what an answer named.
extension GraphSession {
  /// The node with an identifier, with its labels and properties; nil where there is none.
  ///
  ///     if let node = try graph.node(id: 17) { print(node.contents?.labels ?? []) }
  ///
  /// - Complexity: O(log *n*).
  /// - Throws: `Diagnostic` where the graph has been closed, `StoreError` where the file fails.
  public func node(id: Int) throws -> Node? {
    try reading { view in
      guard let position = view.position(ofNode: id), view.isLive(position) else { return nil }
      return view.fullNode(position)
    }
  }

  /// The relationship with an identifier, with its type, ends and properties; nil where there is none.
  ///
  /// - Complexity: O(relationships), for they lie by their ends and not by their identifiers; a program
  ///   that follows many takes ``neighbors(of:_:types:)``.
  /// - Throws: `Diagnostic` where the graph has been closed, `StoreError` where the file fails.
  public func relationship(id: Int) throws -> Relationship? {
    try reading { view in
      guard let handle = view.handle(ofRelationship: id), view.isLive(handle) else { return nil }
      return view.fullRelationship(handle)
    }
  }

  /// The relationships of a node and the nodes at their other ends; none where there is no such node.
  ///
  ///     for claim in try graph.neighbors(of: study.id, .outgoing, types: ["SUPPORTS"]) {
  ///       print(claim.relationship.contents?.properties ?? [:], claim.node.id)
  ///     }
  ///
  /// - Parameter types: The types of relationships to follow; none for all.
  /// - Complexity: O(relationships of the node).
  /// - Throws: `Diagnostic` where the graph has been closed or a limit is reached, `StoreError` where the
  ///   file fails.
  public func neighbors(
    of id: Int, _ direction: RelationshipDirection = .either, types: [String] = []
  ) throws -> [Neighbor] {
    let pattern =
      switch direction {
      case .outgoing: "(n)-[r]->(m)"
      case .incoming: "(n)<-[r]-(m)"
      case .either: "(n)-[r]-(m)"
      }
    let condition = types.isEmpty ? "" : " AND type(r) IN $types"
    let rows = try run(
      "MATCH \(pattern) WHERE id(n) = $id\(condition) RETURN r, m",
      parameters: ["id": .integer(id), "types": .list(types.map { .string($0) })])
    return try rows.all().map { row in
      Neighbor(
        relationship: try row["r", as: Relationship.self], node: try row["m", as: Node.self])
    }
  }

  /// What `body` finds in the graph as this session sees it; of an index that was built anew where a
  /// stored part turns out to be damaged.
  private func reading<R>(_ body: (GraphView) -> R) throws -> R {
    try checkOpen()
    try checkNotLost()
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    var view = try soundView()
    let result = body(view)
    guard let fault = view.base.fault else { return result }
    try rebuildIndex(because: fault)
    view = try viewToRead()
    return body(view)
  }
}
