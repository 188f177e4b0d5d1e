import GraphEngine
import GraphModel
import WordCatalog

/// What is exported: a whole graph, the nodes and relationships of an answer, or a neighbourhood.
///
/// Exporters walk it with ``forEachNode(_:)`` and ``forEachRelationship(_:)``, both by rising id, so
/// that the same subject gives the same bytes. A whole graph is not copied.
public struct ExportSubject {
  /// A title for the picture or document.
  public var title: String?
  /// The query that found the elements, for formats that can say where they come from.
  public var query: String?
  /// The text of the `schema.json` that lies in the graph, for formats that have a place for it; nil where
  /// none does, or the subject is only a part of the graph.
  public private(set) var schema: String?
  /// The language of what is reported, which need not be that of what is written.
  public var words = Words.english
  /// The nodes that the subject is about, such as the middle of a neighbourhood.
  public let focus: Set<Int>
  private let source: Source

  private enum Source {
    case graph(Graph)
    case elements([Node], [Relationship])
  }

  init(_ nodes: [Int: Node], _ relationships: [Int: Relationship], focus: Set<Int> = []) {
    source = .elements(
      nodes.values.sorted { $0.id < $1.id }, relationships.values.sorted { $0.id < $1.id })
    self.focus = focus
  }

  /// The whole of `graph`.
  public init(_ graph: Graph) {
    source = .graph(graph)
    focus = []
    schema = graph.schemaText
  }

  /// The number of nodes.
  public var nodeCount: Int {
    switch source {
    case .graph(let graph): graph.statistics.nodeCount
    case .elements(let nodes, _): nodes.count
    }
  }

  /// The number of relationships.
  public var relationshipCount: Int {
    switch source {
    case .graph(let graph): graph.statistics.relationshipCount
    case .elements(_, let relationships): relationships.count
    }
  }

  /// Calls `body` with every node and its contents, by rising id.
  public func forEachNode(_ body: (Node, Node.Contents) throws -> Void) throws {
    switch source {
    case .graph(let graph):
      try graph.forEachNode { node in
        guard let contents = node.contents else { throw Self.withoutContents("node", node.id) }
        try body(node, contents)
      }
    case .elements(let nodes, _):
      for node in nodes {
        guard let contents = node.contents else { throw Self.withoutContents("node", node.id) }
        try body(node, contents)
      }
    }
  }

  /// Calls `body` with every relationship and its contents, by rising id.
  public func forEachRelationship(
    _ body: (Relationship, Relationship.Contents) throws -> Void
  ) throws {
    switch source {
    case .graph(let graph):
      try graph.forEachRelationship { relationship in
        guard let contents = relationship.contents else {
          throw Self.withoutContents("relationship", relationship.id)
        }
        try body(relationship, contents)
      }
    case .elements(_, let relationships):
      for relationship in relationships {
        guard let contents = relationship.contents else {
          throw Self.withoutContents("relationship", relationship.id)
        }
        try body(relationship, contents)
      }
    }
  }

  private static func withoutContents(_ kind: String, _ id: Int) -> ExportError {
    ExportError("The \(kind) \(id) came without its contents and cannot be exported")
  }
}
