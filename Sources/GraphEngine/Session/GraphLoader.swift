import GraphIndex
import GraphModel

/// Adds many nodes and relationships in one transaction: all of them, or none.
///
/// Handed out by ``Graph/load(_:)``.
public final class GraphLoader {
  private let writer: GraphWriter

  init(_ writer: GraphWriter) { self.writer = writer }

  /// Adds a node and returns its identifier, which is one more than that of the last.
  ///
  /// - Throws: `Diagnostic` where a property cannot be stored, `StoreError` where the file fails.
  public func addNode(labels: [Text], properties: MapValue) throws -> Int {
    let position = try writer.createNode(labels: labels, properties: try entries(properties))
    return writer.view.nodeID(position)
  }

  /// Adds a relationship between two nodes, new or old, and returns its identifier.
  ///
  /// - Throws: `Diagnostic` where there is no such node or a property cannot be stored.
  public func addRelationship(
    type: Text, start: Int, end: Int, properties: MapValue
  ) throws -> Int {
    let handle = try writer.createRelationship(
      type: type, start: try position(start), end: try position(end),
      properties: try entries(properties))
    return writer.view.relationshipID(handle)
  }

  /// The node with the identifier `id` as it is now, with its contents; nil where there is none.
  public func node(_ id: Int) -> Node? {
    guard let position = writer.view.position(ofNode: id), writer.view.isLive(position) else {
      return nil
    }
    return writer.view.fullNode(position)
  }

  private func position(_ id: Int) throws -> NodePosition {
    guard let position = writer.view.position(ofNode: id), writer.view.isLive(position) else {
      throw Diagnostic(
        .entityNotFound, .runtime, "EntityNotFound", "There is no node with the identifier \(id)")
    }
    return position
  }

  private func entries(_ map: MapValue) throws -> [(Text, Value)] {
    try map.entries.compactMap { key, value in
      switch value {
      case .null: return nil
      case .map, .node, .relationship, .path:
        throw Diagnostic(
          .typeError, .runtime, "InvalidPropertyType",
          "Property '\(key)' cannot hold \(value.typePhrase)")
      default: return (key, value)
      }
    }
  }
}

extension GraphSession {
  /// Adds many nodes and relationships at once.
  ///
  ///     try graph.load { loader in
  ///       let study = try loader.addNode(labels: ["Study"], properties: ["id": "harden-2015"])
  ///       …
  ///     }
  ///
  /// - Throws: Whatever `body` throws, `Diagnostic` where a constraint does not hold, `StoreError`
  ///   where the file fails. The graph is then as it was.
  public func load(_ body: (GraphLoader) throws -> Void) throws {
    if isReadOnly {
      throw Diagnostic(
        .transactionError, .runtime, "ReadOnly", "The graph is open for reading only")
    }
    try write { writer in try body(GraphLoader(writer)) }
  }
}
