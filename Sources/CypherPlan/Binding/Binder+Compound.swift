import CypherFunctions
import CypherSyntax
import GraphModel

/// CASE, maps, and what binds a variable of its own: comprehensions, quantifiers, `reduce`.
extension Binder {
  mutating func bindConditional(
    _ subject: Expression?, _ branches: [Expression.CaseBranch], _ otherwise: Expression?,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    var value: BoundExpression?
    if let subject { value = try bind(subject) }
    var bound: [BoundExpression.Branch] = []
    var type: ValueType = otherwise == nil ? .any : []
    for branch in branches {
      var condition: BoundExpression
      if let value {
        let right = try bind(branch.condition)
        condition = BoundExpression(.comparison(.equal, value, right), .boolean, at: right.span)
      } else {
        condition = try bindCondition(branch.condition)
        try expect(condition, .boolean, "WHEN")
      }
      let result = try bind(branch.result)
      type.formUnion(result.type)
      bound.append(BoundExpression.Branch(condition: condition, result: result))
    }
    let last = try bindOptional(otherwise)
    if let last { type.formUnion(last.type) }
    return BoundExpression(.conditional(bound, otherwise: last), type, at: span)
  }

  mutating func bindEntries(
    _ entries: [(key: Name, value: Expression)]
  ) throws(Diagnostic) -> [(key: Text, value: BoundExpression)] {
    var bound: [(key: Text, value: BoundExpression)] = []
    for entry in entries { bound.append((entry.key.text, try bind(entry.value))) }
    return bound
  }

  mutating func bindMapProjection(
    _ name: Name, _ items: [Expression.MapProjectionItem], _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let base = try bindVariable(name)
    try expect(base, [.node, .relationship, .map], "A map projection")
    var entries: [(key: Text, value: BoundExpression)] = []
    var all = false
    for item in items {
      switch item {
      case .all: all = true
      case .property(let key):
        entries.append((key.text, BoundExpression(.property(base, key.text), .any, at: key.span)))
      case .entry(let key, let value): entries.append((key.text, try bind(value)))
      case .variable(let name): entries.append((name.text, try bindVariable(name)))
      }
    }
    let kind: BoundExpression.Kind = all ? .mapExtension(base, entries) : .map(entries)
    let projected = BoundExpression(kind, .map, at: span)
    // Of null, the projection is null, not a map of nulls.
    let isNull = BoundExpression(.isNull(base, negated: true), .boolean, at: span)
    return BoundExpression(
      .conditional([.init(condition: isNull, result: projected)], otherwise: nil), .map, at: span)
  }

  mutating func bindLambda(
    _ name: Name, _ list: Expression, _ predicate: Expression?,
    _ rest: (inout Binder) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> BoundExpression.Lambda {
    let bound = try bind(list)
    try expect(bound, .list, "'IN'")
    let outer = scope
    // An aggregate over the variable of a comprehension has no meaning.
    let outerAggregates = aggregates
    aggregates = nil
    let slot = newSlot()
    let condition = try hidingItems(of: name) { (binder) throws(Diagnostic) in
      binder.declare(name.text, slot: slot, bound.elementType)
      let condition = try binder.bindPredicate(predicate)
      try rest(&binder)
      return condition
    }
    scope = outer
    aggregates = outerAggregates
    return BoundExpression.Lambda(slot: slot, list: bound, predicate: condition)
  }

  mutating func bindComprehension(
    _ name: Name, _ list: Expression, _ predicate: Expression?, _ projection: Expression?,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    var value: BoundExpression?
    let lambda = try bindLambda(name, list, predicate) { (binder) throws(Diagnostic) in
      value = try binder.bindOptional(projection)
    }
    return BoundExpression(.comprehension(lambda, projection: value), .list, at: span)
  }

  mutating func bindReduce(
    _ accumulator: Name, _ start: Expression, _ name: Name, _ list: Expression, _ step: Expression,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let first = try bind(start)
    let outer = scope
    let slot = newSlot()
    var value: BoundExpression?
    let lambda = try bindLambda(name, list, nil) { (binder) throws(Diagnostic) in
      value = try binder.hidingItems(of: accumulator) { (binder) throws(Diagnostic) in
        binder.declare(accumulator.text, slot: slot, .any)
        return try binder.bind(step)
      }
    }
    scope = outer
    guard let value else { return first }
    return BoundExpression(
      .reduce(accumulator: slot, start: first, lambda, step: value), .any, at: span)
  }
}
