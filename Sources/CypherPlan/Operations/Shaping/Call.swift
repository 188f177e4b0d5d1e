/// CALL of a procedure: its rows beside each row.
package struct Call: PlanOperation {
  package var bound: BoundCall

  package var produces: SlotSet { SlotSet(bound.yields.map(\.slot)) }
  package var expressions: [BoundExpression] { bound.arguments }
  package var carriage: ValueCarriage { .values }
  package var bindsElements: SlotSet { produces }

  package var isVolatile: Bool {
    bound.procedure.volatility == .volatile || bound.arguments.contains(where: \.isVolatile)
  }
  package var isSteady: Bool {
    bound.procedure.volatility != .volatile && bound.arguments.allSatisfy(\.isStable)
  }

  package func text(_ names: PlanText) -> String { "Call \(bound.procedure.name)" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
