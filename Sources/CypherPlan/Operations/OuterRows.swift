/// The rows of the surrounding plan, each with its ordinal.
package struct OuterRows: PlanOperation {
  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet { liveAfter }

  package var treatsRowsApart: Bool { true }

  package func text(_ names: PlanText) -> String { "Rows of the outer plan" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
