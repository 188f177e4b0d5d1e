import GraphModel

/// What a statement asks of its evidence, bound.
package struct BoundEvidence: Sendable {
  /// The queries that say which sources are left out.
  package var leftOut: [BoundSources] = []
  /// What each row is to say of its sources; nil for nothing.
  package var request: Request?

  /// What EVIDENCE asks for.
  package struct Request: Sendable {
    /// Whether the claims of matches are given too that the row does not need.
    package var givesAllClaims: Bool
    /// The names of the three columns that are added.
    package var names: [String]
    /// The query that says which nodes are the sources; none for those of the graph's schema.
    package var sources: [BoundSources]
    /// The columns of the query that `evidence.witnesses()` fills, by their places.
    package var witnessColumns: [Int]
  }
}

/// A query that finds sources, with a statement of its own: it reads the whole graph.
package struct BoundSources: Sendable {
  /// What its rows are.
  package enum Kind: Sendable {
    /// Names, in one list.
    case names
    /// Nodes, one a row.
    case nodes
  }

  package var kind: Kind
  package var statement: BoundStatement
  package var span: SourceSpan
}
