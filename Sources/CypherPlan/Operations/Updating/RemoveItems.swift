/// REMOVE.
package struct RemoveItems: PlanOperation {
  package var items: [BoundRemoveItem]

  package var expressions: [BoundExpression] {
    items.map { item in
      switch item {
      case .property(let target, _), .labels(let target, _): target
      }
    }
  }
  package var isUpdating: Bool { true }

  package func text(_ names: PlanText) -> String { "Remove" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
