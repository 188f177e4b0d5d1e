/// The rows of which every predicate is true.
package struct Filter: PlanOperation {
  package var predicates: [BoundExpression]

  package var expressions: [BoundExpression] { predicates }
  package var carriage: ValueCarriage { .values }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var keepsRowsApart: Bool { true }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    "Filter \(names.conjunction(predicates))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
