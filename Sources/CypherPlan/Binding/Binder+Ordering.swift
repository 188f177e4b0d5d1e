import CypherFunctions
import CypherSyntax
import GraphModel

/// ORDER BY, WHERE, SKIP and LIMIT of a projection.
///
/// ORDER BY and WHERE see the columns by their names, and under other names the variables from before,
/// but for those only where each row still has its own: after DISTINCT and after an aggregation they
/// see the columns alone, and the expressions of the items, which stand for their columns.
extension Binder {
  /// What ORDER BY and WHERE of a projection see, made once for all of them.
  struct Projected {
    /// The columns, and over them the variables from before.
    let scope: Scope
    let repeated: RepeatedItems
    let isAggregating: Bool
    /// Refuses what reads other values than columns; nil where rows are still those from before.
    let rewriter: GroupingRewriter?

    /// - Parameters:
    ///   - scope: The columns, and under other names the variables from before.
    ///   - columns: The columns, and the variables from outside of a subquery.
    init(
      _ items: [Item], _ projection: BoundProjection, scope: Scope, columns: Scope,
      names: [Int: Text]
    ) {
      self.scope = scope
      let aggregation = projection.aggregation
      isAggregating = aggregation != nil
      let aggregates = SlotSet(aggregation?.aggregates.map(\.slot) ?? [])
      var repeated = RepeatedItems()
      var keys: [String: Int] = [:]
      for (item, slot) in zip(items, projection.outputs) {
        keys[item.value.fingerprint] = slot
        guard let expression = item.expression else { continue }
        repeated.add(
          expression,
          .init(
            slot: slot, type: item.value.type,
            aggregates: !item.value.slots.isDisjoint(with: aggregates)))
      }
      self.repeated = repeated
      guard aggregation != nil || projection.distinct else {
        rewriter = nil
        return
      }
      var rewriter = GroupingRewriter(
        keys: keys, aggregates: [], outputs: columns.slots, names: names, scope: scope)
      for key in aggregation?.keys ?? [] { rewriter.keyReads.formUnion(key.value.slots) }
      self.rewriter = rewriter
    }
  }

  mutating func bindOrder(
    _ order: [SortItem], of projected: Projected, into projection: inout BoundProjection
  ) throws(Diagnostic) {
    for sort in order {
      let value = try bind(after: projected, allowsAggregates: projected.isAggregating) {
        (binder) throws(Diagnostic) in try binder.bind(sort.expression)
      }
      projection.order.append((orderSlot(of: value), value, sort.descending))
    }
  }

  mutating func bindPredicate(
    _ predicate: Expression, of projected: Projected
  ) throws(Diagnostic) -> BoundExpression {
    try bind(after: projected, allowsAggregates: false) { (binder) throws(Diagnostic) in
      let bound = try binder.bindCondition(predicate)
      try binder.expect(bound, .boolean, "A predicate")
      return bound
    }
  }

  /// Binds an expression that is evaluated on the rows of a projection.
  private mutating func bind(
    after projected: Projected, allowsAggregates: Bool,
    _ body: (inout Binder) throws(Diagnostic) -> BoundExpression
  ) throws(Diagnostic) -> BoundExpression {
    let outer = (scope, repeated)
    scope = projected.scope
    repeated = projected.repeated
    aggregates = allowsAggregates ? [] : nil
    let value = try body(&self)
    let found = repeated
    let unknown = aggregates?.all.first
    aggregates = nil
    (scope, repeated) = outer
    if let unknown { throw .aggregateNotProjected(at: unknown.span) }
    guard var rewriter = projected.rewriter else { return value }
    rewriter.isStrict = found?.usesAggregate ?? false
    if rewriter.isStrict, found?.usesKeyInChain ?? false {
      throw .ambiguousAggregation(at: value.span)
    }
    return try rewriter.rewrite(value)
  }

  private mutating func orderSlot(of value: BoundExpression) -> Int {
    if case .slot(let slot) = value.kind { return slot }
    return newSlot()
  }

  // MARK: Repeated items

  /// The column that the expression stands for, where it repeats an item of the projection whose ORDER
  /// BY or WHERE is being bound.
  mutating func repeatedColumn(_ expression: Expression) -> BoundExpression? {
    guard let column = repeated?.column(of: expression) else { return nil }
    return .slot(column.slot, column.type, at: expression.span)
  }

  /// The column that the beginning of a chain of operators stands for, and how many links that is.
  mutating func repeatedHead(
    _ first: Expression, _ rest: [Expression.Arithmetic]
  ) -> (column: BoundExpression, links: Int)? {
    guard let lengths = repeated?.chainLengths else { return nil }
    for length in lengths.filter({ $0 < rest.count }).sorted(by: >) {
      let span = first.span.through(rest[length - 1].right.span)
      let head = Expression(.arithmetic(first, Array(rest[..<length])), at: span)
      if let column = repeated?.column(of: head, inChain: true) {
        return (.slot(column.slot, column.type, at: span), length)
      }
    }
    return nil
  }

  /// Binds what sees a further variable: where that hides one that items read, none is repeated.
  mutating func hidingItems<Result>(
    of name: Name, _ body: (inout Binder) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    guard repeated != nil, scope[name.text] != nil else { return try body(&self) }
    let outer = repeated
    repeated = nil
    let result = try body(&self)
    repeated = outer
    return result
  }

  // MARK: SKIP and LIMIT

  mutating func bindPage(
    _ clause: ProjectionClause, _ projection: inout BoundProjection
  ) throws(Diagnostic) {
    if let skip = clause.skip { projection.skip = try bindCount(skip, "SKIP") }
    if let limit = clause.limit { projection.limit = try bindCount(limit, "LIMIT") }
  }

  private mutating func bindCount(
    _ expression: Expression, _ name: String
  ) throws(Diagnostic) -> BoundExpression {
    let (outer, outerRepeated) = (scope, repeated)
    scope = Scope()
    repeated = nil
    defer { (scope, repeated) = (outer, outerRepeated) }
    if case .variable = expression.kind { throw .nonConstant(name, at: expression.span) }
    let bound: BoundExpression
    do {
      bound = try bind(expression)
    } catch {
      if error.detail == "UndefinedVariable" { throw .nonConstant(name, at: expression.span) }
      throw error
    }
    if bound.contains(where: { if case .subquery = $0.kind { true } else { false } }) {
      throw .nonConstant(name, at: expression.span)
    }
    if case .constant(.integer(let count)) = bound.kind, count < 0 {
      throw .negativeCount(name, at: expression.span)
    }
    if case .negate(let inner) = bound.kind, case .constant(.integer(let count)) = inner.kind,
      count > 0
    {
      throw .negativeCount(name, at: expression.span)
    }
    if !bound.type.contains(.integer) {
      throw .wrongType(name, expected: .integer, found: bound.type, at: expression.span)
    }
    return bound
  }
}
