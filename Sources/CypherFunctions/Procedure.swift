import GraphModel

/// A procedure: called by CALL, it answers with rows.
public struct Procedure: Sendable {
  /// The full name, such as `db.labels`.
  public var name: String
  /// The parameters; `acceptsNumbers` types coerce integers to floats.
  public var parameters: [ScalarFunction.Parameter]
  /// The names and types of the columns that can be yielded.
  public var columns: [ScalarFunction.Parameter]
  /// One sentence for the manual.
  public var summary: String
  /// How often its rows may change for the same arguments, while the graph stays as it is; volatile
  /// where nothing is said.
  public var volatility: ScalarFunction.Volatility
  /// What it does: rows for the given arguments.
  public var body: @Sendable ([Value], any ProcedureContext) throws(Diagnostic) -> [[Value]]

  /// A procedure of the given parts.
  public init(
    _ name: String, _ parameters: [ScalarFunction.Parameter],
    columns: [ScalarFunction.Parameter], summary: String,
    volatility: ScalarFunction.Volatility = .volatile,
    _ body: @escaping @Sendable ([Value], any ProcedureContext) throws(Diagnostic) -> [[Value]]
  ) {
    self.name = name
    self.parameters = parameters
    self.columns = columns
    self.summary = summary
    self.volatility = volatility
    self.body = body
  }

  /// The manual's first line, such as `db.labels() :: (label :: STRING)`.
  public var signature: String {
    let inputs = parameters.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ")
    let outputs = columns.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ")
    return "\(name)(\(inputs)) :: (\(outputs))"
  }
}

/// What a procedure may ask of the graph.
public protocol ProcedureContext: FunctionContext {
  /// Labels with the number of their nodes, those in use only.
  var labelCounts: [(label: Text, count: Int)] { get }
  /// Relationship types with the number of their relationships, those in use only.
  var typeCounts: [(type: Text, count: Int)] { get }
  /// Property keys in use.
  var propertyKeys: [Text] { get }
  /// What is linked to what: the labels at both ends of the relationships of each type.
  ///
  /// - Complexity: O(relationships).
  var relationshipShapes: [RelationshipShape] { get }
  /// The nodes or relationships that a search in a full-text index finds, the best first, as they
  /// were before the statement.
  func matches(
    inIndex name: Text, of search: Text, ofRelationships: Bool
  ) throws(Diagnostic) -> [(entity: Value, score: Double)]
}
