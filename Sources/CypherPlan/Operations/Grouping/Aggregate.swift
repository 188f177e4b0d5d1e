/// Groups, and what aggregates make of the rows of each.
package struct Aggregate: PlanOperation {
  package var aggregation: BoundAggregation
  /// Slots of the rows that an inner plan is given: they are taken from there again, since the rows that
  /// are grouped may be none, and outer variables stay visible all the same.
  package var recalls: SlotSet = []
  /// A slot that holds another node in each row, so that a key that tells nodes apart tells rows apart.
  package var distinctNode: Int?

  package var produces: SlotSet {
    SlotSet(aggregation.keys.map(\.slot) + aggregation.aggregates.map(\.slot))
  }
  package var expressions: [BoundExpression] {
    aggregation.keys.map(\.value)
      + aggregation.aggregates.flatMap { [$0.argument].compactMap(\.self) + $0.extra }
  }
  package var carriage: ValueCarriage { .values }

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet { reads }

  package var isDeterministic: Bool { aggregation.aggregates.allSatisfy(\.isDeterministic) }
  package var ignoresOrder: Bool? { aggregation.aggregates.allSatisfy(\.ignoresOrder) }
  package var ignoresMultiplicity: Bool? {
    aggregation.aggregates.allSatisfy(\.ignoresDuplicates)
  }
  package var takesAllRows: Bool { true }

  package func text(_ names: PlanText) -> String {
    let aggregates = aggregation.aggregates.map { aggregate in
      let argument = aggregate.argument.map(names.show) ?? "*"
      return
        "\(aggregate.function?.name ?? "count")(\(aggregate.distinct ? "DISTINCT " : "")\(argument))"
    }
    let keys = names.list(aggregation.keys.map(\.value))
    let told = distinctNode.map { ", rows told apart by \(names[$0])" } ?? ""
    return "Aggregate \(aggregates.joined(separator: ", "))" + (keys.isEmpty ? "" : " by \(keys)")
      + told
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
