import GraphModel

/// A path pattern: nodes joined by relationships, perhaps named, perhaps the shortest.
public struct PathPattern: Sendable {
  /// The path variable.
  public var variable: Name?
  /// Whether all matches or only shortest ones are asked for.
  public var search: PathSearch
  /// The node patterns, at least one.
  public var nodes: [NodePattern]
  /// The relationship patterns between them, one fewer.
  public var relationships: [RelationshipPattern]
  /// Where it stands.
  public var span: SourceSpan

  /// A pattern of the given parts.
  public init(
    variable: Name? = nil, search: PathSearch = .all, nodes: [NodePattern],
    relationships: [RelationshipPattern], span: SourceSpan
  ) {
    self.variable = variable
    self.search = search
    self.nodes = nodes
    self.relationships = relationships
    self.span = span
  }
}

/// Which of the paths that match are wanted.
public enum PathSearch: Sendable, Hashable {
  /// All of them.
  case all
  /// `shortestPath((a)-[*]->(b))`: one shortest.
  case shortest
  /// `allShortestPaths((a)-[*]->(b))`: every shortest.
  case allShortest
}

/// `(variable:Label {key: value} WHERE predicate)`.
public struct NodePattern: Sendable {
  /// The variable.
  public var variable: Name?
  /// What labels it must have.
  public var labels: LabelExpression?
  /// A map of properties that must be equal: a map literal or a parameter.
  public var properties: Expression?
  /// A predicate inside the pattern.
  public var predicate: Expression?
  /// Where it stands.
  public var span: SourceSpan

  /// A pattern of the given parts.
  public init(
    variable: Name? = nil, labels: LabelExpression? = nil, properties: Expression? = nil,
    predicate: Expression? = nil, span: SourceSpan
  ) {
    self.variable = variable
    self.labels = labels
    self.properties = properties
    self.predicate = predicate
    self.span = span
  }
}

/// `-[variable:TYPE*1..3 {key: value} WHERE predicate]->`.
public struct RelationshipPattern: Sendable {
  /// The variable.
  public var variable: Name?
  /// What types it may have.
  public var types: LabelExpression?
  /// Which way it points, from the node on its left.
  public var direction: Direction
  /// The number of relationships; nil where exactly one is bound as itself, not as a list.
  public var length: Length?
  /// A map of properties that must be equal: a map literal or a parameter.
  public var properties: Expression?
  /// A predicate inside the pattern.
  public var predicate: Expression?
  /// Where it stands.
  public var span: SourceSpan

  /// How many relationships a variable-length pattern may cross.
  public struct Length: Sendable, Hashable {
    /// The least number; nil where none is written, which means 1.
    public var minimum: Int?
    /// The greatest number; nil where it is open.
    public var maximum: Int?

    /// From `minimum` to `maximum`.
    public init(minimum: Int?, maximum: Int?) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// The directions a pattern can ask for.
  public enum Direction: Sendable, Hashable {
    /// `-->`
    case outgoing
    /// `<--`
    case incoming
    /// `--` or `<-->`
    case either
  }

  /// A pattern of the given parts.
  public init(
    variable: Name? = nil, types: LabelExpression? = nil, direction: Direction,
    length: Length? = nil, properties: Expression? = nil, predicate: Expression? = nil,
    span: SourceSpan
  ) {
    self.variable = variable
    self.types = types
    self.direction = direction
    self.length = length
    self.properties = properties
    self.predicate = predicate
    self.span = span
  }
}

/// What labels (or types) an entity must have.
public indirect enum LabelExpression: Sendable {
  /// `A`
  case name(Name)
  /// `%`: any label at all.
  case any
  /// `A|B`, at least two.
  case or([LabelExpression])
  /// `A&B`, and the older `A:B`, at least two.
  case and([LabelExpression])
  /// `!A`
  case not(LabelExpression)
}
