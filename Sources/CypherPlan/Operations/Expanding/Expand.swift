import CypherSyntax
import GraphModel

/// From a bound node over one relationship to a node that is new or bound too.
package struct Expand: PlanOperation {
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

  package var produces: SlotSet {
    SlotSet((isRelationshipBound ? [] : [relationship]) + (isInto ? [] : [to]))
  }
  package var reads: SlotSet {
    SlotSet(
      [from] + (isRelationshipBound ? [relationship] : []) + (isInto ? [to] : [])
        + distinctFrom.map(\.slot))
  }
  package var bindsElements: SlotSet { produces }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    let what = countsOnly ? "Count" : (isInto ? "Expand into" : "Expand")
    let inside = names.name(relationship) + names.types(types)
    let unique = distinctFrom.isEmpty ? "" : ", unique"
    return "\(what) (\(names[from]))\(names.arrow(direction, inside))"
      + "(\(names[to])\(names.labels(toLabels)))\(unique)"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}

/// A slot with a relationship or a list of them.
package struct RelationshipSlot: Sendable, Hashable {
  package var slot: Int
  package var isList: Bool
}

extension RelationshipSlot {
  init(_ relationship: BoundPatternRelationship) {
    self.init(slot: relationship.slot, isList: relationship.length != nil)
  }
}
