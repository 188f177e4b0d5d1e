import CypherPlan
import CypherSyntax
import GraphModel

/// A statement that was read and bound once and can be run many times.
///
///     let query = try graph.prepare("MATCH (s:Study {id: $id}) RETURN s.year AS year")
///     for id in ids {
///       let rows = try query.run(parameters: ["id": .string(id)])
///     }
///
/// The plan is made at the first run and again whenever the graph's schema, or something that the plan
/// took for granted, has changed. The query keeps its session; once that has been closed, running it
/// fails and says so.
public final class PreparedQuery {
  /// The session that runs it.
  public let session: GraphSession
  private let statement: CompiledStatement

  init(_ statement: CompiledStatement, _ session: GraphSession) {
    self.statement = statement
    self.session = session
  }

  /// The statement's text.
  public var text: String { statement.text }

  /// The names of the columns.
  public var columns: [String] { statement.columns }

  /// The names of the parameters that the statement reads.
  public var parameterNames: [String] {
    var seen: Set<Text> = []
    return statement.bound.parameters.map(\.text).filter { seen.insert($0).inserted }
      .map(\.string)
  }

  /// Whether the statement may change the graph or its schema.
  public var isUpdating: Bool {
    switch statement.bound.body {
    case .query: statement.bound.isUpdating
    case .schema(.showIndexes), .transaction: false
    case .schema: true
    }
  }

  /// How much was done to read, bind and plan it so far; tests compare it.
  package var work: Int { statement.work }

  /// Runs the statement.
  ///
  /// - Throws: `Diagnostic` where the query fails, `StoreError` where the file does.
  public func run(parameters: [String: Value] = [:]) throws -> Rows {
    try session.run(statement, parameters: parameters, within: session.executionLimits)
  }
}
