import GraphModel

/// Where the runtime reads from.
public protocol GraphSource: AnyObject {
  /// The graph as the running statement sees it.
  var view: GraphView { get }
}

/// How the runtime writes: each call changes rows, log, overlay and indexes together.
///
/// Labels, types and keys are given by name, because a name may be new to the graph.
public protocol GraphMutation: AnyObject {
  /// The bytes that the changes have taken since this was last asked, for the memory of the query.
  func takeGrowth() -> Int
  /// Makes a node and returns its position.
  func createNode(labels: [Text], properties: [(Text, Value)]) throws -> NodePosition
  /// Makes a relationship and returns its handle.
  func createRelationship(
    type: Text, start: NodePosition, end: NodePosition, properties: [(Text, Value)]
  ) throws -> RelationshipHandle
  /// Sets properties of a node; null removes one.
  func setProperties(ofNode position: NodePosition, _ properties: [(Text, Value)]) throws
  /// Sets properties of a relationship; null removes one.
  func setProperties(ofRelationship handle: RelationshipHandle, _ properties: [(Text, Value)])
    throws
  /// Gives a node further labels.
  func addLabels(_ labels: [Text], to position: NodePosition) throws
  /// Takes labels from a node.
  func removeLabels(_ labels: [Text], from position: NodePosition) throws
  /// Deletes a relationship.
  func deleteRelationship(_ handle: RelationshipHandle) throws
  /// Deletes a node, which must have lost its relationships before.
  func deleteNode(_ position: NodePosition) throws
}
