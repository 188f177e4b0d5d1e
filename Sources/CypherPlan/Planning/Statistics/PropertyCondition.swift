import CypherSyntax
import GraphModel

/// A condition on one property of an entity, as far as its values can be judged while a plan is made.
struct PropertyCondition: Hashable {
  /// What is asked of the property; a value that is nil is known only when the plan runs.
  enum Test: Hashable {
    case compares(ComparisonOperator, Value?)
    case matches(TextMatch, Value?)
    case isAmong([Value]?)
    case isNull(negated: Bool)
  }

  /// The variable whose property is meant.
  let slot: Int
  let key: Text
  let test: Test

  init(slot: Int, key: Text, test: Test) {
    self.slot = slot
    self.key = key
    self.test = test
  }

  /// Nil where the predicate is anything else.
  init?(_ predicate: BoundExpression) {
    func property(_ expression: BoundExpression) -> (slot: Int, key: Text)? {
      guard case .property(let base, let key) = expression.kind, case .slot(let slot) = base.kind
      else { return nil }
      return (slot, key)
    }
    let subject: (slot: Int, key: Text)
    switch predicate.kind {
    case .comparison(let op, let left, let right):
      if let found = property(left) {
        (subject, test) = (found, .compares(op, right.knownValue))
      } else if let found = property(right) {
        (subject, test) = (found, .compares(op.mirrored, left.knownValue))
      } else {
        return nil
      }
    case .textMatch(let op, let text, let pattern):
      guard let found = property(text) else { return nil }
      (subject, test) = (found, .matches(op, pattern.knownValue))
    case .membership(let element, let list):
      guard let found = property(element) else { return nil }
      let known: [Value]? = if case .list(let items)? = list.knownValue { items } else { nil }
      (subject, test) = (found, .isAmong(known))
    case .isNull(let part, let negated):
      guard let found = property(part) else { return nil }
      (subject, test) = (found, .isNull(negated: negated))
    default: return nil
    }
    (slot, key) = subject
  }

  /// Whether the condition is true of a value; nil where that cannot be known yet.
  func holds(of value: Value) -> Bool? {
    switch test {
    case .isNull(let negated): return value.isNull != negated
    case .compares(let op, let known?): return Self.compares(value, op, known)
    case .isAmong(let items?): return items.contains { Value.equals(value, $0) == true }
    case .matches(let op, .text(let pattern)?):
      guard case .text(let text) = value else { return false }
      switch op {
      case .startsWith: return text.hasPrefix(pattern)
      case .endsWith: return text.hasSuffix(pattern)
      case .contains: return text.contains(pattern)
      case .matches: return nil
      }
    default: return nil
    }
  }

  private static func compares(_ value: Value, _ op: ComparisonOperator, _ known: Value) -> Bool {
    switch op {
    case .equal: return Value.equals(value, known) == true
    case .notEqual: return Value.equals(value, known) == false
    default:
      guard let order = Value.compare(value, known) else { return false }
      return switch op {
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      default: order >= 0
      }
    }
  }
}

extension BoundExpression {
  /// The value, where it is known before the plan runs.
  var knownValue: Value? {
    switch kind {
    case .constant(let value): return value
    case .negate(let part):
      switch part.knownValue {
      case .integer(let number)? where number != .min: return .integer(-number)
      case .float(let number)?: return .float(-number)
      default: return nil
      }
    case .list(let parts):
      let values = parts.compactMap(\.knownValue)
      return values.count == parts.count ? .list(values) : nil
    default: return nil
    }
  }
}
