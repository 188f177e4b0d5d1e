import CypherFunctions
import CypherPlan
import CypherRuntime
import CypherSyntax
import GraphIndex
import GraphModel

/// Runs the queries that procedures are given, over the graph that the calling statement sees.
///
/// They have the parameters of the statement and its limits; the thread that runs it runs them.
struct NestedQueries {
  let database: GraphDatabase
  let parserLimits: Parser.Limits
  let limits: ExecutionLimits
  let parameters: [Text: Value]
  let cancelFlag: CancelFlag
  let transactionTime: (second: Int, nanosecond: Int)?
  let ownChanges: Bool
  /// How deep the queries lie inside others.
  let depth: Int

  /// How deep queries may lie inside each other.
  static let deepest = 3

  /// The same for the queries that a query of a procedure gives to a procedure; nil at the end.
  private var inside: NestedQueries? {
    guard depth < Self.deepest else { return nil }
    return NestedQueries(
      database: database, parserLimits: parserLimits, limits: limits, parameters: parameters,
      cancelFlag: cancelFlag, transactionTime: transactionTime, ownChanges: ownChanges,
      depth: depth + 1)
  }

  /// The answer to a procedure.
  ///
  /// - Parameter poll: Told of elements that were looked at; throws where the statement is to end.
  func answer(
    _ question: EvidenceQuestion, over view: GraphView, poll: (Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [[Value]] {
    switch question {
    case .sensitivity(let query, let options):
      return try Sensitivity(self, query, options, over: view).rows()
    case .restsOnOne(let query):
      return try Sensitivity(self, query, MapValue(), over: view).lostRows()
    case .gapMap(let options): return try GapMap(self, options).rows(over: view)
    case .search(let text, let options):
      let options = try WordSearch.Options(options)
      // What a transaction has changed, and what a mask hides, is no commit.
      let commit =
        ownChanges || view.isMasked || database.shared.hasChanges ? nil : database.shared.number
      let index = try database.searchIndexes.index(of: view, commit: commit, poll: poll)
      return WordSearch(text, in: index, options).rows(view)
    }
  }

  /// A query that only reads, read and bound.
  ///
  /// - Parameter names: Parameters that it is given besides.
  /// - Throws: `Diagnostic` where it would write, or says itself what it is asked without.
  func compiled(
    _ text: Text, knowing names: Set<Text> = []
  ) throws(Diagnostic) -> (CompiledStatement, BoundQuery) {
    let query: CompiledStatement
    do {
      query = try database.statements.statement(
        text.string, limits: parserLimits, limits.meter(stoppedBy: cancelFlag))
    } catch {
      throw Self.inside(text, error)
    }
    guard case .query(let body) = query.bound.body, !query.bound.isUpdating,
      query.bound.mode == .run
    else {
      throw Diagnostic(
        .argumentError, .runtime, "EvidenceOfUpdate",
        "Only the answer of a query that reads rests on sources, and this is none: \(text)")
    }
    guard query.leftOut.isEmpty, query.bound.evidence.request == nil else {
      throw Diagnostic(
        .argumentError, .runtime, "PrefixInside",
        "A query that a procedure asks has no WITHOUT or EVIDENCE of its own: \(text)",
        hint: "Write WITHOUT before the statement that calls the procedure.")
    }
    for name in query.bound.parameters
    where parameters[name.text] == nil && !names.contains(name.text) {
      throw Diagnostic(
        .parameterMissing, .runtime, "MissingParameter",
        "Parameter $\(name.text) of the query inside has no value",
        hint: didYouMean(name.text.string, in: parameters.keys.map(\.string))
          ?? "Give it to the statement that calls the procedure.")
    }
    return (query, body)
  }

  /// What is wrong with a query inside, with its text: places in it are none of the statement's.
  private static func inside(_ text: Text, _ diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic(
      diagnostic.type, .runtime, diagnostic.detail,
      "In the query inside, '\(text)': \(diagnostic.message)", hint: diagnostic.hint)
  }

  /// The rows of a bound query over a view.
  ///
  /// - Parameter circuit: What carries where rows come from; nil for nothing.
  func rows(
    of query: CompiledStatement, _ bound: BoundStatement? = nil, over view: GraphView,
    with more: [Text: Value] = [:], carrying circuit: ProvenanceCircuit? = nil
  ) throws(Diagnostic) -> StreamedRows {
    let statement = bound ?? query.bound
    guard case .query(let body) = statement.body else { throw Self.unreachable }
    let pipeline: Pipeline
    if bound == nil {
      pipeline = try query.plan(
        for: body, in: view, rules: database.statements.rules,
        carrying: circuit == nil ? nil : .sources, limits.meter(stoppedBy: cancelFlag)
      ).pipeline
    } else {
      pipeline = try Planner.plan(
        statement, body, statistics: PlanStatistics(view), rules: database.statements.rules,
        carrying: circuit == nil ? nil : .sources, meter: limits.meter(stoppedBy: cancelFlag))
    }
    let source = StatementContext(
      view: view.frozen(), transactionTime: transactionTime, fullText: database.fullText,
      ownChanges: ownChanges, isCancelled: cancelFlag.check, nested: inside)
    let context = ExecutionContext(
      source: source, mutation: nil, parameters: parameters.merging(more) { $1 },
      functions: source, limits: limits, cancelled: cancelFlag, isUpdating: false, stepCount: 0,
      shared: database.budget, annotation: circuit)
    source.execution = context
    return StreamedRows(RunningPlan(pipeline, context: context), context, statement)
  }

  /// All rows of a query.
  func all(
    _ query: CompiledStatement, over view: GraphView, with more: [Text: Value] = [:]
  ) throws(Diagnostic) -> [[Value]] {
    var stream = try rows(of: query, over: view, with: more)
    var rows: [[Value]] = []
    while let row = try next(of: &stream) {
      try stream.context.reserve(row)
      rows.append(row)
    }
    return rows
  }

  /// The next row, with what its thread cannot go on with told as a procedure's failure.
  func next(of stream: inout StreamedRows) throws(Diagnostic) -> [Value]? {
    do { return try stream.next() } catch let error as Diagnostic { throw error } catch {
      throw Diagnostic(.procedureError, .runtime, "QueryFailed", "\(error)")
    }
  }

  private static var unreachable: Diagnostic {
    Diagnostic(.procedureError, .runtime, "QueryFailed", "The query inside is no query")
  }
}
