import GraphModel

/// A relationship as an importer reads it.
public struct ImportedRelationship: Sendable {
  /// The type.
  public var type: Text
  /// The node at which it starts.
  public var start: NodeReference
  /// The node at which it ends.
  public var end: NodeReference
  /// The properties; absent ones are not among them.
  public var properties: MapValue
  /// The property that identifies it among those of its type between the same nodes, so that a
  /// corrected record finds the one that it corrects; nil where none does.
  public var key: Text?
  /// Where it stands in the source.
  public var place: SourcePlace

  /// A relationship of the given parts.
  public init(
    _ type: Text, from start: NodeReference, to end: NodeReference, properties: MapValue,
    key: Text? = nil, at place: SourcePlace
  ) {
    self.type = type
    self.start = start
    self.end = end
    self.properties = properties
    self.key = key
    self.place = place
  }
}
