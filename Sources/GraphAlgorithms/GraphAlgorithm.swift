import GraphModel

/// An algorithm over a graph: called by CALL under the name that GDS has for it, with its options and
/// columns.
///
/// The value says all that is known of it: the binder, the procedure and the page of the manual are made
/// of it. A new one is a file with such a value and a line of ``all``.
///
///     static let degree = GraphAlgorithm(
///       "gds.degree.stream", yields: [.nodeID, .init("score", .float)], …
///     ) { (graph, options, work) throws(Diagnostic) in … }
public struct GraphAlgorithm: Sendable {
  /// The full name, such as `gds.pageRank.stream`.
  public var name: String
  /// The columns that it yields.
  public var columns: [Column]
  /// What it may be told, beside what it works on.
  public var options: [AlgorithmOption]
  /// The directions that it is defined for; the first holds where none is given.
  public var orientations: [GraphProjection.Orientation]
  /// What it makes of weights.
  public var weights: Weights
  /// Whether it names the relationships that it walks.
  public var keepsRelationships: Bool
  /// What it answers, in a sentence.
  public var summary: String
  /// How its time and memory grow, in nodes *n* and relationships *m*.
  public var complexity: String
  /// Where it is described.
  public var source: String
  /// What it does where its definition says nothing.
  public var undefined: String
  /// What it does.
  public var body:
    @Sendable (CompactGraph, AlgorithmOptions, AlgorithmWork) throws(Diagnostic) -> AlgorithmRows

  /// A column: its name and the type of its values.
  public struct Column: Sendable {
    /// The name.
    public var name: String
    /// The type.
    public var type: ColumnType

    /// A column of the given name and type.
    public init(_ name: String, _ type: ColumnType) {
      self.name = name
      self.type = type
    }

    static let nodeID = Column("nodeId", .integer)
  }

  /// The type of a column.
  public enum ColumnType: Sendable {
    case integer, float, list, path
  }

  /// What an algorithm makes of weights.
  public enum Weights: String, Sendable {
    /// It has no use for them, and refuses them.
    case none
    /// Any number.
    case any
    /// Numbers from 0 on.
    case nonNegative
    /// Numbers greater than 0.
    case positive
  }

  /// An algorithm of the given parts.
  public init(
    _ name: String, yields columns: [Column], options: [AlgorithmOption] = [],
    orientations: [GraphProjection.Orientation] = [.natural, .reverse, .undirected],
    weights: Weights = .none, keepsRelationships: Bool = false, summary: String,
    complexity: String, source: String, undefined: String,
    _ body:
      @escaping @Sendable (CompactGraph, AlgorithmOptions, AlgorithmWork) throws(Diagnostic)
      -> AlgorithmRows
  ) {
    self.name = name
    self.columns = columns
    self.options = options
    self.orientations = orientations
    self.weights = weights
    self.keepsRelationships = keepsRelationships
    self.summary = summary
    self.complexity = complexity
    self.source = source
    self.undefined = undefined
    self.body = body
  }

  /// All algorithms, in the order of the manual.
  public static let all: [GraphAlgorithm] = [
    .degree,
    .pageRank,
    .betweenness,
    .closeness,
    .harmonic,
    .weakComponents,
    .strongComponents,
    .coreness,
    .triangleCount,
    .localClustering,
    .louvain,
    .leiden,
    .dijkstra,
    .allShortestPaths,
    .yen,
    .nodeSimilarity,
    .coCitation,
    .bibliographicCoupling,
    .topologicalOrder,
    .cycles,
  ]
}

/// The rows of an algorithm, made one by one as they are asked for.
public struct AlgorithmRows: Sendable {
  /// How many there are.
  public var count: Int
  /// The values of a row, by its number.
  public var row: @Sendable (Int) -> [Value]

  /// So many rows, of which `row` makes each.
  public init(_ count: Int, _ row: @escaping @Sendable (Int) -> [Value]) {
    self.count = count
    self.row = row
  }

  /// A row for each node of `graph`: its identifier and a number.
  static func scores(_ scores: Run<Double>, of graph: CompactGraph) -> AlgorithmRows {
    let identifiers = graph.identifiers
    return AlgorithmRows(scores.count) { [.integer(identifiers[$0]), .float(scores[$0])] }
  }

  /// A row for each node of `graph`: its identifier and an integer.
  static func integers(_ numbers: Run<Int>, of graph: CompactGraph) -> AlgorithmRows {
    let identifiers = graph.identifiers
    return AlgorithmRows(numbers.count) { [.integer(identifiers[$0]), .integer(numbers[$0])] }
  }
}
