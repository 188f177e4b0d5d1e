import CypherSyntax
import GraphModel

extension NodeSeek.Key {
  /// The key that gives all nodes of an index for which `predicate`, a condition on one property of
  /// the variable in `slot`, is true; perhaps others too.
  ///
  /// Where both sides of a comparison are properties, either may be the variable's.
  static func answering(
    _ predicate: BoundExpression, of slot: Int
  ) -> (property: Text, key: NodeSeek.Key)? {
    func property(_ expression: BoundExpression) -> Text? {
      guard case .property(let base, let key) = expression.kind, case .slot(slot) = base.kind
      else { return nil }
      return key
    }
    switch predicate.kind {
    case .comparison(let op, let left, let right):
      if let found = property(left) { return Self(op, right).map { (found, $0) } }
      guard let found = property(right) else { return nil }
      return Self(op.mirrored, left).map { (found, $0) }
    case .membership(let element, let list):
      return property(element).map { ($0, .anyOf(list)) }
    case .textMatch(.startsWith, let text, let prefix):
      return property(text).map { ($0, .prefix(prefix)) }
    case .or(let parts):
      let found = parts.compactMap { answering($0, of: slot) }
      guard let first = found.first, found.count == parts.count,
        found.allSatisfy({ $0.property == first.property })
      else { return nil }
      return (first.property, .either(found.map(\.key)))
    default: return nil
    }
  }

  /// What a comparison with `value` asks for.
  private init?(_ op: ComparisonOperator, _ value: BoundExpression) {
    switch op {
    case .equal: self = .equal([value])
    case .less: self = .range(low: nil, high: .init(value: value, inclusive: false))
    case .lessOrEqual: self = .range(low: nil, high: .init(value: value, inclusive: true))
    case .greater: self = .range(low: .init(value: value, inclusive: false), high: nil)
    case .greaterOrEqual: self = .range(low: .init(value: value, inclusive: true), high: nil)
    case .notEqual: return nil
    }
  }

  /// The range that a lower and an upper bound make.
  func joined(with other: NodeSeek.Key) -> NodeSeek.Key? {
    switch (self, other) {
    case (.range(let low?, nil), .range(nil, let high?)),
      (.range(nil, let high?), .range(let low?, nil)):
      .range(low: low, high: high)
    default: nil
    }
  }

  /// Whether it asks for one value.
  var isOneValue: Bool { if case .equal = self { true } else { false } }
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
