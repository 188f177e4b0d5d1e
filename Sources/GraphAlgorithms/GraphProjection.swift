import GraphModel

/// Which part of a graph an algorithm sees, and how: what GDS calls an anonymous projection.
///
/// Nodes by label, relationships between them by type; in their own direction, turned round, or in both;
/// what each weighs; and what becomes of several between the same nodes.
public struct GraphProjection: Sendable {
  /// The labels, of which a node has one at least; nil for all nodes.
  public var labels: [Text]?
  /// The types of relationships; nil for all.
  public var types: [Text]?
  /// The direction in which relationships are walked.
  public var orientation = Orientation.natural
  /// The property that holds what a relationship weighs; nil where all weigh 1.
  public var weight: Text?
  /// What a relationship weighs that has no such property; nil where that is an error.
  public var defaultWeight: Double?
  /// What becomes of relationships between the same nodes.
  public var aggregation = Aggregation.none
  /// Whether the relationships behind the entries are wanted.
  public var keepsRelationships = false

  /// All of the graph, without weights.
  public init() {}

  /// How relationships are walked.
  public enum Orientation: String, CaseIterable, Sendable {
    /// From start to end.
    case natural = "NATURAL"
    /// From end to start.
    case reverse = "REVERSE"
    /// Both ways.
    case undirected = "UNDIRECTED"
  }

  /// What becomes of relationships between the same nodes in the same direction.
  public enum Aggregation: String, CaseIterable, Sendable {
    /// Each stays for itself.
    case none = "NONE"
    /// One of them stays.
    case single = "SINGLE"
    /// One with the sum of the weights.
    case sum = "SUM"
    /// One with the least weight.
    case min = "MIN"
    /// One with the greatest weight.
    case max = "MAX"
    /// One that weighs as many as there were.
    case count = "COUNT"
  }
}
