import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel
import Synchronization

/// A statement that was read and bound, with the plans that were last made for it; sessions share it.
final class CompiledStatement: Sendable {
  let text: String
  let bound: BoundStatement
  /// By what they carry beside the rows.
  private let plans = Mutex<[CarriedAnnotation?: Plan]>([:])
  private let workDone = Atomic<Int>(0)
  private let bytesTaken = Atomic<Int>(0)
  private let known = Mutex(KnownNames())

  private struct KnownNames {
    /// The graph that has all names of the statement.
    weak var base: GraphBase?
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
    _ text: String, _ catalog: FunctionCatalog, _ limits: Parser.Limits, _ meter: WorkMeter
  ) throws(Diagnostic) {
    self.text = text
    try meter.note(textLength: min(text.utf8.count, limits.textLength))
    var parser = Parser(text, limits: limits)
    let statement = try parser.statement()
    try meter.check()
    bound = try Binder.bind(statement, catalog: catalog, meter: meter)
    workDone.add(meter.count, ordering: .relaxed)
    bytesTaken.add(meter.bytes, ordering: .relaxed)
  }

  /// The names of the columns.
  var columns: [String] { bound.columns }

  /// Whether the graph is known to have every name that the statement mentions: names are only ever
  /// added to it.
  func hasKnownNames(in view: GraphView) -> Bool { known.withLock { $0.base === view.base } }

  /// Remembers that the graph has every name that the statement mentions.
  func noteKnownNames(in view: GraphView) { known.withLock { $0.base = view.base } }

  /// The plan for the graph as `view` shows it.
  ///
  /// - Parameter annotation: What it carries beside the rows.
  func plan(
    for query: BoundQuery, in view: GraphView, rules: [Rule],
    carrying annotation: CarriedAnnotation? = nil, _ meter: WorkMeter
  ) throws(Diagnostic) -> Plan {
    let size = view.nodeCount + view.relationshipCount
    if let plan = plans.withLock({ $0[annotation] }), plan.schemaVersion == view.schemaVersion,
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
    plans.withLock { $0[annotation] = made }
    return made
  }
}

/// What statements are read and planned with, and those that were: few, and of little memory.
final class StatementCache: Sendable {
  private struct State: Sendable {
    var catalog = FunctionCatalog.standard
    var rules = Rule.all
    var known: [String: (limits: Parser.Limits, statement: CompiledStatement)] = [:]
    /// Counts up whenever the catalog or the rules change.
    var version = 0
  }

  private let state = Mutex(State())

  /// How many statements are kept, how many bytes they may take together, and one of them alone.
  private static let (mostStatements, mostBytes, mostBytesOfOne) = (256, 1 << 25, 1 << 22)

  /// How many statements are kept, and about how many bytes they take.
  var kept: (count: Int, bytes: Int) {
    state.withLock { ($0.known.count, $0.known.values.reduce(0) { $0 + $1.statement.bytes }) }
  }

  /// The functions, aggregates and procedures that queries may call.
  var catalog: FunctionCatalog { state.withLock { $0.catalog } }

  /// The rewritings that plans undergo.
  var rules: [Rule] {
    get { state.withLock { $0.rules } }
    set { change { $0.rules = newValue } }
  }

  /// Changes the catalog.
  func changeCatalog(_ body: (inout FunctionCatalog) -> Void) { change { body(&$0.catalog) } }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { state in
      body(&state)
      state.known = [:]
      state.version += 1
    }
  }

  /// The statement, read and bound.
  ///
  /// - Throws: `Diagnostic` where the text is not a statement or cannot be meant.
  func statement(
    _ text: String, limits: Parser.Limits, _ meter: WorkMeter
  ) throws(Diagnostic) -> CompiledStatement {
    let (known, catalog, version) = state.withLock { state in
      (state.known[text], state.catalog, state.version)
    }
    if let known, known.limits == limits { return known.statement }
    let made = try CompiledStatement(text, catalog, limits, meter)
    state.withLock { state in
      // What was found at run time may be another thing when it is looked for again.
      guard state.version == version, made.bound.origins.isEmpty else { return }
      // Their plans are made later than they are kept.
      state.known = state.known.filter { $0.value.statement.bytes <= Self.mostBytesOfOne }
      guard made.bytes <= Self.mostBytesOfOne else { return }
      let bytes = state.known.values.reduce(made.bytes) { $0 + $1.statement.bytes }
      if state.known.count >= Self.mostStatements || bytes > Self.mostBytes { state.known = [:] }
      state.known[text] = (limits, made)
    }
    return made
  }
}
