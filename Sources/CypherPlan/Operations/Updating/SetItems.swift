/// SET.
package struct SetItems: PlanOperation {
  package var items: [BoundSetItem]

  package var expressions: [BoundExpression] { items.flatMap(\.expressions) }
  package var isUpdating: Bool { true }

  package func text(_ names: PlanText) -> String { "Set" }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}

extension BoundSetItem {
  var expressions: [BoundExpression] {
    switch self {
    case .property(let target, _, let value): [target, value]
    case .replace(let target, let map), .merge(let target, let map): [target, map]
    case .labels(let target, _): [target]
    }
  }
}
