import GraphModel

/// A kind of relationship of which a source states all that its nodes have: those that a column of a sheet
/// makes, for each of its rows.
///
/// Where an import corrects a graph, relationships of that kind which the graph has besides are told.
///
///     try sink.state(all: StatedRelationships("SUPPORTS", of: "Study", isOutgoing: true))
public struct StatedRelationships: Hashable, Sendable {
  /// The type.
  public var type: Text
  /// The group of the nodes whose relationships they are (``NodeReference/group``).
  public var group: Text
  /// Whether they start at these nodes.
  public var isOutgoing: Bool
  /// The labels of the nodes at the other ends.
  public var otherLabels: [Text]

  /// All relationships of a type of the nodes of a group.
  public init(_ type: Text, of group: Text, isOutgoing: Bool, otherLabels: [Text] = []) {
    self.type = type
    self.group = group
    self.isOutgoing = isOutgoing
    self.otherLabels = otherLabels
  }
}
