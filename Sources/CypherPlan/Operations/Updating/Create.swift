/// CREATE.
package struct Create: PlanOperation {
  package var bound: BoundCreate

  package var produces: SlotSet { bound.slotsMade }
  package var reads: SlotSet { bound.slotsRead }
  package var expressions: [BoundExpression] { bound.expressions }
  package var isUpdating: Bool { true }

  package func text(_ names: PlanText) -> String { "Create" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}

extension BoundCreate {
  /// The slots of what is made.
  package var slotsMade: SlotSet {
    SlotSet(nodes.map(\.slot) + relationships.map(\.slot) + paths.map(\.slot))
  }

  var expressions: [BoundExpression] {
    nodes.compactMap(\.properties) + relationships.compactMap(\.properties)
  }
}
