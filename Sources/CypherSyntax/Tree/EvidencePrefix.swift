import GraphModel

/// What stands before a query that reads and asks of its evidence: which sources are left out, and
/// whether each row says what it rests on.
///
///     WITHOUT STUDY 'harden-2015' EVIDENCE MATCH (s:Study)-[:SUPPORTS]->(f) RETURN DISTINCT f.id
public struct EvidencePrefix: Sendable {
  /// What is left out, in order; nothing where the query reads the whole graph.
  public var leftOut: [LeftOut]
  /// What each row is to say of its sources; nil for nothing.
  public var request: EvidenceRequest?

  /// A prefix of the given parts.
  public init(leftOut: [LeftOut] = [], request: EvidenceRequest? = nil) {
    self.leftOut = leftOut
    self.request = request
  }

  /// Whether nothing stands before the query.
  public var isEmpty: Bool { leftOut.isEmpty && request == nil }
}

/// `WITHOUT STUDY 'a', 'b'`, `WITHOUT STUDIES $list` or `WITHOUT (s:Study WHERE …)`.
public struct LeftOut: Sendable {
  /// Which sources are left out.
  public enum Sources: Sendable {
    /// Those that have the names, each a text or a list of texts.
    case named([Expression])
    /// Those that the pattern matches.
    case matching(NodePattern)
  }

  /// Which sources are left out.
  public var sources: Sources
  /// Where it stands.
  public var span: SourceSpan

  /// The given sources.
  public init(_ sources: Sources, span: SourceSpan) {
    self.sources = sources
    self.span = span
  }
}

/// `EVIDENCE [ALL] [AS (studies, claims, evidence)] [BY (s:Label)]`.
public struct EvidenceRequest: Sendable {
  /// Whether the claims of matches are given too that the row does not need.
  public var givesAllClaims: Bool
  /// The names of the columns that are added, at most three; the others have those of the language.
  public var names: [Name]
  /// Whether columns that are added make way for those of the query that have their names, as `studies_2`:
  /// where the statement itself does not ask for them.
  public var makesWay: Bool
  /// The nodes that are the sources; nil for those of the graph's schema.
  public var sources: NodePattern?
  /// Where it stands.
  public var span: SourceSpan

  /// The names that columns have where none is given.
  public static let standardNames = ["studies", "claims", "evidence"]

  /// A request of the given parts.
  public init(
    givesAllClaims: Bool = false, names: [Name] = [], makesWay: Bool = false,
    sources: NodePattern? = nil, span: SourceSpan
  ) {
    self.givesAllClaims = givesAllClaims
    self.names = names
    self.makesWay = makesWay
    self.sources = sources
    self.span = span
  }
}
