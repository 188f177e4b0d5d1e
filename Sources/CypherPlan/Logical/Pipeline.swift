import CypherFunctions
import CypherSyntax
import GraphModel

/// A plan: operations in the order in which rows pass through them.
///
/// Every operation takes rows in and gives rows out; the first makes them from nothing
/// (``Operation/unit``) or takes those of the surrounding plan (``Operation/argument``).
package struct Pipeline: Sendable {
  package var steps: [PlanStep]
  /// Whether it matters only if there is a row, not how many there are.
  package var asksForExistence = false

  package init(_ steps: [PlanStep] = []) { self.steps = steps }

  mutating func append(_ operation: Operation, rows estimate: Double) {
    steps.append(PlanStep(operation: operation, estimate: estimate))
  }

  /// By step, and at last for the end: what the first step from there on says that has an opinion.
  ///
  /// - Parameters:
  ///   - end: What holds where no step has one.
  ///   - opinion: What a step says; nil where it is of no matter.
  func verdicts(atEnd end: Bool, _ opinion: (Operation) -> Bool?) -> [Bool] {
    var verdicts = [Bool](repeating: end, count: steps.count + 1)
    for index in steps.indices.reversed() {
      verdicts[index] = opinion(steps[index].operation) ?? verdicts[index + 1]
    }
    return verdicts
  }

  /// Whether any step may change the graph.
  package var isUpdating: Bool { steps.contains { $0.operation.isUpdating } }
}

/// An operation with what the planner knows of it.
package struct PlanStep: Sendable {
  package var operation: Operation
  /// About how many rows come out.
  package var estimate: Double
  /// The slots that later steps read.
  package var live: SlotSet = []
  /// Whether rows may be merged here: those that agree on the live slots become one with the sum of
  /// their multiplicities.
  package var mergesRows = false
  /// The slots of what the step binds, where the plan carries an annotation.
  package var annotated: [Int] = []
  /// The step's number in the whole plan, for PROFILE; plans inside expressions have none.
  package var number = Int.max

  package init(operation: Operation, estimate: Double) {
    self.operation = operation
    self.estimate = estimate
  }
}

/// What a step does.
package indirect enum Operation: Sendable {
  /// One row without columns.
  case unit
  /// The rows of the surrounding plan, each with its ordinal.
  case argument
  case scan(NodeScan)
  case seek(NodeSeek)
  case expand(Expand)
  case expandVariable(ExpandVariable)
  case intersect(Intersect)
  case tally(Tally)
  case filter([BoundExpression])
  case compute([(slot: Int, value: BoundExpression)])
  case aggregate(BoundAggregation)
  case distinct([Int])
  case sort([SortKey], top: TopRows?)
  case page(skip: BoundExpression?, limit: BoundExpression?)
  case unwind(list: BoundExpression, slot: Int)
  case apply(Apply)
  case join(HashJoin)
  case union(UnionPlan)
  case call(BoundCall)
  case create(BoundCreate)
  case merge(MergePlan)
  case set([BoundSetItem])
  case remove([BoundRemoveItem])
  case delete([BoundExpression], detach: Bool)
}

/// Every node that satisfies the labels, for each row.
package struct NodeScan: Sendable {
  package var slot: Int
  package var labels: [LabelPredicate]
  package var name: Text?
}

/// The nodes that an index, or their identifier, gives for each row.
package struct NodeSeek: Sendable {
  package indirect enum Key: Sendable {
    /// Equal to the values of the index's keys.
    case equal([BoundExpression])
    /// Equal to any element of a list.
    case anyOf(BoundExpression)
    /// Between bounds.
    case range(low: Bound?, high: Bound?)
    /// Beginning with a text.
    case prefix(BoundExpression)
    /// Any of several, each node once.
    case either([Key])
  }
  package struct Bound: Sendable {
    package var value: BoundExpression
    package var inclusive: Bool
  }
  package enum Source: Sendable {
    case index(label: Text, keys: [Text])
    case identifier
  }
  package var slot: Int
  package var source: Source
  package var key: Key
  package var labels: [LabelPredicate]
  package var name: Text?
}

/// From a bound node over one relationship to a node that is new or bound too.
package struct Expand: Sendable {
  package var from: Int
  package var relationship: Int
  package var to: Int
  package var direction: RelationshipPattern.Direction
  package var types: LabelPredicate?
  package var toLabels: [LabelPredicate]
  /// Whether the node at the other end is bound.
  package var isInto: Bool
  /// Whether the relationship itself is bound.
  package var isRelationshipBound: Bool
  /// Relationships of the same MATCH that this one may not be.
  package var distinctFrom: [RelationshipSlot]
  /// Whether nobody reads the relationship or the new node, so that their number is enough.
  package var countsOnly = false
}

/// From two bound nodes to a node that both lead to: the neighbours that their lists share.
package struct Intersect: Sendable {
  /// One of the two ways.
  package struct Arm: Sendable {
    package var from: Int
    package var direction: RelationshipPattern.Direction
    package var types: LabelPredicate?
    package var relationship: Int
  }
  /// The arm whose node changes seldom from row to row; its neighbours are marked.
  package var anchor: Arm
  package var other: Arm
  package var to: Int
  package var toLabels: [LabelPredicate]
  /// Whether nobody reads the node, so that the number is enough.
  package var countsOnly = false
}

/// A slot with a relationship or a list of them.
package struct RelationshipSlot: Sendable, Hashable {
  package var slot: Int
  package var isList: Bool
}

/// From a bound node over several relationships, none twice.
package struct ExpandVariable: Sendable {
  package var from: Int
  package var relationships: Int
  package var to: Int
  package var direction: RelationshipPattern.Direction
  package var types: LabelPredicate?
  package var toLabels: [LabelPredicate]
  package var isInto: Bool
  package var isListBound: Bool
  package var length: BoundPatternRelationship.Length
  package var properties: [(key: Text, value: BoundExpression)]
  package var distinctFrom: [RelationshipSlot]
  package var search: PathSearch
  /// Whether the pattern was written from the other end, so that the list is turned round.
  package var isReversed: Bool
  /// Whether only the different ends matter, so that each node is visited once.
  package var reachesOnly = false
  /// What the path of a search must satisfy.
  package var condition = PathCondition()
}

package struct SortKey: Sendable {
  package var slot: Int
  package var descending: Bool
}

/// How many of the sorted rows are wanted.
package struct TopRows: Sendable {
  package var skip: BoundExpression?
  package var limit: BoundExpression
}

/// An inner plan that is run on whole batches of outer rows and answers by ordinal.
package struct Apply: Sendable {
  package enum Kind: Sendable {
    /// Each inner row beside its outer row.
    case lateral
    /// As lateral; an outer row without inner rows stays, with nulls in the given slots.
    case optional(nulls: [Int])
    /// Outer rows that have an inner row.
    case semi
    /// Outer rows that have none.
    case anti
    /// Outer rows as they are; the inner plan is run for what it changes.
    case unit
    /// FOREACH: the inner plan is run for each element.
    case forEach
  }
  package var kind: Kind
  package var inner: Pipeline
  /// Slots that the outer rows have before: the inner plan may fill them for itself, as where it groups
  /// by a variable from outside, but the outer rows keep theirs.
  package var bound: SlotSet
  /// Whether each outer row must see what the inner plan did to the graph for the rows before it.
  package var isRowByRow: Bool
  /// Whether the inner plan may answer equal outer rows differently; no rewriting changes that.
  package let isVolatile: Bool

  package init(kind: Kind, inner: Pipeline, bound: SlotSet, isRowByRow: Bool = false) {
    self.kind = kind
    self.inner = inner
    self.bound = bound
    self.isRowByRow = isRowByRow
    isVolatile = inner.isVolatile
  }

  /// The slots that the outer rows get from the inner plan.
  package var produced: SlotSet {
    inner.steps.reduce(into: SlotSet()) { $0.formUnion($1.operation.produces) }
      .subtracting(bound)
  }
}

/// Several plans whose rows follow each other.
package struct UnionPlan: Sendable {
  package var parts: [Pipeline]
  /// The slots of each part that become `outputs`, in order.
  package var partOutputs: [[Int]]
  package var outputs: [Int]
}

/// MERGE: what to look for, what to make.
package struct MergePlan: Sendable {
  package var match: Pipeline
  package var bound: BoundMerge
  /// Slots that the clause binds.
  package var produced: [Int]
  /// Whether rows can see each other's creations only by making the same thing, so that one look-up
  /// in a table of what was made replaces matching row by row.
  package var isSimple: Bool
}

extension Operation {
  package var isUpdating: Bool {
    switch self {
    case .create, .merge, .set, .remove, .delete: true
    case .apply(let apply): apply.inner.isUpdating
    case .union(let union): union.parts.contains(where: \.isUpdating)
    default: false
    }
  }

  /// The slots that the operation fills.
  package var produces: SlotSet {
    switch self {
    case .unit, .argument, .filter, .tally, .distinct, .sort, .page, .set, .remove, .delete: []
    case .scan(let scan): [scan.slot]
    case .seek(let seek): [seek.slot]
    case .expand(let expand):
      SlotSet(
        (expand.isRelationshipBound ? [] : [expand.relationship])
          + (expand.isInto ? [] : [expand.to]))
    case .expandVariable(let expand):
      SlotSet(
        (expand.isListBound ? [] : [expand.relationships]) + (expand.isInto ? [] : [expand.to]))
    case .intersect(let intersect):
      [intersect.to, intersect.anchor.relationship, intersect.other.relationship]
    case .compute(let items): SlotSet(items.map(\.slot))
    case .aggregate(let aggregation):
      SlotSet(aggregation.keys.map(\.slot) + aggregation.aggregates.map(\.slot))
    case .unwind(_, let slot): [slot]
    case .apply(let apply): apply.produced
    case .join(let join): join.produced
    case .union(let union): SlotSet(union.outputs)
    case .call(let call): SlotSet(call.yields.map(\.slot))
    case .create(let create):
      SlotSet(
        create.nodes.map(\.slot) + create.relationships.map(\.slot) + create.paths.map(\.slot))
    case .merge(let merge): SlotSet(merge.produced)
    }
  }
}
