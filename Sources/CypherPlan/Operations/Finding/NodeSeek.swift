import GraphModel

/// The nodes that an index, or their identifier, gives for each row.
package struct NodeSeek: PlanOperation {
  package indirect enum Key: Sendable {
    /// Equal to the values of the index's keys.
    case equal([BoundExpression])
    /// Equal to any element of a list.
    case anyOf(BoundExpression)
    /// Between bounds.
    case range(low: Bound?, high: Bound?)
    /// Beginning with a text.
    case prefix(BoundExpression)
    /// Any of several, each node once.
    case either([Key])
  }
  package struct Bound: Sendable {
    package var value: BoundExpression
    package var inclusive: Bool
  }
  package enum Source: Sendable {
    case index(label: Text, keys: [Text])
    case identifier
  }
  package var slot: Int
  package var source: Source
  package var key: Key
  package var labels: [LabelPredicate]
  package var name: Text?

  /// The labels that are still to be looked at: an index has only nodes with its own.
  package var labelsToCheck: [LabelPredicate] {
    guard case .index(let label, _) = source else { return labels }
    return labels.filter { $0 != .name(label) }
  }

  /// Whether every node that it gives satisfies what it was made from, so that no filter need follow.
  package var isExact: Bool { if case .equal = key { true } else { false } }

  package var produces: SlotSet { [slot] }
  package var expressions: [BoundExpression] { key.values }
  package var bindsElements: SlotSet { [slot] }
  // The predicate that it was made from is tested afterwards, where it asks more than the row.
  package var carriage: ValueCarriage { .elsewhere }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var mayPrecedeCounting: Bool { true }

  package func text(_ names: PlanText) -> String {
    let how =
      switch source {
      case .identifier: "by identifier"
      case .index(let label, let keys):
        "by index \(label)(\(keys.map(\.string).joined(separator: ", ")))"
      }
    return "Seek (\(names[slot])\(names.labels(labels))) \(how) \(key.text(names))"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}

extension NodeSeek.Key {
  /// The expressions that must have a value before the seek.
  package var values: [BoundExpression] {
    switch self {
    case .equal(let values): values
    case .anyOf(let value), .prefix(let value): [value]
    case .range(let low, let high): [low, high].compactMap { $0?.value }
    case .either(let keys): keys.flatMap(\.values)
    }
  }

  fileprivate func text(_ names: PlanText) -> String {
    switch self {
    case .equal(let values): return "= \(names.list(values))"
    case .anyOf(let list): return "in \(names.show(list))"
    case .prefix(let text): return "starting with \(names.show(text))"
    case .range(let low, let high):
      let from = low.map { "\($0.inclusive ? ">=" : ">") \(names.show($0.value))" }
      let to = high.map { "\($0.inclusive ? "<=" : "<") \(names.show($0.value))" }
      return [from, to].compactMap { $0 }.joined(separator: " and ")
    case .either(let keys): return keys.map { $0.text(names) }.joined(separator: " or ")
    }
  }
}
