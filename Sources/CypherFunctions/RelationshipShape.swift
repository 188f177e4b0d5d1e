import GraphModel

/// Relationships that agree in their type and in the labels at both of their ends.
public struct RelationshipShape: Sendable, Hashable {
  /// The labels of the start nodes.
  public var start: [Text]
  /// The type.
  public var type: Text
  /// The labels of the end nodes.
  public var end: [Text]
  /// How many there are.
  public var count: Int

  /// The shape of `count` relationships.
  public init(start: [Text], type: Text, end: [Text], count: Int) {
    self.start = start
    self.type = type
    self.end = end
    self.count = count
  }
}
