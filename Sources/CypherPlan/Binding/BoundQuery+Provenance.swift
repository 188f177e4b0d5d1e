import CypherFunctions

/// How an answer depends on its matches: what can be told from the matches alone, when some go.
package enum AnswerShape: Sendable {
  /// Each row is there while one of its matches is, and is the same then.
  case rows
  /// Groups of matches with aggregates: the query with the values that are gathered, match by match, and
  /// the aggregation.
  case groups(BoundQuery, BoundAggregation)
  /// A row may come or change when something goes.
  case other
}

extension BoundQuery {
  /// How the answer depends on its matches.
  package var shape: AnswerShape {
    if isMonotone { return .rows }
    guard parts.count == 1, let last = parts[0].clauses.last,
      case .projection(let projection) = last, let aggregation = projection.aggregation,
      projection.items.isEmpty, !projection.distinct, projection.skip == nil,
      projection.limit == nil, projection.predicate == nil,
      parts[0].clauses.dropLast().allSatisfy(\.isMonotone)
    else { return .other }
    let values =
      aggregation.keys.map(\.value) + aggregation.aggregates.compactMap(\.argument)
    guard values.allSatisfy({ !$0.looksBeyondRow }),
      aggregation.aggregates.allSatisfy({ $0.extra.isEmpty && $0.isDeterministic })
    else { return .other }
    // The same matches, with a column for each key and for what each aggregate gathers.
    var items: [(slot: Int, value: BoundExpression)] = []
    for key in aggregation.keys {
      if case .slot(key.slot) = key.value.kind { continue }
      items.append(key)
    }
    for aggregate in aggregation.aggregates {
      if let argument = aggregate.argument { items.append((aggregate.slot, argument)) }
    }
    var outputs =
      aggregation.keys.map(\.slot)
      + aggregation.aggregates.filter { $0.argument != nil }.map(\.slot)
    if outputs.isEmpty, let counted = aggregation.aggregates.first {
      // Without columns there would be no rows to count.
      items.append((counted.slot, .constant(.boolean(true), at: counted.span)))
      outputs = [counted.slot]
    }
    let plain = BoundProjection(
      items: items, aggregation: nil, distinct: false, outputs: outputs, order: [], skip: nil,
      limit: nil, predicate: nil)
    var matches = self
    matches.parts[0].clauses[matches.parts[0].clauses.count - 1] = .projection(plain)
    matches.outputs = outputs
    matches.partOutputs = [outputs]
    return .groups(matches, aggregation)
  }

  /// Whether rows only ever go when something of the graph goes, and the others stay as they are.
  var isMonotone: Bool { parts.allSatisfy { $0.clauses.allSatisfy(\.isMonotone) } }

  /// By column: whether it is made of an aggregate's value.
  package var aggregatedColumns: [Bool] {
    var columns = [Bool](repeating: false, count: outputs.count)
    for (part, outputs) in zip(parts, partOutputs) {
      var aggregated: SlotSet = []
      for clause in part.clauses { clause.collectAggregated(into: &aggregated) }
      for (column, slot) in outputs.enumerated() where aggregated.contains(slot) {
        columns[column] = true
      }
    }
    return columns
  }
}

extension BoundQuery {
  /// Whether it calls a procedure that asks what answers rest on.
  package var asksOfSources: Bool {
    parts.contains { part in
      part.clauses.contains { clause in
        switch clause {
        case .call(let call): call.procedure.name.hasPrefix("evidence.")
        case .subquery(let subquery): subquery.query.asksOfSources
        default: false
        }
      }
    }
  }
}

extension BoundClause {
  /// Whether what comes of the clause only ever becomes less when something of the graph goes.
  var isMonotone: Bool {
    switch self {
    case .match(let match): match.isMonotone
    case .unwind(let list, _): !list.looksBeyondRow
    case .projection(let projection):
      projection.aggregation == nil && projection.skip == nil && projection.limit == nil
        && projection.items.allSatisfy { !$0.value.looksBeyondRow }
        && (projection.predicate.map { $0.conjuncts.allSatisfy(\.isMonotoneCondition) } ?? true)
    case .subquery(let subquery): subquery.returnsRows && subquery.query.isMonotone
    case .create, .merge, .set, .remove, .delete, .call, .forEach: false
    }
  }

  /// Adds the slots whose values are made of aggregates.
  fileprivate func collectAggregated(into slots: inout SlotSet) {
    switch self {
    case .projection(let projection):
      slots.formUnion(projection.aggregation?.aggregates.map(\.slot) ?? [])
      for item in projection.items where !item.value.slots.isDisjoint(with: slots) {
        slots.insert(item.slot)
      }
    case .unwind(let list, let slot):
      if !list.slots.isDisjoint(with: slots) { slots.insert(slot) }
    case .subquery(let subquery):
      let columns = subquery.query.aggregatedColumns
      for (slot, isAggregated) in zip(subquery.query.outputs, columns) where isAggregated {
        slots.insert(slot)
      }
    default: return
    }
  }
}

extension BoundMatch {
  fileprivate var isMonotone: Bool {
    !optional && predicates.allSatisfy(\.isMonotoneCondition)
      && pattern.relationships.allSatisfy { relationship in
        relationship.search == .all
          && relationship.properties.allSatisfy { !$0.value.looksBeyondRow }
      }
  }
}

extension BoundExpression {
  /// Whether a row that fails the condition still fails it when something of the graph goes, and one
  /// that holds rests on what the plan carries.
  fileprivate var isMonotoneCondition: Bool {
    switch kind {
    case .subquery(let subquery):
      if case .exists = subquery.kind { return subquery.query.isMonotone }
      return false
    case .and(let parts), .or(let parts): return parts.allSatisfy(\.isMonotoneCondition)
    default: return !looksBeyondRow
    }
  }
}

extension BoundStatement {
  /// The same statement with another query that reads.
  package func asking(_ query: BoundQuery) -> BoundStatement {
    BoundStatement(
      body: .query(query), mode: mode, columns: query.outputs.map { "#\($0)" },
      columnSlots: query.outputs, columnSet: SlotSet(query.outputs), slotCount: slotCount,
      slotNames: slotNames, mentions: mentions, parameters: parameters, isUpdating: false,
      origins: origins)
  }
}
