/// A row for each element of a list.
package struct Unwind: PlanOperation {
  package var list: BoundExpression
  package var slot: Int

  package var produces: SlotSet { [slot] }
  package var expressions: [BoundExpression] { [list] }
  package var carriage: ValueCarriage { .values }

  package var treatsRowsApart: Bool { true }

  package func text(_ names: PlanText) -> String {
    "Unwind \(names.show(list)) as \(names[slot])"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
