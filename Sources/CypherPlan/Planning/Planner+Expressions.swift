import GraphModel

/// Subqueries inside expressions get plans of their own.
extension Planner {
  func planned(_ expression: BoundExpression) throws(Diagnostic) -> BoundExpression {
    try meter.note()
    guard case .subquery(let subquery) = expression.kind else {
      return try expression.mapChildren { (child) throws(Diagnostic) in try planned(child) }
    }
    var copy = expression
    copy.kind = .subquery(try planned(subquery))
    return copy
  }

  /// The subquery with its plan, which is made once: what is planned twice at every level takes twice as
  /// long for each.
  func planned(
    _ subquery: BoundExpression.SubqueryExpression
  ) throws(Diagnostic) -> BoundExpression.SubqueryExpression {
    var planner = self
    planner.bound.formUnion(subquery.imports)
    planner.outerRows = subquery.imports.isEmpty ? 1 : rows * outerRows
    planner.given = subquery.imports
    planner.rows = 1
    planner.neededLater = SlotSet(subquery.query.outputs)
    var inner = Pipeline()
    inner.append(OneRow(), rows: 1)
    try planner.plan(subquery.query, into: &inner)
    // What reads nothing of the row is the same for all of them, and is found once.
    if !subquery.imports.isEmpty || !inner.isSteady { inner.steps[0].operation = OuterRows() }
    if case .exists = subquery.kind { inner.asksForExistence = true }
    if carried != nil { inner.carryAnnotation() }
    inner.computeLiveness(outputs: subquery.outputs)
    try inner.apply(rules, outputs: subquery.outputs, meter)
    var copy = subquery
    copy.plan = inner
    return copy
  }

  func planned(_ expressions: [BoundExpression]) throws(Diagnostic) -> [BoundExpression] {
    var changed: [BoundExpression] = []
    for expression in expressions { changed.append(try planned(expression)) }
    return changed
  }

  func planned(
    _ items: [(slot: Int, value: BoundExpression)]
  ) throws(Diagnostic) -> [(slot: Int, value: BoundExpression)] {
    var changed: [(slot: Int, value: BoundExpression)] = []
    for item in items { changed.append((item.slot, try planned(item.value))) }
    return changed
  }

  private func planned(_ expression: BoundExpression?) throws(Diagnostic) -> BoundExpression? {
    guard let expression else { return nil }
    return try planned(expression)
  }

  func planned(_ aggregation: BoundAggregation) throws(Diagnostic) -> BoundAggregation {
    var copy = aggregation
    copy.keys = try planned(aggregation.keys)
    for index in copy.aggregates.indices {
      copy.aggregates[index].argument = try planned(copy.aggregates[index].argument)
      copy.aggregates[index].extra = try planned(copy.aggregates[index].extra)
    }
    return copy
  }

  func planned(_ create: BoundCreate) throws(Diagnostic) -> BoundCreate {
    var copy = create
    for index in copy.nodes.indices {
      copy.nodes[index].properties = try planned(copy.nodes[index].properties)
    }
    for index in copy.relationships.indices {
      copy.relationships[index].properties = try planned(copy.relationships[index].properties)
    }
    return copy
  }

  func planned(_ items: [BoundSetItem]) throws(Diagnostic) -> [BoundSetItem] {
    var changed: [BoundSetItem] = []
    for item in items {
      switch item {
      case .property(let entity, let key, let value):
        changed.append(.property(try planned(entity), key: key, value: try planned(value)))
      case .replace(let entity, let value):
        changed.append(.replace(entity, with: try planned(value)))
      case .merge(let entity, let value):
        changed.append(.merge(entity, with: try planned(value)))
      case .labels: changed.append(item)
      }
    }
    return changed
  }
}

extension BoundExpression.SubqueryExpression {
  /// Whether the answer is the same for every row.
  package var isSteady: Bool {
    plan?.steps.first?.operation.is(OneRow.self) ?? false
  }

  /// The slots of the inner rows that the answer is made of.
  package var outputs: SlotSet {
    if case .collect(let slot) = kind { return [slot] }
    return []
  }
}
