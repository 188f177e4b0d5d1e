import GraphModel

/// What a source calls a node: an id that is unique within a group of nodes.
public struct NodeReference: Hashable, Sendable {
  /// The group; empty where the source has one space of ids for all.
  public var group: Text
  /// The id.
  public var id: Text

  /// The node `id` of a group.
  public init(_ id: Text, in group: Text = "") {
    self.group = group
    self.id = id
  }
}

extension NodeReference: CustomStringConvertible {
  /// `Study 'harden-2015'`, as messages show it.
  public var description: String { group.isEmpty ? "'\(id)'" : "\(group) '\(id)'" }
}
