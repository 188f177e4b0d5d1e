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
    var projection: BoundProjection
    var outgoing = staysVisible ? incoming : Scope()
    if found.isEmpty {
      projection = plain(
        items, distinct: clause.distinct, into: &outgoing, besides: staysVisible)
      try bindOrder(
        clause, &projection, items: items, outgoing: outgoing,
        visible: staysVisible ? outgoing : merged(incoming, outgoing))
    } else {
      projection = try aggregated(items, found, clause, incoming, into: &outgoing)
    }
    if let nameless = items.first(where: \.lacksName) {
      throw .noExpressionAlias(at: nameless.span)
    }
    try bindPage(clause, &projection)
    if let predicate = clause.predicate {
      scope = found.isEmpty && !staysVisible ? merged(incoming, outgoing) : outgoing
      projection.predicate = try bindPredicate(predicate)
      if clause.distinct, found.isEmpty, let bound = projection.predicate {
        projection.predicate = try reusing(bound, items, projection, outgoing)
      }
    }
    scope = outgoing
    clauses.append(.projection(projection))
    return zip(items, projection.outputs).map { ($0.name.string, $1) }
  }

  struct Item {
    var name: Text
    var value: BoundExpression
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
    if let alias = item.alias {
      return Item(
        name: alias.text, value: value, span: item.expression.span, nameSpan: alias.span)
    }
    if case .variable(let name) = item.expression.kind {
      return Item(name: name.text, value: value, span: item.expression.span)
    }
    return Item(
      name: Text(item.text), value: value, span: item.expression.span, lacksName: isWith)
  }

  /// Names of the clause hide those from before.
  private func merged(_ incoming: Scope, _ outgoing: Scope) -> Scope {
    var scope = incoming
    for variable in outgoing.variables.values { scope[variable.name] = variable }
    return scope
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

  private mutating func bindOrder(
    _ clause: ProjectionClause, _ projection: inout BoundProjection, items: [Item],
    outgoing: Scope, visible: Scope
  ) throws(Diagnostic) {
    let outer = scope
    scope = visible
    for sort in clause.order {
      var value = try bind(sort.expression)
      if clause.distinct { value = try reusing(value, items, projection, outgoing) }
      projection.order.append((orderSlot(of: value), value, sort.descending))
    }
    scope = outer
  }

  /// After DISTINCT, ORDER BY and WHERE may repeat an item's expression but see nothing else of the
  /// rows from before.
  private func reusing(
    _ value: BoundExpression, _ items: [Item], _ projection: BoundProjection, _ outgoing: Scope
  ) throws(Diagnostic) -> BoundExpression {
    try meter.note(items.count)
    var keys: [String: Int] = [:]
    for (item, slot) in zip(items, projection.outputs) { keys[item.value.fingerprint] = slot }
    var rewriter = GroupingRewriter(
      keys: keys, aggregates: [], outputs: outgoing.slots, names: slotNames)
    rewriter.isStrict = false
    return try rewriter.rewrite(value)
  }

  private mutating func orderSlot(of value: BoundExpression) -> Int {
    if case .slot(let slot) = value.kind { return slot }
    return newSlot()
  }

  private mutating func bindPage(
    _ clause: ProjectionClause, _ projection: inout BoundProjection
  ) throws(Diagnostic) {
    if let skip = clause.skip { projection.skip = try bindCount(skip, "SKIP") }
    if let limit = clause.limit { projection.limit = try bindCount(limit, "LIMIT") }
  }

  private mutating func bindCount(
    _ expression: Expression, _ name: String
  ) throws(Diagnostic) -> BoundExpression {
    let outer = scope
    scope = Scope()
    defer { scope = outer }
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
      keys: keySlots, aggregates: aggregateSlots, names: slotNames)
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
    var projection = BoundProjection(
      items: values, aggregation: BoundAggregation(keys: keys, aggregates: found),
      distinct: clause.distinct, outputs: outputs, order: [], skip: nil, limit: nil,
      predicate: nil)
    try bindAggregatedOrder(
      clause, &projection, items: items, incoming: incoming, outgoing: outgoing, &rewriter)
    return projection
  }

  private mutating func bindAggregatedOrder(
    _ clause: ProjectionClause, _ projection: inout BoundProjection, items: [Item],
    incoming: Scope, outgoing: Scope, _ rewriter: inout GroupingRewriter
  ) throws(Diagnostic) {
    let outer = scope
    for sort in clause.order {
      scope = merged(incoming, outgoing)
      aggregates = []
      var value = try bind(sort.expression)
      let extra = aggregates?.all ?? []
      try meter.note(outgoing.variables.count)
      aggregates = nil
      for aggregate in extra {
        let known = projection.aggregation?.aggregates.first { $0.isSame(as: aggregate) }
        if let known {
          value = value.replacing(slot: aggregate.slot, by: known.slot)
        } else {
          if let unknown = aggregate.slotsRead.subtracting(rewriter.keyReads).first {
            throw rewriter.unknown(unknown, at: aggregate.span)
          }
          rewriter.aggregates.insert(aggregate.slot)
          projection.aggregation?.aggregates.append(aggregate)
        }
      }
      rewriter.outputs = outgoing.slots
      rewriter.isStrict = !extra.isEmpty
      value = try rewriter.rewrite(value)
      projection.order.append((orderSlot(of: value), value, sort.descending))
    }
    scope = outer
  }
}

/// The aggregates of a projection, each once however often it is written.
struct FoundAggregates: ExpressibleByArrayLiteral {
  private(set) var all: [BoundAggregate] = []
  private var slots: [String: Int] = [:]

  init(arrayLiteral elements: BoundAggregate...) {
    for element in elements { _ = add(element) }
  }

  /// Adds `made`, or finds the same; returns its slot.
  mutating func add(_ made: BoundAggregate) -> Int {
    if let known = slots[made.fingerprint] { return known }
    slots[made.fingerprint] = made.slot
    all.append(made)
    return made.slot
  }
}

extension BoundAggregate {
  /// A text that is equal for aggregates that are the same.
  fileprivate var fingerprint: String {
    let arguments = [argument].compactMap { $0 } + extra
    return "\(function?.name ?? "*") \(distinct) "
      + arguments.map(\.fingerprint).joined(separator: ",")
  }

  func isSame(as other: BoundAggregate) -> Bool {
    function?.name == other.function?.name && distinct == other.distinct
      && argument?.fingerprint == other.argument?.fingerprint
      && extra.map(\.fingerprint) == other.extra.map(\.fingerprint)
  }
}

/// Rewrites an item of an aggregating projection to read the slots of keys and aggregates only.
struct GroupingRewriter {
  /// Slots of the grouping keys by the fingerprint of their expression.
  var keys: [String: Int]
  var aggregates: SlotSet
  /// Slots of the clause's own columns, which ORDER BY may read.
  var outputs: SlotSet = []
  /// The names of slots, for messages.
  var names: [Int: Text] = [:]
  /// Slots that the grouping keys read.
  var keyReads: SlotSet = []
  /// Whether a value of the rows from before is mixed with an aggregate, not just out of scope.
  var isStrict = true

  func unknown(_ slot: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "UndefinedVariable",
      "Variable '\(names[slot] ?? "?")' is not visible after this projection", at: span,
      hint: "Return it too, or name the value with AS and use the name")
  }

  private func refusal(_ slot: Int, at span: SourceSpan) -> Diagnostic {
    if isStrict, outputs.isEmpty || keyReads.contains(slot) {
      return .ambiguousAggregation(at: span)
    }
    return unknown(slot, at: span)
  }

  mutating func rewrite(_ value: BoundExpression) throws(Diagnostic) -> BoundExpression {
    if let slot = keys[value.fingerprint] {
      return .slot(slot, value.type, at: value.span)
    }
    if case .slot(let slot) = value.kind {
      guard aggregates.contains(slot) || outputs.contains(slot) else {
        throw refusal(slot, at: value.span)
      }
      return value
    }
    // The whole of n.key is what is no grouping key, not n alone.
    if case .property(let owner, _) = value.kind, case .slot(let slot) = owner.kind,
      keys[owner.fingerprint] == nil, !aggregates.contains(slot), !outputs.contains(slot)
    {
      throw refusal(slot, at: value.span)
    }
    if case .subquery(let subquery) = value.kind {
      let known = SlotSet(keys.values).union(aggregates).union(outputs)
      if let slot = subquery.imports.subtracting(known).first {
        throw refusal(slot, at: value.span)
      }
      return value
    }
    if case .path = value.kind { throw .ambiguousAggregation(at: value.span) }
    // Variables of comprehensions inside are known there.
    let own = value.lambdaSlots
    aggregates.formUnion(own)
    defer { aggregates.subtract(own) }
    var rewriter = self
    let result = try value.mapChildren { (child) throws(Diagnostic) in
      try rewriter.rewrite(child)
    }
    return result
  }
}
