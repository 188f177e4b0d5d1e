import CypherFunctions
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
/// took for granted, has changed.
public final class PreparedQuery {
  /// The statement's text.
  public let text: String
  private unowned let graph: Graph
  let bound: BoundStatement
  private var plan: Plan?

  /// A plan and what it rests on.
  struct Plan {
    var pipeline: Pipeline
    var stepCount: Int
    var schemaVersion: Int
    var assumptions: [PlanAssumption]
    /// The sizes that the estimates were made from.
    var size: Int
  }

  init(_ text: String, _ graph: Graph) throws(Diagnostic) {
    self.text = text
    self.graph = graph
    var parser = Parser(text, limits: graph.limits.parser)
    bound = try Binder.bind(try parser.statement(), catalog: graph.catalog)
  }

  /// The names of the columns.
  public var columns: [String] { bound.columns.map(\.name) }

  /// The names of the parameters that the statement reads.
  public var parameterNames: [String] {
    var seen: Set<Text> = []
    return bound.parameters.map(\.text).filter { seen.insert($0).inserted }.map(\.string)
  }

  /// Whether the statement may change the graph.
  public var isUpdating: Bool { bound.isUpdating }

  /// Runs the statement.
  ///
  /// - Throws: `Diagnostic` where the query fails, `StoreError` where the file does.
  public func run(parameters: [String: Value] = [:]) throws -> Rows {
    try graph.run(self, parameters: parameters)
  }

  /// The plan for the graph as it is now.
  func plan(for query: BoundQuery) throws(Diagnostic) -> Plan {
    let view = graph.view
    let size = view.nodeCount + view.relationshipCount
    if let plan, plan.schemaVersion == view.schemaVersion, size / 2 <= plan.size + 100,
      plan.size / 2 <= size + 100, PlanStatistics(view).confirms(plan.assumptions)
    {
      return plan
    }
    let statistics = PlanStatistics(view)
    let pipeline = try Planner.plan(bound, query, statistics: statistics, rules: graph.rules)
    let made = Plan(
      pipeline: pipeline, stepCount: pipeline.stepCount, schemaVersion: view.schemaVersion,
      assumptions: statistics.assumptions, size: size)
    plan = made
    return made
  }
}
