import GraphAlgorithms
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
  /// Whether a null argument gives no rows without a call.
  public var nullInNothingOut = false
  /// Who answers, where it is not this program: `plugin openalex 1.0`; nil where it is built in.
  public var origin: String?
  /// What it does.
  public var body: Body

  /// What a procedure does.
  public enum Body: Sendable {
    /// All rows for one row of arguments.
    case rows(@Sendable ([Value], any ProcedureContext) throws(Diagnostic) -> [[Value]])
    /// Rows as they are asked for, for many rows of arguments: what may be endless, or is dear to make.
    case stream(@Sendable ([[Value]], any ProcedureContext) throws(Diagnostic) -> any ProcedureRows)
  }

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
    self.body = .rows(body)
  }

  /// A procedure whose rows are made as they are asked for.
  public init(
    _ name: String, _ parameters: [ScalarFunction.Parameter],
    columns: [ScalarFunction.Parameter], summary: String,
    volatility: ScalarFunction.Volatility = .volatile, nullInNothingOut: Bool = false,
    origin: String? = nil,
    streaming body:
      @escaping @Sendable ([[Value]], any ProcedureContext) throws(Diagnostic)
      -> any ProcedureRows
  ) {
    self.name = name
    self.parameters = parameters
    self.columns = columns
    self.summary = summary
    self.volatility = volatility
    self.nullInNothingOut = nullInNothingOut
    self.origin = origin
    self.body = .stream(body)
  }

  /// The manual's first line, such as `db.labels() :: (label :: STRING)`.
  public var signature: String {
    let inputs = parameters.map {
      $0.optional ? "[\($0.name) :: \($0.type)]" : "\($0.name) :: \($0.type)"
    }.joined(separator: ", ")
    let outputs = columns.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ")
    return "\(name)(\(inputs)) :: (\(outputs))"
  }
}

/// Rows of a procedure that are made as they are asked for. Who wants no more lets go of it.
public protocol ProcedureRows: AnyObject {
  /// The next rows, at most `limit` and at least one, each with the number, from 0, of the row of
  /// arguments that it answers; none after the last.
  ///
  /// - Throws: `Diagnostic` where the procedure fails, or the statement is to end.
  func next(atMost limit: Int) throws(Diagnostic) -> [(owner: Int, values: [Value])]
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
  /// The part of the graph that an algorithm is to see, as it is for the statement.
  ///
  /// - Complexity: O(nodes + relationships).
  func subgraph(
    _ projection: GraphProjection, _ work: AlgorithmWork
  ) throws(Diagnostic) -> CompactGraph
  /// What the answer of a query owes to its sources, as the rows of a procedure.
  func answer(_ question: EvidenceQuestion) throws(Diagnostic) -> [[Value]]
}
