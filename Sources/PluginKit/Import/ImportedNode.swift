import GraphModel

/// A node as an importer reads it.
public struct ImportedNode: Sendable {
  /// What relationships of the same source call it; nil where none can refer to it.
  public var reference: NodeReference?
  /// The labels.
  public var labels: [Text]
  /// The properties; absent ones are not among them.
  public var properties: MapValue
  /// The property that, with the first label, identifies the node also in the graph; where the graph
  /// has such a node already, the two are one. Nil where each record is a node of its own.
  public var key: Text?
  /// Properties for which the source has a place, such as a column, but says nothing; where the graph has
  /// them, an import that corrects it tells.
  public var unstated: [Text] = []
  /// Where it stands in the source.
  public var place: SourcePlace

  /// A node of the given parts.
  public init(
    _ reference: NodeReference?, labels: [Text], properties: MapValue, key: Text? = nil,
    at place: SourcePlace
  ) {
    self.reference = reference
    self.labels = labels
    self.properties = properties
    self.key = key
    self.place = place
  }
}
