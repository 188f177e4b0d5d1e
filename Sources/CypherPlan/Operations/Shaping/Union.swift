/// Several plans whose rows follow each other.
package struct Union: PlanOperation {
  package var parts: [Pipeline]
  /// The slots of each part that become `outputs`, in order.
  package var partOutputs: [[Int]]
  package var outputs: [Int]

  package var produces: SlotSet { SlotSet(outputs) }
  package var innerPlans: [Pipeline] {
    get { parts }
    set { parts = newValue }
  }

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    var live = liveAfter.subtracting(outputs)
    for index in parts.indices {
      live.formUnion(parts[index].computeLiveness(outputs: SlotSet(partOutputs[index])))
    }
    return live
  }

  // Where nothing is read of the row, its parts are found for each row all the same.
  package var isSteady: Bool { false }

  package func text(_ names: PlanText) -> String { "Union" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
