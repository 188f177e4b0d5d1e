/// What a step of a plan does, described once: planner, rules, liveness and EXPLAIN ask nothing else of
/// an operation than what its description says.
///
/// An operation is a value with one file here, which has all that is known of it, one line in
/// ``OperationMaker``, and one file of the runtime, where its operator stands and is made. A rule that
/// looks for one kind of operation asks for it with ``as(_:)``; what it has to know of all others it
/// asks of the description. What an operation does not say is answered as carefully as possible: it
/// keeps rules away, and the rows are right.
///
///     package struct Filter: PlanOperation {
///       package var predicates: [BoundExpression]
///       package var expressions: [BoundExpression] { predicates }
///       package var treatsRowsApart: Bool { true }
///       …
///     }
package protocol PlanOperation: Sendable {
  // MARK: What it reads and fills

  /// The slots that it fills.
  var produces: SlotSet { get }
  /// The slots of the rows before it that it reads itself.
  var reads: SlotSet { get }
  /// The expressions that it evaluates itself, those of inner plans apart.
  var expressions: [BoundExpression] { get }
  /// The plans inside it.
  ///
  /// Rules, numbering and printing reach them through this, and so reach every one.
  var innerPlans: [Pipeline] { get set }
  /// Slots that it takes again from the rows that its plan is given, past the steps in between.
  var recalls: SlotSet { get }
  /// The slots in which the operation, and none inside it, binds elements of the graph.
  var bindsElements: SlotSet { get }
  /// What becomes of what the values of its expressions rest on, where the plan carries an annotation.
  var carriage: ValueCarriage { get }

  /// The slots that are read of the rows before it, given those that are read of the rows after it;
  /// fills in what is live in the plans inside.
  mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet

  // MARK: What may be done around it

  /// Whether it may change the graph.
  var isUpdating: Bool { get }
  /// Whether what comes of a row may differ from one evaluation to the next, so that a row that stands
  /// for several must be taken apart first.
  var isVolatile: Bool { get }
  /// Whether the same rows in the same order give the same rows.
  var isDeterministic: Bool { get }
  /// Whether it asks neither chance nor the clock, nor anything that the plan cannot see through: it
  /// gives the same for the same rows however often it runs over the same graph.
  var isSteady: Bool { get }
  /// Whether what comes of a row depends, its expressions apart, on that row and the graph alone, and
  /// comes in the order of the rows, so that rows may be treated in several parts.
  var treatsRowsApart: Bool { get }
  /// Whether the answer is the same in whatever order rows come in; nil where that is for the steps
  /// after it to say.
  var ignoresOrder: Bool? { get }
  /// Whether the answer is the same however often equal rows come in; nil where that is for the steps
  /// after it to say.
  var ignoresMultiplicity: Bool? { get }
  /// Whether at most one row comes of each, so that rows that differ in a slot still do.
  var keepsRowsApart: Bool { get }
  /// Whether what multiplies rows by a number, or drops them where it is 0, may as well stand behind it.
  var mayPrecedeCounting: Bool { get }
  /// Whether it takes in all rows before it hands on the first, so that none is made in vain.
  var takesAllRows: Bool { get }
  /// Whether it costs no more for a row than a few of the row's columns do.
  var isCheap: Bool { get }

  // MARK: How it is shown and run

  /// A line of EXPLAIN.
  func text(_ names: PlanText) -> String

  /// What `maker` makes of it: `maker.make(self)`.
  func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made
}

extension PlanOperation {
  package var produces: SlotSet { [] }
  package var reads: SlotSet { expressions.slotsRead }
  package var expressions: [BoundExpression] { [] }
  package var innerPlans: [Pipeline] {
    get { [] }
    set {}
  }
  package var recalls: SlotSet { [] }
  package var bindsElements: SlotSet { [] }
  package var carriage: ValueCarriage { .nothing }

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    liveAfter.subtracting(produces).union(reads)
  }

  package var isUpdating: Bool { innerPlans.contains(where: \.isUpdating) }
  package var isVolatile: Bool {
    expressions.contains(where: \.isVolatile) || innerPlans.contains(where: \.isVolatile)
  }
  package var isDeterministic: Bool { true }
  package var isSteady: Bool {
    isDeterministic && !isUpdating && expressions.allSatisfy(\.isStable)
      && innerPlans.allSatisfy(\.isSteady)
  }
  package var treatsRowsApart: Bool { false }
  package var ignoresOrder: Bool? { false }
  package var ignoresMultiplicity: Bool? { false }
  package var keepsRowsApart: Bool { false }
  package var mayPrecedeCounting: Bool { false }
  package var takesAllRows: Bool { false }
  package var isCheap: Bool { false }
}

extension PlanOperation {
  /// Whether what comes of a row depends on that row and the graph alone.
  var isRowByRow: Bool {
    treatsRowsApart && expressions.allSatisfy(\.isStable) && innerPlans.allSatisfy(\.isRowByRow)
  }

  /// The operation, where it is of a kind: what a rule begins with.
  ///
  ///     guard let expand = step.operation.as(Expand.self), !expand.isInto else { continue }
  package func `as`<Kind: PlanOperation>(_ kind: Kind.Type) -> Kind? {
    // Most are of another kind, which is told by one comparison.
    Self.self == kind ? self as? Kind : nil
  }

  /// Whether the operation is of a kind.
  package func `is`<Kind: PlanOperation>(_ kind: Kind.Type) -> Bool { Self.self == kind }
}

/// What makes something of every operation, as the runtime makes operators: a line an operation, so that
/// the compiler finds whatever is not made.
package protocol OperationMaker {
  associatedtype Made

  mutating func make(_ row: OneRow) -> Made
  mutating func make(_ rows: OuterRows) -> Made
  mutating func make(_ scan: NodeScan) -> Made
  mutating func make(_ seek: NodeSeek) -> Made
  mutating func make(_ expand: Expand) -> Made
  mutating func make(_ expand: ExpandVariable) -> Made
  mutating func make(_ intersect: Intersect) -> Made
  mutating func make(_ tally: Tally) -> Made
  mutating func make(_ filter: Filter) -> Made
  mutating func make(_ compute: Compute) -> Made
  mutating func make(_ aggregate: Aggregate) -> Made
  mutating func make(_ distinct: Distinct) -> Made
  mutating func make(_ sort: Sort) -> Made
  mutating func make(_ page: Page) -> Made
  mutating func make(_ unwind: Unwind) -> Made
  mutating func make(_ apply: Apply) -> Made
  mutating func make(_ join: HashJoin) -> Made
  mutating func make(_ union: Union) -> Made
  mutating func make(_ call: Call) -> Made
  mutating func make(_ create: Create) -> Made
  mutating func make(_ merge: Merge) -> Made
  mutating func make(_ items: SetItems) -> Made
  mutating func make(_ items: RemoveItems) -> Made
  mutating func make(_ delete: Delete) -> Made
}
