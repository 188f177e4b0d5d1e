import GraphIndex
import GraphModel

/// Adds many nodes and relationships in one transaction: all of them, or none.
///
/// Handed out by ``Graph/load(_:)``.
public final class GraphLoader {
  let writer: GraphWriter

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

  /// Adds labels to a node that is there and sets properties of it; a null takes a property away.
  ///
  /// - Throws: `Diagnostic` where there is no such node or a property cannot be stored.
  public func updateNode(_ id: Int, adding labels: [Text] = [], setting properties: MapValue) throws
  {
    let position = try position(id)
    if !labels.isEmpty { try writer.addLabels(labels, to: position) }
    try writer.setProperties(ofNode: position, try assignments(properties))
  }

  /// Sets properties of a relationship that is there; a null takes a property away.
  ///
  /// - Throws: `Diagnostic` where there is no such relationship or a property cannot be stored.
  public func updateRelationship(_ id: Int, setting properties: MapValue) throws {
    guard let handle = writer.view.handle(ofRelationship: id), writer.view.isLive(handle) else {
      throw Diagnostic.noRelationship(id)
    }
    try writer.setProperties(ofRelationship: handle, try assignments(properties))
  }

  /// Makes sure that the unique constraints hold so far, as they must at the end.
  ///
  /// - Throws: `Diagnostic` where one does not.
  public func checkConstraints() throws { try writer.checkConstraints() }

  /// The node with the identifier `id` as it is now, with its contents; nil where there is none.
  public func node(_ id: Int) -> Node? {
    guard let position = writer.view.position(ofNode: id), writer.view.isLive(position) else {
      return nil
    }
    return writer.view.fullNode(position)
  }

  func position(_ id: Int) throws -> NodePosition {
    guard let position = writer.view.position(ofNode: id), writer.view.isLive(position) else {
      throw Diagnostic.noNode(id)
    }
    return position
  }

  private func entries(_ map: MapValue) throws -> [(Text, Value)] {
    try assignments(map).filter { !$0.1.isNull }
  }

  func assignments(_ map: MapValue) throws -> [(Text, Value)] {
    try map.entries.map { key, value in
      try value.checkStorable(as: key)
      return (key, value)
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
  /// - Parameter isTrial: Whether it is only tried: what the end of a load would refuse is refused, and
  ///   then all of it is taken back.
  /// - Throws: Whatever `body` throws, `Diagnostic` where a constraint does not hold, `StoreError`
  ///   where the file fails. The graph is then as it was.
  public func load(onlyTrying isTrial: Bool = false, _ body: (GraphLoader) throws -> Void) throws {
    if isReadOnly {
      throw Diagnostic(
        .transactionError, .runtime, "ReadOnly", "The graph is open for reading only")
    }
    do {
      try write { writer in
        let loader = GraphLoader(writer)
        try body(loader)
        guard isTrial else { return }
        try loader.checkConstraints()
        throw TrialEnded()
      }
    } catch is TrialEnded {}
  }
}

/// Ends the transaction of a load that is only tried, so that it is taken back.
private struct TrialEnded: Error {}
