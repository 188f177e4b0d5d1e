/// A node as a value: its identity and, once it is shown to somebody, its labels and properties.
///
/// Inside the engine a node is a position in the index; a `Node` is made when one is put into a
/// list or a map, and gets its ``contents`` only on its way out.
public struct Node: Sendable, Hashable {
  /// The stored identifier, never used again after the node is deleted.
  public var id: Int
  /// Labels and properties as the query's snapshot has them; nil inside the engine.
  public var contents: Contents?

  /// A node of the given identity.
  public init(id: Int, contents: Contents? = nil) {
    self.id = id
    self.contents = contents
  }

  /// The labels and properties of a node.
  public final class Contents: Sendable {
    /// The labels, in the order in which they were first used in the graph.
    public let labels: [Text]
    /// The properties.
    public let properties: MapValue

    /// The given labels and properties.
    public init(labels: [Text], properties: MapValue) {
      self.labels = labels
      self.properties = properties
    }
  }

  /// Whether both are the same node.
  public static func == (left: Node, right: Node) -> Bool { left.id == right.id }

  /// Feeds the identity to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A relationship as a value: its identity and, once it is shown to somebody, the rest.
public struct Relationship: Sendable, Hashable {
  /// Kept behind one reference, so that a value stays small.
  private let box: Box

  /// A relationship of the given identity.
  ///
  /// - Parameter handle: The engine's own handle, valid within one snapshot.
  public init(id: Int, handle: UInt64? = nil, contents: Contents? = nil) {
    box = Box(id: id, handle: handle, contents: contents)
  }

  /// The stored identifier, never used again after the relationship is deleted.
  public var id: Int { box.id }
  /// The engine's own handle, valid within one snapshot; nil outside the engine.
  public var handle: UInt64? { box.handle }
  /// Type, ends and properties as the query's snapshot has them; nil inside the engine.
  public var contents: Contents? { box.contents }

  /// The type, ends and properties of a relationship.
  public final class Contents: Sendable {
    /// The type.
    public let type: Text
    /// The identifier of the start node.
    public let start: Int
    /// The identifier of the end node.
    public let end: Int
    /// The properties.
    public let properties: MapValue

    /// The given type, ends and properties.
    public init(type: Text, start: Int, end: Int, properties: MapValue) {
      self.type = type
      self.start = start
      self.end = end
      self.properties = properties
    }
  }

  private final class Box: Sendable {
    let id: Int
    let handle: UInt64?
    let contents: Contents?

    init(id: Int, handle: UInt64?, contents: Contents?) {
      self.id = id
      self.handle = handle
      self.contents = contents
    }
  }

  /// Whether both are the same relationship.
  public static func == (left: Relationship, right: Relationship) -> Bool { left.id == right.id }

  /// Feeds the identity to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A path: nodes and the relationships between them, in the order in which they are walked.
///
/// There is always one node more than relationships. A relationship may be walked against its
/// direction; its own ends say which way it points.
public struct Path: Sendable, Hashable {
  /// The nodes, at least one.
  public var nodes: [Node]
  /// The relationships, one fewer.
  public var relationships: [Relationship]

  /// A path of the given nodes and relationships.
  public init(nodes: [Node], relationships: [Relationship]) {
    self.nodes = nodes
    self.relationships = relationships
  }
}
