/// How much of what was there a statement deletes and changes.
///
/// What the statement has made itself is not counted.
public struct ChangeSize: Sendable, Hashable {
  /// Nodes that are deleted.
  public var nodesDeleted: Int
  /// Relationships that are deleted.
  public var relationshipsDeleted: Int
  /// Nodes whose labels or properties are changed.
  public var nodesChanged: Int
  /// Relationships whose properties are changed.
  public var relationshipsChanged: Int
  /// How many nodes and relationships there were before.
  public var elements: Int

  /// How many nodes and relationships are deleted or changed.
  public var affected: Int {
    nodesDeleted + relationshipsDeleted + nodesChanged + relationshipsChanged
  }
}
