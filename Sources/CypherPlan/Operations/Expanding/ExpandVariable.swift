import CypherSyntax
import GraphModel

/// From a bound node over several relationships, none twice.
package struct ExpandVariable: PlanOperation {
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
  /// Whether only the different ends matter, so that each node is visited once; between two bound nodes,
  /// whether there is a trail.
  package var reachesOnly = false
  /// What the path of a search must satisfy.
  package var condition = PathCondition()

  /// Whether whoever is reached by a walk is reached by a trail: a shortest walk to a node crosses no
  /// relationship twice, and one step at most is asked for.
  package var isReachedByWalks: Bool { length.minimum <= 1 && distinctFrom.isEmpty }

  package var produces: SlotSet {
    SlotSet((isListBound ? [] : [relationships]) + (isInto ? [] : [to]))
  }
  package var reads: SlotSet {
    SlotSet(
      [from] + (isListBound ? [relationships] : []) + (isInto ? [to] : [])
        + distinctFrom.map(\.slot)
    )
    .union(condition.slotsRead.subtracting(produces))
    .union(properties.map(\.value).slotsRead)
  }
  package var expressions: [BoundExpression] {
    properties.map(\.value) + condition.steps.map(\.predicate) + condition.whole
  }
  package var bindsElements: SlotSet { produces }

  package var isSteady: Bool { search == .all && properties.isEmpty }
  package var treatsRowsApart: Bool { !reachesOnly && search == .all }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    let what =
      switch search {
      case .all: (reachesOnly ? "Reach" : "Expand trails") + (isInto ? " into" : "")
      case .shortest: "Shortest path"
      case .allShortest: "All shortest paths"
      }
    let bounds = "*\(length.minimum)..\(length.maximum.map(String.init) ?? "")"
    return "\(what) (\(names[from]))\(names.arrow(direction, names.types(types) + bounds))"
      + "(\(names[to])\(names.labels(toLabels)))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
