/// Whether a record is a node or a relationship.
public enum RecordKind: String, Hashable, Sendable {
  /// A node.
  case node
  /// A relationship.
  case relationship
}
