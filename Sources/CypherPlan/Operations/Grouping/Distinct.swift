/// One of the rows that agree on some slots.
package struct Distinct: PlanOperation {
  package var slots: [Int]

  package var reads: SlotSet { SlotSet(slots) }

  package var ignoresMultiplicity: Bool? { true }

  package func text(_ names: PlanText) -> String {
    "Distinct \(slots.map { names[$0] }.joined(separator: ", "))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
