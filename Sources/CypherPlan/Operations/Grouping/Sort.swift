/// All rows in order, or the first of them.
package struct Sort: PlanOperation {
  package var keys: [Key]
  /// How many of the rows are wanted; nil for all.
  package var top: Top?

  package struct Key: Sendable {
    package var slot: Int
    package var descending: Bool
  }

  /// How many of the sorted rows are wanted.
  package struct Top: Sendable {
    package var skip: BoundExpression?
    package var limit: BoundExpression
  }

  package var reads: SlotSet { SlotSet(keys.map(\.slot)) }
  package var expressions: [BoundExpression] { [top?.skip, top?.limit].compactMap(\.self) }

  package var takesAllRows: Bool { true }

  package func text(_ names: PlanText) -> String {
    "\(top == nil ? "Sort" : "Top rows") by "
      + keys.map { names[$0.slot] + ($0.descending ? " descending" : "") }.joined(separator: ", ")
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
