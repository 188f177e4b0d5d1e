import CypherSyntax
import GraphModel

extension Unbinder {
  /// A column of a query, and what it is called.
  struct Column {
    var slot: Int
    /// The name, where it is more than that of a slot.
    var name: Text?
    /// The slot that it is called after.
    var namesake: Int
  }

  /// The query.
  ///
  /// - Parameter columns: The names of its columns; nil for those that are called as their slots are.
  func query(_ bound: BoundQuery, columns: [Text?]) -> Query {
    let parts = zip(bound.parts, bound.partOutputs).map { part, slots in
      let outputs = zip(zip(slots, bound.outputs), columns).map {
        Column(slot: $0.0, name: $1, namesake: $0.1)
      }
      return SingleQuery(clauses: clauses(of: part, outputs), span: nowhere)
    }
    return Query(parts: parts, distinct: bound.distinct, span: nowhere)
  }

  private func name(_ column: Column) -> Name { column.name.map(name) ?? name(column.namesake) }

  private func clauses(of part: BoundPart, _ columns: [Column]) -> [Clause] {
    part.clauses.enumerated().map { index, clause in
      let isLast = index == part.clauses.count - 1
      switch clause {
      case .projection(let projection):
        return isLast
          ? .return(self.projection(projection, columns: columns))
          : .with(self.projection(projection, isFirst: index == 0))
      case .call(let call) where isLast && !columns.isEmpty:
        return .call(self.call(call, columns: columns, standalone: true))
      default: return self.clause(clause)
      }
    }
  }

  private func clause(_ bound: BoundClause) -> Clause {
    switch bound {
    case .match(let match):
      .match(
        MatchClause(
          optional: match.optional, patterns: patterns(match.pattern),
          predicate: conjunction(match.predicates), span: nowhere))
    case .unwind(let list, let slot):
      .unwind(UnwindClause(list: expression(list), variable: name(slot), span: nowhere))
    case .projection(let projection): .with(self.projection(projection))
    case .create(let create): .create(CreateClause(patterns: patterns(create), span: nowhere))
    case .merge(let merge):
      .merge(
        MergeClause(
          pattern: pattern(merge), onCreate: items(merge.onCreate), onMatch: items(merge.onMatch),
          span: nowhere))
    case .set(let items): .set(SetClause(items: self.items(items), span: nowhere))
    case .remove(let items): .remove(RemoveClause(items: items.map(item), span: nowhere))
    case .delete(let items, let detach):
      .delete(DeleteClause(detach: detach, items: expressions(items), span: nowhere))
    case .call(let call): .call(self.call(call))
    case .subquery(let subquery): .subquery(self.subquery(subquery))
    case .forEach(let slot, let list, let updates):
      .forEach(
        ForEachClause(
          variable: name(slot), list: expression(list), updates: updates.map(clause),
          span: nowhere))
    }
  }

  private func subquery(_ bound: BoundSubquery) -> SubqueryClause {
    let imports = bound.imports.intersection(bound.query.slotsRead)
    // What is handed back as it came has the same slot, but needs another name.
    let columns = bound.query.outputs.map { slot in
      bound.imports.contains(slot) ? names.alias(of: slot) : nil
    }
    return SubqueryClause(
      imports: imports.map { names.name(of: $0) }.sorted().map(name),
      query: (imports.isEmpty ? self : inside).query(bound.query, columns: columns), span: nowhere)
  }

  private func conjunction(_ predicates: [BoundExpression]) -> Expression? {
    predicates.count > 1
      ? make(.and(expressions(predicates))) : predicates.first.map(expression)
  }

  private func call(
    _ call: BoundCall, columns: [Column] = [], standalone: Bool = false
  ) -> CallClause {
    let arguments = expressions(call.arguments)
    let yields = call.yields.map { place, slot in
      (
        field: name(Text(call.procedure.columns[place].name)),
        alias: Optional(columns.first { $0.slot == slot }.map(name) ?? name(slot))
      )
    }
    return CallClause(
      procedure: name(Text(call.procedure.name)), arguments: arguments,
      yield: yields.isEmpty ? .none : .items(yields), predicate: call.predicate.map(expression),
      standalone: standalone, span: nowhere)
  }

  // MARK: Projections

  /// WITH, or with `columns` RETURN.
  private func projection(
    _ bound: BoundProjection, columns: [Column]? = nil, isFirst: Bool = false
  ) -> ProjectionClause {
    let values = Dictionary(bound.items.map { ($0.slot, $0.value) }) { first, _ in first }
    let aggregating = aggregating(bound.aggregation)
    // Without DISTINCT and aggregates WITH only adds: what is not named any more is not read either.
    let keepsAll = columns == nil && bound.aggregation == nil && !bound.distinct
    let outputs = columns ?? bound.outputs.map { Column(slot: $0, namesake: $0) }
    var items: [ProjectionItem] = []
    // ORDER BY and WHERE see the columns by their names.
    var after = self
    for column in outputs where !keepsAll || values[column.slot] != nil {
      let value =
        values[column.slot].map(aggregating.expression) ?? aggregating.variable(column.slot)
      let alias = name(column)
      items.append(ProjectionItem(expression: value, alias: alias, text: ""))
      after.meanings[column.slot] = make(.variable(alias))
    }
    return ProjectionClause(
      distinct: bound.distinct, star: keepsAll && (!isFirst || isInside || items.isEmpty),
      items: items,
      order: bound.order.map {
        SortItem(expression: after.expression($0.value), descending: $0.descending)
      },
      skip: bound.skip.map(expression), limit: bound.limit.map(expression),
      predicate: bound.predicate.map(after.expression), span: nowhere)
  }

  /// What writes, for the slots of keys and aggregates, what they are made of.
  private func aggregating(_ aggregation: BoundAggregation?) -> Unbinder {
    guard let aggregation else { return self }
    var writer = self
    for key in aggregation.keys { writer.meanings[key.slot] = expression(key.value) }
    for aggregate in aggregation.aggregates {
      let arguments = [aggregate.argument].compactMap(\.self) + aggregate.extra
      writer.meanings[aggregate.slot] =
        aggregate.function.map { function in
          make(
            .function(
              name(Text(function.name)), expressions(arguments), distinct: aggregate.distinct))
        } ?? make(.countAll)
    }
    return writer
  }

  // MARK: Updates

  private func items(_ bound: [BoundSetItem]) -> [SetItem] {
    bound.map { item in
      switch item {
      case .property(let target, let key, let value):
        .property(expression(target), name(key), expression(value))
      case .replace(let target, let value): .replace(self.target(target), expression(value))
      case .merge(let target, let value): .merge(self.target(target), expression(value))
      case .labels(let target, let labels): .labels(self.target(target), labels.map(name))
      }
    }
  }

  private func item(_ bound: BoundRemoveItem) -> RemoveItem {
    switch bound {
    case .property(let target, let key): .property(expression(target), name(key))
    case .labels(let target, let labels): .labels(self.target(target), labels.map(name))
    }
  }

  /// The variable that is changed; no other expression can be.
  private func target(_ bound: BoundExpression) -> Name {
    if case .variable(let name) = expression(bound).kind { name } else { name(Text("")) }
  }
}
