import CypherSyntax
import GraphIndex
import GraphModel

/// Chooses how the first node of a pattern is found: by an index, by its identifier, or by a scan.
struct NodeAccess {
  let statistics: PlanStatistics
  let bound: Set<Int>

  /// How many rows the best access gives for one row, and what it costs.
  func rows(
    _ node: BoundPatternNode, predicates: [BoundExpression]
  ) -> (rows: Double, cost: Double) {
    if let seek = seek(node, predicates: predicates) { return (seek.rows, seek.rows + 1) }
    let scanned = statistics.count(node.labels)
    var rows = scanned
    for predicate in predicates where predicate.slots.contains(node.slot) {
      if predicate.slots.subtracting([node.slot]).isSubset(of: bound) {
        rows *= PatternOrder.selectivity(of: predicate)
      }
    }
    return (rows, max(1, scanned))
  }

  /// The cheapest seek that the predicates allow, if any.
  func seek(
    _ node: BoundPatternNode, predicates: [BoundExpression]
  ) -> (seek: NodeSeek, rows: Double)? {
    var best: (seek: NodeSeek, rows: Double)?
    func offer(_ source: NodeSeek.Source, _ key: NodeSeek.Key, rows: Double) {
      if let best, best.rows <= rows { return }
      best = (
        NodeSeek(slot: node.slot, source: source, key: key, labels: node.labels, name: node.name),
        rows
      )
    }
    var equalities: [Text: BoundExpression] = [:]
    for predicate in predicates {
      if let value = identifier(predicate, of: node.slot) {
        offer(.identifier, .equal([value]), rows: 1)
      }
      guard let (property, key) = condition(predicate, on: node.slot) else { continue }
      if case .equal(let values) = key, let value = values.first { equalities[property] = value }
      guard let found = statistics.index(labels: node.labels, key: property) else { continue }
      offer(
        .index(label: found.label, keys: [property]), key, rows: estimate(key, found.index))
    }
    for composite in statistics.compositeIndexes(labels: node.labels) {
      let values = composite.keys.compactMap { equalities[$0] }
      guard values.count == composite.keys.count else { continue }
      offer(
        .index(label: composite.label, keys: composite.keys), .equal(values),
        rows: composite.index.isUnique ? 1 : 2)
    }
    return best
  }

  private func estimate(_ key: NodeSeek.Key, _ index: ValueIndex) -> Double {
    let count = Double(max(1, index.count))
    switch key {
    case .equal: return index.isUnique ? 1 : max(1, min(10, count / 10))
    case .anyOf: return index.isUnique ? 5 : max(5, min(50, count / 5))
    case .prefix: return max(1, count * 0.05)
    case .range(let low, let high):
      return max(1, count * (low != nil && high != nil ? 0.1 : 0.3))
    }
  }

  /// `id(n) = value`, in either order.
  private func identifier(_ predicate: BoundExpression, of slot: Int) -> BoundExpression? {
    guard case .comparison(.equal, let left, let right) = predicate.kind else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      if case .function(let function, let arguments) = side.kind, function.name == "id",
        case .slot(slot)? = arguments.first?.kind, other.slots.isSubset(of: bound)
      {
        return other
      }
    }
    return nil
  }

  /// A condition on one property of the node that an index can answer.
  private func condition(
    _ predicate: BoundExpression, on slot: Int
  ) -> (property: Text, key: NodeSeek.Key)? {
    func property(_ expression: BoundExpression) -> Text? {
      guard case .property(let base, let key) = expression.kind, case .slot(slot) = base.kind else {
        return nil
      }
      return key
    }
    func isKnown(_ expression: BoundExpression) -> Bool {
      expression.slots.isSubset(of: bound) && expression.isStable
    }
    switch predicate.kind {
    case .comparison(let op, let left, let right):
      if let key = property(left), isKnown(right) { return seekKey(op, right).map { (key, $0) } }
      if let key = property(right), isKnown(left) {
        return seekKey(op.mirrored, left).map { (key, $0) }
      }
    case .membership(let element, let list):
      if let key = property(element), isKnown(list) { return (key, .anyOf(list)) }
    case .textMatch(.startsWith, let text, let prefix):
      if let key = property(text), isKnown(prefix) { return (key, .prefix(prefix)) }
    default: break
    }
    return nil
  }

  private func seekKey(_ op: ComparisonOperator, _ value: BoundExpression) -> NodeSeek.Key? {
    switch op {
    case .equal: .equal([value])
    case .less: .range(low: nil, high: .init(value: value, inclusive: false))
    case .lessOrEqual: .range(low: nil, high: .init(value: value, inclusive: true))
    case .greater: .range(low: .init(value: value, inclusive: false), high: nil)
    case .greaterOrEqual: .range(low: .init(value: value, inclusive: true), high: nil)
    case .notEqual: nil
    }
  }
}

extension ComparisonOperator {
  /// The operator that says the same with the operands exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }
}
