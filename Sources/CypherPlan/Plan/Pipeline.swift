/// A plan: operations in the order in which rows pass through them.
///
/// Every operation takes rows in and gives rows out; the first makes them from nothing (``OneRow``) or
/// takes those of the surrounding plan (``OuterRows``).
package struct Pipeline: Sendable {
  package var steps: [PlanStep]
  /// Whether it matters only if there is a row, not how many there are.
  package var asksForExistence = false

  package init(_ steps: [PlanStep] = []) { self.steps = steps }

  mutating func append(_ operation: some PlanOperation, rows estimate: Double) {
    steps.append(PlanStep(operation, estimate: estimate))
  }

  /// By step, and at last for the end: what the first step from there on says that has an opinion.
  ///
  /// - Parameters:
  ///   - end: What holds where no step has one.
  ///   - opinion: What a step says; nil where it is of no matter.
  func verdicts(atEnd end: Bool, _ opinion: (any PlanOperation) -> Bool?) -> [Bool] {
    var verdicts = [Bool](repeating: end, count: steps.count + 1)
    for index in steps.indices.reversed() {
      verdicts[index] = opinion(steps[index].operation) ?? verdicts[index + 1]
    }
    return verdicts
  }

  /// Whether any step may change the graph.
  package var isUpdating: Bool { steps.contains { $0.operation.isUpdating } }

  /// Whether the plan may give other rows when it is run again over the same graph.
  package var isVolatile: Bool {
    steps.contains { !$0.operation.isDeterministic || $0.operation.isVolatile }
  }

  /// Whether the plan gives the same rows for the same rows however often it runs over the same graph.
  var isSteady: Bool { steps.allSatisfy(\.operation.isSteady) }

  /// The slots that its steps fill.
  var produces: SlotSet { steps.reduce(into: []) { $0.formUnion($1.operation.produces) } }

  /// How many steps there are, inner plans included.
  package var stepCount: Int {
    steps.reduce(0) { $0 + 1 + $1.operation.innerPlans.reduce(0) { $0 + $1.stepCount } }
  }

  /// Numbers the steps, those of inner plans after the one that they are inside.
  mutating func number(from number: inout Int) {
    for index in steps.indices {
      steps[index].number = number
      steps[index].knownVolatility = steps[index].operation.isVolatile
      number += 1
      steps[index].operation.changeInner { $0.number(from: &number) }
    }
  }
}

/// An operation with what the planner knows of it.
package struct PlanStep: Sendable {
  package var operation: any PlanOperation
  /// About how many rows come out.
  package var estimate: Double
  /// The slots that later steps read.
  package var live: SlotSet = []
  /// Whether rows may be merged here: those that agree on the live slots become one with the sum of
  /// their multiplicities.
  package var mergesRows = false
  /// The slots of what the step binds, where the plan carries an annotation.
  package var annotated: [Int] = []
  /// Where the plan carries an annotation: whether the values of its expressions rest on more than the
  /// row, so that its operator multiplies that in.
  package var carriesValues = false
  /// Where the plan carries an annotation: whether what comes of a row rests on more than is carried,
  /// such as on there being nothing more.
  package var restsOnAbsence = false
  /// The step's number in the whole plan, for PROFILE; plans inside expressions have none.
  package var number = Int.max
  /// What ``isVolatile`` says, found out once the plan is made: a plan runs more often than it is made.
  fileprivate var knownVolatility: Bool?

  /// Whether each run of the operation may give another value for the same row.
  package var isVolatile: Bool { knownVolatility ?? operation.isVolatile }

  package init(_ operation: some PlanOperation, estimate: Double) {
    self.operation = operation
    self.estimate = estimate
  }
}

extension PlanOperation {
  /// Changes each of the plans inside.
  mutating func changeInner<Failure: Error>(
    _ change: (inout Pipeline) throws(Failure) -> Void
  ) throws(Failure) {
    // Most have none, and need not be written anew.
    var plans = innerPlans
    if plans.isEmpty { return }
    for index in plans.indices { try change(&plans[index]) }
    innerPlans = plans
  }
}
