import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel
import Platform
import Synchronization

/// A statement that was read and bound, with the plans that were last made for it; sessions share it.
final class CompiledStatement: Sendable {
  let text: String
  let bound: BoundStatement
  /// What finds the sources that the statement leaves out.
  let leftOut: [SourceQuery]
  /// What finds the nodes that are its sources; nil for those of the graph's schema.
  let sourcesBy: CompiledStatement?
  private let plans = Monitor<[PlanKey: Plan]>([:])
  private let workDone = Atomic<Int>(0)
  private let bytesTaken = Atomic<Int>(0)
  private let known = Monitor(KnownNames())

  /// A query that goes with the statement and finds sources.
  struct SourceQuery: Sendable {
    let kind: BoundSources.Kind
    let query: CompiledStatement
    let span: SourceSpan
  }

  /// What there are plans for: what they carry beside the rows, and whether elements are left out, of
  /// which what is true of the whole graph need not be true.
  private struct PlanKey: Hashable {
    var annotation: CarriedAnnotation?
    var isMasked: Bool
  }

  private struct KnownNames {
    /// The graph of which the statement had no warnings.
    weak var base: GraphBase?
    /// The graph of which it had no advice.
    weak var adviceBase: GraphBase?
  }

  /// How much was done to read, bind and plan it, in expressions, clauses and steps; tests compare it.
  var work: Int { workDone.load(ordering: .relaxed) }

  /// About how many bytes it takes with its plans.
  var bytes: Int { bytesTaken.load(ordering: .relaxed) }

  /// A plan and what it rests on.
  struct Plan: Sendable {
    var pipeline: Pipeline
    var stepCount: Int
    var schemaVersion: Int
    var assumptions: [PlanAssumption]
    /// The sizes that the estimates were made from.
    var size: Int
  }

  init(
    _ text: String, _ catalog: FunctionCatalog, _ limits: Parser.Limits,
    withEvidence: Bool = false, _ meter: WorkMeter
  ) throws(Diagnostic) {
    self.text = text
    try meter.note(textLength: min(text.utf8.count, limits.textLength))
    var parser = Parser(text, limits: limits)
    let statement = try parser.statement()
    try meter.check()
    bound = try Self.bound(statement, catalog, withEvidence: withEvidence, meter)
    leftOut = bound.evidence.leftOut.map { found in
      SourceQuery(
        kind: found.kind, query: CompiledStatement(text, found.statement), span: found.span)
    }
    sourcesBy = bound.evidence.request?.sources.first.map {
      CompiledStatement(text, $0.statement)
    }
    workDone.add(meter.count, ordering: .relaxed)
    bytesTaken.add(meter.bytes, ordering: .relaxed)
  }

  /// - Parameter withEvidence: Whether a query that reads is to say what its rows rest on.
  private static func bound(
    _ statement: Statement, _ catalog: FunctionCatalog, withEvidence: Bool, _ meter: WorkMeter
  ) throws(Diagnostic) -> BoundStatement {
    guard withEvidence, case .query = statement.body, statement.evidence.request == nil else {
      return try Binder.bind(statement, catalog: catalog, meter: meter)
    }
    var asking = statement
    asking.evidence.request = EvidenceRequest(makesWay: true, span: statement.span)
    do {
      return try Binder.bind(asking, catalog: catalog, meter: meter)
    } catch  where error.detail == "EvidenceOfUpdate" {
      // What writes has no evidence, and is no mistake of who wants it of what reads.
      return try Binder.bind(statement, catalog: catalog, meter: meter)
    }
  }

  /// A query that goes with another statement.
  private init(_ text: String, _ bound: BoundStatement) {
    self.text = text
    self.bound = bound
    leftOut = []
    sourcesBy = nil
  }

  /// The names of the columns.
  var columns: [String] { bound.columns + (bound.evidence.request?.names ?? []) }

  /// Whether the statement is known to have no warnings: names, at least, are only ever
  /// added to it.
  func isKnownWithoutWarnings(in view: GraphView) -> Bool {
    known.withLock { $0.base === view.base }
  }

  /// Whether the statement is known to have nothing of which a ``StatementWarning`` speaks.
  func isKnownWithoutAdvice(in view: GraphView) -> Bool {
    known.withLock { $0.adviceBase === view.base }
  }

  /// Remembers that it has none.
  func noteNoAdvice(in view: GraphView) { known.withLock { $0.adviceBase = view.base } }

  /// Remembers that the statement has no warnings.
  func noteNoWarnings(in view: GraphView) { known.withLock { $0.base = view.base } }

  /// The plan for the graph as `view` shows it.
  ///
  /// - Parameter annotation: What it carries beside the rows.
  func plan(
    for query: BoundQuery, in view: GraphView, rules: [Rule],
    carrying annotation: CarriedAnnotation? = nil, _ meter: WorkMeter
  ) throws(Diagnostic) -> Plan {
    let size = view.nodeCount + view.relationshipCount
    let key = PlanKey(annotation: annotation, isMasked: view.isMasked)
    if let plan = plans.withLock({ $0[key] }), plan.schemaVersion == view.schemaVersion,
      size / 2 <= plan.size + 100, plan.size / 2 <= size + 100,
      PlanStatistics(view).confirms(plan.assumptions)
    {
      return plan
    }
    let statistics = PlanStatistics(view)
    let (before, known) = (meter.count, bytes)
    try meter.note(earlierBytes: known)
    let pipeline = try Planner.plan(
      bound, query, statistics: statistics, rules: rules, carrying: annotation,
      meter: meter)
    workDone.add(meter.count - before, ordering: .relaxed)
    bytesTaken.add(meter.bytes - known, ordering: .relaxed)
    let made = Plan(
      pipeline: pipeline, stepCount: pipeline.stepCount, schemaVersion: view.schemaVersion,
      assumptions: statistics.assumptions, size: size)
    plans.withLock { $0[key] = made }
    return made
  }
}
