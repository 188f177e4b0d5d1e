import GraphModel

/// Every node that satisfies the labels, for each row.
package struct NodeScan: PlanOperation {
  package var slot: Int
  package var labels: [LabelPredicate]
  package var name: Text?

  package var produces: SlotSet { [slot] }
  package var bindsElements: SlotSet { [slot] }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    "Scan (\(names[slot])\(names.labels(labels)))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
