import CypherSyntax
import GraphIndex
import GraphModel

/// Which part of the rows a predicate keeps: counted in an index, seen in a sample of the column,
/// or guessed.
extension PlanStatistics {
  /// About which part of the rows `predicate` is true of.
  ///
  /// - Parameter labels: By slot: what is known of the labels of a node.
  func selectivity(
    of predicate: BoundExpression, labels: NodeLabels
  ) -> Double {
    switch predicate.kind {
    case .and(let parts):
      return parts.reduce(1) { $0 * selectivity(of: $1, labels: labels) }
    case .or(let parts):
      return 1 - parts.reduce(1) { $0 * (1 - selectivity(of: $1, labels: labels)) }
    default:
      guard let condition = PropertyCondition(predicate), let labels = labels[condition.slot] else {
        return Self.guess(predicate)
      }
      // The same condition is asked about once for each order of the pattern.
      let question = Question(key: condition.key, test: condition.test, labels: labels)
      if let known = selectivities[question] { return known }
      let found =
        counted(condition, predicate, labels) ?? sampled(condition, labels) ?? Self.guess(predicate)
      selectivities[question] = found
      return found
    }
  }

  /// About which part of all pairs an equality between them is true of: one in as many as the side
  /// with more values has.
  func selectivity(
    ofJoin predicate: BoundExpression, labels: NodeLabels
  ) -> Double {
    let sides: [BoundExpression]
    switch predicate.kind {
    case .comparison(.equal, let left, let right): sides = [left, right]
    case .membership(let element, _): sides = [element]
    default: return selectivity(of: predicate, labels: labels)
    }
    let parts = sides.compactMap { side -> Double? in
      guard case .property(let base, let key) = side.kind, case .slot(let slot) = base.kind,
        let labels = labels[slot]
      else { return nil }
      return 1 / differentValues(of: key, labels)
    }
    return parts.min() ?? Self.guess(predicate)
  }

  /// About how many values a property has among the nodes with the labels.
  private func differentValues(of key: Text, _ labels: [LabelPredicate]) -> Double {
    let nodes = max(1, count(labels))
    let condition = PropertyCondition(slot: 0, key: key, test: .compares(.equal, nil))
    // Where hardly two nodes of a sample agree, there is a value for each.
    return min(nodes, sampled(condition, labels).map { 1 / max($0, 1e-12) } ?? nodes)
  }

  /// The share of rows that a predicate is guessed to keep.
  private static func guess(_ predicate: BoundExpression) -> Double {
    switch predicate.kind {
    case .comparison(.equal, _, _), .membership, .textMatch: 0.1
    case .comparison(.notEqual, _, _), .isNull(_, negated: true): 0.9
    case .comparison: 0.3
    default: 0.5
    }
  }

  /// From an index on one of the labels.
  private func counted(
    _ condition: PropertyCondition, _ predicate: BoundExpression, _ labels: [LabelPredicate]
  ) -> Double? {
    guard let index = index(labels: labels, key: condition.key)?.index, index.count > 0 else {
      return nil
    }
    let nodes = max(1, count(labels))
    if case .isNull(let negated) = condition.test {
      let part = min(1, Double(index.count) / nodes)
      return negated ? part : 1 - part
    }
    return NodeSeek.Key.answering(predicate, of: condition.slot).map {
      min(1, entries(in: index, $0.key) / nodes)
    }
  }

  /// From some nodes with the labels.
  private func sampled(_ condition: PropertyCondition, _ labels: [LabelPredicate]) -> Double? {
    guard let key = view.keys.number(of: condition.key) else {
      return condition.test == .isNull(negated: false) ? 1 : 0
    }
    let masks = labels.map { predicate in
      view.labelMask { set in
        predicate.holds(isEmpty: set.isEmpty) { name in
          view.labels.number(of: name).map(set.contains) ?? false
        }
      }
    }
    let mask = view.labelSets.sets.indices.map { set in masks.allSatisfy { $0[set] } }
    var range = 0..<NodePosition(view.nodeLimit)
    for name in labels.flatMap(\.required) {
      guard let label = view.labels.number(of: name) else { return nil }
      if let extent = view.extent(ofLabel: label).first { range = range.clamped(to: extent) }
    }
    let values = view.sample(ofNodeKey: key, in: range, mask: mask)
    let verdicts = values.compactMap { condition.holds(of: $0) }
    guard !values.isEmpty, verdicts.count == values.count else {
      // Of a value that is not known yet, each is as likely.
      guard case .compares(.equal, _) = condition.test else { return nil }
      if let texts = view.nodeColumn(key)?.textCount { return 1 / Double(max(1, texts)) }
      let different = Set(values.filter { !$0.isNull }).count
      guard different * 2 <= values.count, different > 0 else { return nil }
      return 1 / Double(different)
    }
    let kept = verdicts.reduce(0) { $0 + ($1 ? 1 : 0) }
    // None of a few does not mean none at all.
    return (Double(kept) + 0.5) / Double(values.count + 1)
  }

  /// About how many entries of the index answer to the key: as many as there are in the base where
  /// the values are known, and otherwise as many as a value has on average, or a guess.
  func entries(in index: ValueIndex, _ key: NodeSeek.Key) -> Double {
    let count = Double(max(1, index.count))
    func perValue() -> Double { index.entriesPerValue ?? max(1, min(10, count / 10)) }
    switch key {
    case .equal(let values):
      let known = values.compactMap(\.knownValue)
      guard known.count == values.count else { return perValue() }
      return Double(index.count(equalTo: known.count == 1 ? known[0] : .list(known)))
    case .anyOf(let list):
      if case .list(let items)? = list.knownValue {
        return Set(items).reduce(0) { $0 + Double(index.count(equalTo: $1)) }
      }
      let length = if case .list(let parts) = list.kind { parts.count } else { 5 }
      return min(count, Double(length) * perValue())
    case .prefix(let prefix):
      guard case .text(let text)? = prefix.knownValue else { return count * 0.05 }
      return Double(index.count(startingWith: text))
    case .range(let low, let high):
      let (from, to) = (low?.known, high?.known)
      guard (low == nil) == (from == nil), (high == nil) == (to == nil) else {
        return count * (low != nil && high != nil ? 0.1 : 0.3)
      }
      return Double(index.count(from: from, to: to))
    case .either(let keys):
      return min(count, keys.reduce(0) { $0 + entries(in: index, $1) })
    }
  }
}

extension NodeSeek.Bound {
  /// The bound, where its value is known before the plan runs.
  fileprivate var known: (value: Value, inclusive: Bool)? {
    value.knownValue.map { ($0, inclusive) }
  }
}
