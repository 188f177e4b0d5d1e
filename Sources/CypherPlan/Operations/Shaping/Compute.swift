/// Values beside each row, in order, so that one may read another.
package struct Compute: PlanOperation {
  package var items: [(slot: Int, value: BoundExpression)]
  /// Whether the values only say in which order rows come: they are no part of what is answered.
  package var isForOrder = false

  package var produces: SlotSet { SlotSet(items.map(\.slot)) }
  package var reads: SlotSet {
    var read: SlotSet = []
    for item in items.reversed() {
      read.remove(item.slot)
      read.formUnion(item.value.slots)
    }
    return read
  }
  package var expressions: [BoundExpression] { items.map(\.value) }
  package var carriage: ValueCarriage { isForOrder ? .elsewhere : .values }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var isCheap: Bool { true }

  package func text(_ names: PlanText) -> String {
    let values = items.map { "\(names[$0.slot]) = \(names.show($0.value))" }
    return "Compute \(values.joined(separator: ", "))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
