import CypherFunctions
import CypherSyntax
import GraphModel

extension Binder {
  /// Binds WITH or RETURN; the scope is then what the clause makes visible.
  mutating func bind(
    _ clause: ProjectionClause, isWith: Bool, into clauses: inout [BoundClause]
  ) throws(Diagnostic) -> [(name: String, slot: Int)] {
    let incoming = scope
    if clause.star, incoming.variables.isEmpty, clause.items.isEmpty, !isWith {
      throw .noVariables(at: clause.span)
    }
    var items: [Item] = []
    aggregates = []
    for item in clause.items { items.append(try bind(item, isWith: isWith)) }
    let found = aggregates?.all ?? []
    aggregates = nil
    // Where all that is visible just stays so, nobody has to look at each of it.
    let staysVisible = clause.star && isWith && !clause.distinct && found.isEmpty
    if clause.star, !staysVisible {
      try meter.note(incoming.variables.count)
      items = star(incoming, at: clause.span) + items
    }
    var seen: Set<Text> = []
    for item in items
    where !seen.insert(item.name).inserted || (staysVisible && incoming[item.name] != nil) {
      throw .columnNameConflict(item.name.string, at: item.nameSpan ?? item.span)
    }
    for item in items where incoming.isShadowed(by: item.value, named: item.name) {
      throw .shadowsOuterVariable(item.name, at: item.nameSpan ?? item.span)
    }
    var outgoing = staysVisible ? incoming : incoming.fromOutside
    var projection =
      found.isEmpty
      ? plain(items, distinct: clause.distinct, into: &outgoing, besides: staysVisible)
      : try aggregated(items, found, clause, incoming, into: &outgoing)
    var projected: Projected?
    if !clause.order.isEmpty || clause.predicate != nil {
      try meter.note(items.count + outgoing.variables.count)
      projected = Projected(
        items, projection,
        scope: staysVisible
          ? outgoing
          : incoming.hidden(
            by: outgoing, leavingBehind: projection.aggregation != nil || projection.distinct),
        columns: outgoing, names: slotNames)
    }
    if let projected { try bindOrder(clause.order, of: projected, into: &projection) }
    if let nameless = items.first(where: \.lacksName) {
      throw .noExpressionAlias(in: "WITH", at: nameless.span)
    }
    try bindPage(clause, &projection)
    if let projected, let predicate = clause.predicate {
      projection.predicate = try bindPredicate(predicate, of: projected)
    }
    scope = outgoing
    clauses.append(.projection(projection))
    return zip(items, projection.outputs).map { ($0.name.string, $1) }
  }

  struct Item {
    var name: Text
    var value: BoundExpression
    /// What was written; nil where `*` stands for it.
    var expression: Expression?
    var span: SourceSpan
    /// Where the name stands, where it was written.
    var nameSpan: SourceSpan?
    /// Whether WITH demands a name that was not written.
    var lacksName = false
  }

  private mutating func bind(
    _ item: ProjectionItem, isWith: Bool
  ) throws(Diagnostic) -> Item {
    let value = try bind(item.expression)
    return Item(
      name: item.name?.text ?? Text(item.text), value: value, expression: item.expression,
      span: item.expression.span, nameSpan: item.name?.span, lacksName: isWith && item.name == nil)
  }

  /// What `*` stands for.
  private func star(_ incoming: Scope, at span: SourceSpan) -> [Item] {
    incoming.sorted.map { variable in
      let value = BoundExpression.slot(variable.slot, variable.type, at: span)
      return Item(name: variable.name, value: value, span: span)
    }
  }

  /// - Parameter isBeside: Whether the items come beside all that was visible before, so that a slot
  ///   cannot have another name.
  private mutating func plain(
    _ items: [Item], distinct: Bool, into outgoing: inout Scope, besides isBeside: Bool
  ) -> BoundProjection {
    var values: [(slot: Int, value: BoundExpression)] = []
    var outputs: [Int] = []
    var handedOn: Set<Int> = []
    for item in items {
      // A variable that is handed on keeps its slot; nothing is computed for it.
      if case .slot(let slot) = item.value.kind, !isBeside, handedOn.insert(slot).inserted {
        outputs.append(slot)
        outgoing.declare(item.name, slot: slot, item.value.type)
      } else {
        let slot = newSlot()
        values.append((slot, item.value))
        outputs.append(slot)
        outgoing.declare(item.name, slot: slot, item.value.type)
      }
    }
    return BoundProjection(
      items: values, aggregation: nil, distinct: distinct, outputs: outputs, order: [], skip: nil,
      limit: nil, predicate: nil)
  }

  // MARK: Aggregation

  /// Splits the items into grouping keys, aggregates and what is computed from both.
  private mutating func aggregated(
    _ items: [Item], _ found: [BoundAggregate], _ clause: ProjectionClause, _ incoming: Scope,
    into outgoing: inout Scope
  ) throws(Diagnostic) -> BoundProjection {
    let aggregateSlots = SlotSet(found.map(\.slot))
    var keys: [(slot: Int, value: BoundExpression)] = []
    var keySlots: [String: Int] = [:]
    for item in items where item.value.slots.isDisjoint(with: aggregateSlots) {
      guard keySlots[item.value.fingerprint] == nil else { continue }
      let slot: Int
      if case .slot(let own) = item.value.kind { slot = own } else { slot = newSlot() }
      keys.append((slot, item.value))
      keySlots[item.value.fingerprint] = slot
    }
    var rewriter = GroupingRewriter(
      keys: keySlots, aggregates: aggregateSlots, constants: incoming.fromOutside.slots,
      names: slotNames, scope: incoming)
    rewriter.keyReads = keys.reduce(into: SlotSet()) { $0.formUnion($1.value.slots) }
    var values: [(slot: Int, value: BoundExpression)] = []
    var outputs: [Int] = []
    var handedOn: Set<Int> = []
    for item in items {
      let value = try rewriter.rewrite(item.value)
      if case .slot(let slot) = value.kind, handedOn.insert(slot).inserted {
        outputs.append(slot)
      } else {
        let slot = newSlot()
        values.append((slot, value))
        outputs.append(slot)
      }
      outgoing.declare(item.name, slot: outputs[outputs.count - 1], item.value.type)
    }
    return BoundProjection(
      items: values, aggregation: BoundAggregation(keys: keys, aggregates: found),
      distinct: clause.distinct, outputs: outputs, order: [], skip: nil, limit: nil,
      predicate: nil)
  }
}
