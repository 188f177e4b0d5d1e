/// One row without columns: the beginning of a plan that is given no rows.
package struct OneRow: PlanOperation {
  package init() {}

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet { liveAfter }

  package func text(_ names: PlanText) -> String { "One row" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
