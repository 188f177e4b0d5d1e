import CypherSyntax

/// From two bound nodes to a node that both lead to: the neighbours that their lists share.
package struct Intersect: PlanOperation {
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

  package var produces: SlotSet { [to, anchor.relationship, other.relationship] }
  package var reads: SlotSet { [anchor.from, other.from] }
  package var bindsElements: SlotSet { produces }

  package var treatsRowsApart: Bool { true }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    let arms = [anchor, other].map { arm in
      "(\(names[arm.from]))\(names.arrow(arm.direction, names.types(arm.types)))"
    }
    return "\(countsOnly ? "Count shared" : "Intersect") "
      + arms.joined(separator: " and ") + "(\(names[to])\(names.labels(toLabels)))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
