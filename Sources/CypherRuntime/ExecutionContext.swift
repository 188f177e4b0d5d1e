import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel
import Synchronization

/// All that the operators of one statement share: the graph, parameters, limits and counts.
package final class ExecutionContext {
  package let source: any GraphSource
  /// Nil where the graph is open for reading only.
  package let mutation: (any GraphMutation)?
  package let parameters: [Text: Value]
  package let functions: any FunctionContext & ProcedureContext
  package let limits: ExecutionLimits
  /// Set from any thread to end the query.
  package let cancelled: CancelFlag
  /// Whether the statement changes the graph, so that LIMIT may not leave rows unread.
  package let isUpdating: Bool
  /// What each step did, by its number; empty where nobody asked.
  package private(set) var work: [StepWork]
  /// What rows carry beside their values; nil for nothing. Of one thread: where there is one, no other
  /// thread helps.
  package let annotation: (any Annotation)?
  /// Makes the context of another thread that helps with the statement; nil in such a context.
  package var makeWorker: ((_ stop: CancelFlag) -> ExecutionContext)?
  /// The values of subqueries that read nothing of the row, by where they stand in the text.
  var answers: [SourceSpan: Value] = [:]
  /// What those values rest on, where the plan carries an annotation.
  var answerBases: [SourceSpan: AnnotationHandle] = [:]
  /// What the values rest on that are being evaluated; nil where nobody asks.
  var basis: ValueBasis?
  /// What the queries of all sessions may take together; nil where there is no such limit.
  let shared: SharedBudget?
  /// What joins keep from run to run, by the join.
  private var joinMemories: [ObjectIdentifier: JoinMemory] = [:]
  package let budget: MemoryBudget
  /// What the expressions that are being evaluated have made and still hold.
  var making = ExpressionMemory()
  /// In the context of a thread that helps: what ends its work alone.
  private let stop: CancelFlag?
  private var sinceCheck = 0
  private let clock = ContinuousClock()
  private let deadline: ContinuousClock.Instant?

  /// A context for one run of a statement.
  ///
  /// - Parameter stepCount: How many steps to count the work of; 0 to count none.
  package init(
    source: any GraphSource, mutation: (any GraphMutation)?, parameters: [Text: Value],
    functions: any FunctionContext & ProcedureContext, limits: ExecutionLimits,
    cancelled: CancelFlag, isUpdating: Bool, stepCount: Int, shared: SharedBudget? = nil,
    annotation: (any Annotation)? = nil
  ) {
    self.source = source
    self.mutation = mutation
    self.parameters = parameters
    self.functions = functions
    self.limits = limits
    self.cancelled = cancelled
    self.isUpdating = isUpdating
    self.annotation = annotation
    work = Array(repeating: StepWork(), count: stepCount)
    deadline = limits.deadline
    self.shared = shared
    budget = MemoryBudget(limits.memory, within: shared)
    stop = nil
  }

  /// The context of another thread that helps with the statement of `main`, within the same limits.
  ///
  /// - Parameters:
  ///   - stop: Set to end the work of helpers alone.
  ///   - source: The same graph as it is at `main`, as an object that nobody else uses.
  package init(
    helping main: ExecutionContext, stoppedBy stop: CancelFlag, source: any GraphSource,
    functions: any FunctionContext & ProcedureContext
  ) {
    self.source = source
    self.functions = functions
    mutation = nil
    parameters = main.parameters
    limits = main.limits
    cancelled = main.cancelled
    isUpdating = false
    annotation = nil
    work = []
    deadline = main.deadline
    shared = main.shared
    budget = main.budget
    self.stop = stop
  }

  package var view: GraphView { source.view }

  /// Whether what each step does is counted: for PROFILE.
  package var measures: Bool { !work.isEmpty }

  /// Notes that a step has handed on rows.
  func noteRows(_ count: UInt64, step: Int) {
    if step < work.count { work[step].rows &+= count }
  }

  /// Notes that a step has looked at relationships.
  func noteEdges(_ count: Int, step: Int) {
    if step < work.count { work[step].edges &+= count }
  }

  /// What the step that is working has been fed so far.
  private var feeding: (time: Duration, memory: Int) = (.zero, 0)

  /// Notes how long a step works on what `body` makes, and how much memory that takes; what the steps that
  /// feed it do meanwhile is theirs.
  func measuring<R>(step: Int, _ body: () throws -> R) rethrows -> R {
    guard step < work.count else { return try body() }
    let around = feeding
    feeding = (.zero, 0)
    let (start, taken) = (clock.now, budget.taken)
    defer {
      let (time, memory) = (clock.now - start, budget.taken - taken)
      work[step].time += time - feeding.time
      work[step].memory += max(0, memory - feeding.memory)
      feeding = (around.time + time, around.memory + memory)
    }
    return try body()
  }

  /// What text predicates have found out about dictionaries.
  let textVerdicts = TextVerdicts()
  /// The lists that IN has asked about.
  let listMembers = ListMembers()

  /// What a change of the graph counts for, which takes longer than to look at a relationship.
  package static let effortOfChange = 64

  /// What a join keeps from run to run: the plan of a subquery is made ready anew for each batch.
  func memory(of join: HashJoin) -> JoinMemory {
    let key = ObjectIdentifier(join.identity)
    if let known = joinMemories[key] { return known }
    let made = JoinMemory()
    joinMemories[key] = made
    return made
  }

  /// Called for every so many edges or elements; looks at the flag and the clock now and then.
  @inline(__always)
  package func tick(_ amount: Int) throws(Diagnostic) {
    sinceCheck &+= amount
    if sinceCheck >= 65_536 { try check() }
  }

  /// Ends the query where it was cancelled or its time is over.
  package func check() throws(Diagnostic) {
    sinceCheck = 0
    if cancelled.isSet {
      // A helper leaves the flag for the others to see.
      if stop == nil { cancelled.clear() }
      throw .interrupted
    }
    if let stop, stop.isSet { throw .interrupted }
    if let deadline, clock.now > deadline { throw .timeLimit(limits.seconds) }
  }

  /// Takes `bytes` from the query's budget.
  package func reserve(_ bytes: Int) throws(Diagnostic) { try budget.reserve(bytes) }

  /// Takes the memory of a row that is kept from the query's budget.
  package func reserve(_ row: [Value]) throws(Diagnostic) {
    try reserve(row.reduce(32) { $0 + $1.footprint })
  }

  /// Makes sure that the query's budget has room for `bytes` that are needed for a moment.
  package func need(_ bytes: Int) throws(Diagnostic) { try budget.need(bytes) }

  /// Gives `bytes` back.
  package func release(_ bytes: Int) { budget.release(bytes) }
}

/// What a step did, for PROFILE and for tests that guard work.
package struct StepWork: Sendable {
  /// Rows handed on, by multiplicity where that is known to fit.
  package var rows: UInt64 = 0
  /// Relationships looked at.
  package var edges = 0
  /// How long the step worked, without those that feed it.
  package var time: Duration = .zero
  /// How much memory it took, without those that feed it, at the most.
  package var memory = 0
}

/// How much a statement may use.
package struct ExecutionLimits: Sendable {
  /// Nil for no limit.
  package var time: Duration?
  /// In bytes.
  package var memory: Int
  /// About how many rows operators hand on at a time; tests set it low.
  package var batchSize: Int
  /// How many threads may work on the statement.
  package var threads: Int
  /// About how many rows there must be for each thread, so that it gives more than it costs; tests set
  /// it low.
  package var leastRowsAThread: Double
  /// When the statement began to be read: that counts too.
  package var start = ContinuousClock.now

  package init(
    time: Duration?, memory: Int, batchSize: Int = 2048, threads: Int = 1,
    leastRowsAThread: Double = 50_000
  ) {
    self.time = time
    self.memory = memory
    self.batchSize = batchSize
    self.threads = threads
    self.leastRowsAThread = leastRowsAThread
  }

  /// When the statement must have ended.
  var deadline: ContinuousClock.Instant? { time.map { start + $0 } }

  /// What counts the work of making the statement ready, and ends it where `flag` is set, its time is over
  /// or it alone would take the memory of the query.
  package func meter(stoppedBy flag: CancelFlag) -> WorkMeter {
    WorkMeter { (bytes) throws(Diagnostic) in
      try check(flag)
      if bytes > memory { throw .memoryLimit(memory) }
    }
  }

  /// Ends what is being done where `flag` is set, which it then no longer is, or the time is over.
  package func check(_ flag: CancelFlag) throws(Diagnostic) {
    if flag.isSet {
      flag.clear()
      throw .interrupted
    }
    if let deadline, ContinuousClock.now > deadline { throw .timeLimit(seconds) }
  }

  package var seconds: Double {
    guard let time else { return 0 }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }
}

/// A flag that one thread sets and another looks at.
package final class CancelFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  package var isSet: Bool { flag.load(ordering: .relaxed) }
  /// Whether it is set, as a closure.
  package var check: @Sendable () -> Bool { { self.isSet } }

  package func set() { flag.store(true, ordering: .relaxed) }
  package func clear() { flag.store(false, ordering: .relaxed) }
}
