/// Rows beside those rows of another plan that agree with them in some values, found by hashing.
///
/// The other plan reads nothing of the rows, so that it runs once for all of them, while a part of a
/// pattern that is found anew for each row costs as much as both multiplied (Bratbergsengen, "Hashing
/// Methods and Relational Algebra Operations"). What comes out, and in which order, is the same: for
/// each row, those of the other plan that match, as that plan makes them. Which of the two sides is
/// put into the table is decided when the plan runs, by how many rows there are.
package struct HashJoin: PlanOperation {
  /// Two values that must be equal, as `=` has it, or of which one is an element of the other.
  package struct Key: Sendable {
    package enum Side: Sendable { case outer, inner }
    /// Read from the rows.
    package var outer: BoundExpression
    /// Read from the rows of the other plan.
    package var inner: BoundExpression
    /// Which of the two is a list, of which any element may be equal to the other value; nil for neither.
    /// One key of a join at most has one.
    package var list: Side?
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
  package var produces: SlotSet { inner.produces.subtracting(bound) }
  /// The slots that must be there of the other plan's rows, beside those that are read later.
  package var innerReads: SlotSet {
    keys.map(\.inner).slotsRead.union(apart.map(\.inner.slot))
      .union(guards.slotsRead.intersection(produces))
  }
  /// The slots that are read of the rows.
  package var reads: SlotSet {
    keys.map(\.outer).slotsRead.union(apart.map(\.outer.slot))
      .union(guards.slotsRead.subtracting(produces))
  }
  package var expressions: [BoundExpression] { keys.flatMap { [$0.outer, $0.inner] } + guards }
  package var innerPlans: [Pipeline] {
    get { [inner] }
    set { for plan in newValue { inner = plan } }
  }

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    let produced = produces
    inner.computeLiveness(outputs: liveAfter.intersection(produced).union(innerReads))
    return liveAfter.subtracting(produced).union(reads)
  }

  // Each thread would make a table of its own.
  package var treatsRowsApart: Bool { false }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    let keys = keys.map { key in
      let (outer, inner) = (names.show(key.outer), names.show(key.inner))
      switch key.list {
      case .outer: return "\(inner) IN \(outer)"
      case .inner: return "\(outer) IN \(inner)"
      case nil: break
      }
      return outer == inner ? "the same \(outer)" : "\(outer) = \(inner)"
    }
    return "Hash join on \(keys.joined(separator: ", "))" + (apart.isEmpty ? "" : ", unique")
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
