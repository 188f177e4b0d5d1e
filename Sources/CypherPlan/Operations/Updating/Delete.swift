/// DELETE and DETACH DELETE.
package struct Delete: PlanOperation {
  package var items: [BoundExpression]
  package var detach: Bool

  package var expressions: [BoundExpression] { items }
  package var isUpdating: Bool { true }

  package func text(_ names: PlanText) -> String { detach ? "Detach delete" : "Delete" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
