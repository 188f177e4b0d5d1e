import CypherSyntax
import GraphModel

/// Rows beside those rows of another plan that agree with them in some values, found by hashing.
///
/// The other plan reads nothing of the rows, so that it runs once for all of them, while a part of a
/// pattern that is found anew for each row costs as much as both multiplied (Bratbergsengen, "Hashing
/// Methods and Relational Algebra Operations"). What comes out, and in which order, is the same: for
/// each row, those of the other plan that match, as that plan makes them. Which of the two sides is
/// put into the table is decided when the plan runs, by how many rows there are.
package struct HashJoin: Sendable {
  /// Two values that must be equal, as `=` has it.
  package struct Key: Sendable {
    /// Read from the rows.
    package var outer: BoundExpression
    /// Read from the rows of the other plan.
    package var inner: BoundExpression
  }
  package var keys: [Key]
  /// The other plan.
  package var inner: Pipeline
  /// Slots that the rows have before: the other plan may fill some of them too, but what it has there
  /// is only compared.
  package var bound: SlotSet
  /// Relationships of one MATCH that may not be the same.
  package var apart: [Apart]
  /// Where a key may raise an error: all that is asked of a pair, as it was written. A row whose key
  /// raises one is asked beside every row of the other side, so that it is raised where, and only where,
  /// none of the conditions before rules the pair out.
  package var guards: [BoundExpression]
  /// The same for all copies of the join, wherever they run.
  package let identity = Identity()

  package final class Identity: Sendable {}

  /// A relationship, or list of them, on each side.
  package struct Apart: Sendable {
    package var outer: RelationshipSlot
    package var inner: RelationshipSlot
  }

  /// The slots that the rows get from the other plan.
  package var produced: SlotSet {
    inner.steps.reduce(into: SlotSet()) { $0.formUnion($1.operation.produces) }
      .subtracting(bound)
  }

  /// The slots that must be there of the other plan's rows, beside those that are read later.
  package var innerReads: SlotSet {
    keys.map(\.inner).slotsRead.union(apart.map(\.inner.slot))
      .union(guards.slotsRead.intersection(produced))
  }

  /// The slots that are read of the rows.
  package var outerReads: SlotSet {
    keys.map(\.outer).slotsRead.union(apart.map(\.outer.slot))
      .union(guards.slotsRead.subtracting(produced))
  }

  mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    let produced = self.produced
    inner.computeLiveness(outputs: liveAfter.intersection(produced).union(innerReads))
    return liveAfter.subtracting(produced).union(outerReads)
  }

  /// Whether the same rows find the same whenever they are asked for.
  package var isStable: Bool {
    keys.allSatisfy { $0.outer.isStable && $0.inner.isStable } && guards.allSatisfy(\.isStable)
  }
}

extension BoundExpression {
  /// The sides of an equality of which one reads only `outer` and the other only `inner`.
  func joinKey(outer: SlotSet, inner: SlotSet) -> HashJoin.Key? {
    guard case .comparison(.equal, let a, let b) = kind, isStable else { return nil }
    for (mine, other) in [(a, b), (b, a)] {
      let (read, found) = (mine.freeSlots, other.freeSlots)
      if !read.isEmpty, !found.isEmpty, read.isSubset(of: outer), found.isSubset(of: inner) {
        return HashJoin.Key(outer: mine, inner: other)
      }
    }
    return nil
  }
}

extension Planner {
  /// Appends a join with a part of a pattern that is found for itself.
  mutating func join(
    _ part: PatternOrder.Part, in pattern: BoundPattern,
    after done: inout [BoundPatternRelationship],
    pending: inout [PendingPredicate], into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let shared = part.slots.intersection(bound)
    let own = part.slots.subtracting(bound)
    var keys = shared.sorted().map { slot in
      let node = BoundExpression(.slot(slot), .node, at: SourceSpan(0, 0))
      return HashJoin.Key(outer: node, inner: node)
    }
    var isGuarded = false
    var (inside, outside): ([PendingPredicate], [PendingPredicate]) = ([], [])
    let asked = pending.map(\.expression)
    for waiting in pending {
      let predicate = waiting.expression
      let read = predicate.freeSlots
      if !read.isEmpty, !predicate.isVolatile,
        read.isSubset(of: own)
          || (read.isSubset(of: part.slots) && predicate.isHarmless)
      {
        inside.append(waiting)
      } else if shared.isEmpty, let key = predicate.joinKey(outer: bound, inner: own) {
        keys.append(key)
        isGuarded = isGuarded || !predicate.isHarmless
        rows *= statistics.selectivity(ofJoin: predicate, labels: labels)
      } else {
        outside.append(waiting)
      }
    }
    pending = outside
    var planner = self
    planner.bound = []
    planner.rows = 1
    planner.outerRows = 1
    planner.neededLater = asked.reduce(into: neededLater.union(part.slots)) {
      $0.formUnion($1.slots)
    }
    var inner = Pipeline([PlanStep(operation: .unit, estimate: 1)])
    var ownDone: [BoundPatternRelationship] = []
    try planner.follow(part.moves, in: pattern, after: &ownDone, pending: &inside, into: &inner)
    if !inside.isEmpty { try planner.filter(inside.map(\.expression), into: &inner) }
    var apart: [HashJoin.Apart] = []
    for one in done {
      for other in ownDone where mayCoincide(one, other, in: pattern) {
        apart.append(HashJoin.Apart(outer: RelationshipSlot(one), inner: RelationshipSlot(other)))
      }
    }
    done += ownDone
    let before = bound
    bound.formUnion(part.slots)
    let guards = isGuarded ? asked.filter { $0.freeSlots.isSubset(of: bound) } : []
    rows *= planner.rows
    for slot in shared { rows /= max(1, statistics.count(labels[slot] ?? [])) }
    pipeline.append(
      .join(
        HashJoin(
          keys: keys, inner: inner, bound: before, apart: apart, guards: try planned(guards))),
      rows: rows)
  }
}

extension RelationshipSlot {
  init(_ relationship: BoundPatternRelationship) {
    self.init(slot: relationship.slot, isList: relationship.length != nil)
  }
}
