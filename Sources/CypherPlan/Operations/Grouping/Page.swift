/// SKIP and LIMIT.
package struct Page: PlanOperation {
  package var skip: BoundExpression?
  package var limit: BoundExpression?

  package var expressions: [BoundExpression] { [skip, limit].compactMap(\.self) }

  package func text(_ names: PlanText) -> String {
    [skip.map { "Skip \(names.show($0))" }, limit.map { "Limit \(names.show($0))" }]
      .compactMap(\.self).joined(separator: ", ")
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
