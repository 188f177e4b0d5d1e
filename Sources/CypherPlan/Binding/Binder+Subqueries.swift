import CypherFunctions
import CypherSyntax
import GraphModel

/// Subqueries: what they see from outside, and until when.
///
/// EXISTS, COUNT, COLLECT and CALL with a scope clause see outer variables to their end, whatever a WITH
/// inside says, and none may be hidden. CALL { WITH a … } is a query of its own, which begins with what
/// it imports.
extension Binder {
  // MARK: CALL

  mutating func bind(_ subquery: SubqueryClause) throws(Diagnostic) -> BoundClause {
    let (outer, outerRepeated) = (scope, repeated)
    // Names may mean other things in there.
    repeated = nil
    var query = subquery.query
    let scopes = try scopes(of: subquery, &query)
    let (bound, names) = try bind(query, in: scopes)
    (scope, repeated) = (outer, outerRepeated)
    try refuseNameless(subquery.query)
    for (name, slot) in zip(names, bound.outputs) {
      guard scope[Text(name)] == nil else {
        throw .variableAlreadyBound(Name(Text(name), at: subquery.span))
      }
      declare(Text(name), slot: slot, .any)
    }
    return .subquery(
      BoundSubquery(
        query: bound,
        imports: scopes.dropFirst().reduce(into: scopes[0].slots) { $0.formUnion($1.slots) },
        returnsRows: !names.isEmpty))
  }

  /// What each part of the query sees where it begins; a WITH that only says so is taken from the query.
  private func scopes(
    of subquery: SubqueryClause, _ query: inout Query
  ) throws(Diagnostic) -> [Scope] {
    var inner = Scope()
    if subquery.importsAll {
      inner = scope.starred
    } else if let imports = subquery.imports {
      for name in imports {
        if inner[name.text] != nil { throw .importedTwice(name) }
        inner[name.text] = try imported(name)
      }
    } else {
      var scopes: [Scope] = []
      for index in query.parts.indices { scopes.append(try importingScope(&query.parts[index])) }
      return scopes
    }
    return query.parts.map { _ in inner.seenFromInside }
  }

  private func imported(_ name: Name) throws(Diagnostic) -> Scope.Variable {
    guard let variable = scope[name.text] else { throw .undefinedVariable(name, in: scope) }
    return variable
  }

  /// The variables that a leading `WITH a, b` imports; the WITH is dropped.
  private func importingScope(_ part: inout SingleQuery) throws(Diagnostic) -> Scope {
    var inner = Scope()
    guard case .with(let with)? = part.clauses.first, !with.distinct, with.predicate == nil,
      with.order.isEmpty, with.skip == nil, with.limit == nil
    else { return inner }
    if with.star {
      for variable in scope.sorted { inner[variable.name] = variable }
    }
    for item in with.items {
      guard case .variable(let name) = item.expression.kind,
        item.alias == nil || item.alias == name
      else { return inner }
      if inner[name.text] != nil { throw .importedTwice(name) }
      inner[name.text] = try imported(name)
    }
    part.clauses.removeFirst()
    return inner
  }

  /// What CALL hands to the clauses after it must have names.
  private func refuseNameless(_ query: Query) throws(Diagnostic) {
    for part in query.parts {
      guard case .return(let projection)? = part.clauses.last else { continue }
      if let item = projection.items.first(where: { $0.name == nil }) {
        throw .noExpressionAlias(in: "RETURN at the end of a CALL", at: item.expression.span)
      }
    }
  }

  // MARK: EXISTS, COUNT and COLLECT

  /// Runs `body` in a scope of its own, which sees all outer variables to its end, and tells which outer
  /// slots it read.
  private mutating func subquery(
    _ kind: BoundExpression.SubqueryExpression.Kind?, type: ValueType, at span: SourceSpan,
    _ body: (inout Binder) throws(Diagnostic) -> (
      BoundQuery, BoundExpression.SubqueryExpression.Kind
    )
  ) throws(Diagnostic) -> BoundExpression {
    let outer = scope
    let outerAggregates = aggregates
    let wasUpdating = isUpdating
    let wasVolatile = isVolatile
    let wasInside = isInsideAggregate
    let patterns = allowsPattern
    let wasInSubquery = repeated?.isInSubquery ?? false
    scope = outer.seenFromInside
    aggregates = nil
    isInsideAggregate = false
    isUpdating = false
    isVolatile = false
    repeated?.isInSubquery = true
    let (query, kind) = try body(&self)
    let isVolatileInside = isVolatile
    if isUpdating {
      throw .clauseComposition(
        "A subquery inside an expression cannot change the graph", at: span,
        hint: "Use CALL { … } for that")
    }
    scope = outer
    aggregates = outerAggregates
    isUpdating = wasUpdating
    isVolatile = wasVolatile || isVolatileInside
    isInsideAggregate = wasInside
    allowsPattern = patterns
    repeated?.isInSubquery = wasInSubquery
    let imports = query.slotsRead.intersection(outer.slots)
    return BoundExpression(
      .subquery(
        .init(kind: kind, query: query, imports: imports, isVolatile: isVolatileInside)),
      type, at: span)
  }

  mutating func bindSubquery(
    _ subquery: Subquery, _ kind: BoundExpression.SubqueryExpression.Kind, _ type: ValueType,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    try self.subquery(kind, type: type, at: span) { (binder) throws(Diagnostic) in
      switch subquery {
      case .query(let query): return (try binder.bind(query).0, kind)
      case .pattern(let patterns, let predicate):
        let match = try binder.bind(
          MatchClause(optional: false, patterns: patterns, predicate: predicate, span: span))
        return (BoundQuery(matching: match), kind)
      }
    }
  }

  mutating func bindCollect(
    _ query: Query, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    try subquery(nil, type: .list, at: span) { (binder) throws(Diagnostic) in
      let (bound, names) = try binder.bind(query)
      guard names.count == 1 else {
        throw Diagnostic(
          .syntaxError, .compile, "InvalidClauseComposition",
          "COLLECT { } must return exactly one column, not \(names.count)", at: span)
      }
      return (bound, .collect(slot: bound.outputs[0]))
    }
  }

  mutating func bindPatternPredicate(
    _ pattern: PathPattern, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    for name in pattern.nodes.compactMap(\.variable) + pattern.relationships.compactMap(\.variable)
    where scope[name.text] == nil {
      throw .undefinedVariable(name, in: scope)
    }
    return try bindSubquery(.pattern([pattern], where: nil), .exists, .boolean, span)
  }

  mutating func bindPatternComprehension(
    _ name: Name?, _ pattern: PathPattern, _ predicate: Expression?, _ projection: Expression,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    var named = pattern
    named.variable = name ?? pattern.variable
    return try bindPatternComprehension(
      named.variable, named, predicate: predicate, projection: projection, firstOnly: false, span)
  }

  /// Binds a pattern whose matches are collected; without a projection, the paths themselves.
  mutating func bindPatternComprehension(
    _ name: Name?, _ pattern: PathPattern, predicate: Expression?, projection: Expression?,
    firstOnly: Bool, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    var named = pattern
    if projection == nil { named.variable = Name("  path", at: span) }
    let collected = try subquery(nil, type: .list, at: span) { (binder) throws(Diagnostic) in
      let match = try binder.bind(
        MatchClause(optional: false, patterns: [named], predicate: predicate, span: span))
      let value: BoundExpression
      if let projection {
        value = try binder.bind(projection)
      } else {
        value = try binder.bind(Expression(.variable(Name("  path", at: span)), at: span))
      }
      let slot = binder.newSlot()
      var query = BoundQuery(matching: match)
      query.parts[0].clauses.append(
        .projection(
          BoundProjection(
            items: [(slot, value)], aggregation: nil, distinct: false, outputs: [slot], order: [],
            skip: nil, limit: nil, predicate: nil)))
      query.outputs = [slot]
      query.partOutputs = [[slot]]
      return (query, .collect(slot: slot))
    }
    guard firstOnly else { return collected }
    return BoundExpression(.index(collected, .constant(0, at: span)), .path, at: span)
  }
}

extension BoundQuery {
  /// A query of one MATCH, without columns.
  init(matching match: BoundMatch) {
    self.init(
      parts: [BoundPart(clauses: [.match(match)])], distinct: false, outputs: [],
      partOutputs: [[]])
  }
}
