import CypherSyntax
import GraphModel

extension Planner {
  /// Plans MATCH or OPTIONAL MATCH.
  mutating func plan(_ match: BoundMatch, into pipeline: inout Pipeline) throws(Diagnostic) {
    guard match.optional else {
      try planPattern(match, into: &pipeline)
      return
    }
    let produced = match.produces.subtracting(bound)
    let inner = try planInner(needing: []) { (planner, pipeline) throws(Diagnostic) in
      try planner.planPattern(match, into: &pipeline)
    }
    pipeline.append(
      Apply(kind: .optional(nulls: produced.sorted()), inner: inner, bound: bound),
      rows: rows * max(1, inner.steps.last?.estimate ?? 1))
    rows = max(rows, pipeline.steps.last?.estimate ?? rows)
    bound.formUnion(produced)
  }

  private mutating func planPattern(
    _ match: BoundMatch, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    apart = ApartNodes(match)
    labels.add(match.pattern.nodes)
    var pending = match.predicates.map(PendingPredicate.init)
    try applyReady(&pending, into: &pipeline)
    try checkBoundNodes(match.pattern, into: &pipeline)
    let order = order(of: match.pattern, pending.map(\.expression))
    try meter.note(match.pattern.nodes.count + match.pattern.relationships.count)
    var done: [BoundPatternRelationship] = []
    try follow(order, in: match.pattern, after: &done, pending: &pending, into: &pipeline)
    try bindPaths(match.pattern, into: &pipeline)
    try applyReady(&pending, into: &pipeline)
    if !pending.isEmpty { try filter(pending.map(\.expression), into: &pipeline) }
  }

  /// In which order the parts of a pattern are matched.
  private func order(
    of pattern: BoundPattern, _ predicates: [BoundExpression]
  ) -> [PatternOrder.Move] {
    var pattern = pattern
    // What clauses before have asked of a node tells how many relationships it may have.
    for index in pattern.nodes.indices where bound.contains(pattern.nodes[index].slot) {
      pattern.nodes[index].labels = labels[pattern.nodes[index].slot] ?? []
    }
    if pattern.isLong {
      return LongPatternOrder(
        pattern: pattern, predicates: predicates, bound: bound, statistics: statistics
      ).moves()
    }
    return PatternOrder(
      pattern: pattern, predicates: predicates, bound: bound, neededLater: neededLater,
      statistics: statistics, rows: rows * outerRows, mayJoin: mayJoin
    ).best()
  }

  /// Appends the steps of the moves; `done` has the relationships that are crossed.
  mutating func follow(
    _ moves: [PatternOrder.Move], in pattern: BoundPattern,
    after done: inout [BoundPatternRelationship], pending: inout [PendingPredicate],
    into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    for move in moves {
      try meter.note()
      var answered = AnsweredPredicates()
      switch move {
      case .start(let index):
        answered = start(at: pattern.nodes[index], predicates: pending, into: &pipeline)
      case .cross(let index, let backwards):
        let relationship = pattern.relationships[index]
        try cross(
          relationship, in: pattern, backwards: backwards, after: done, pending: &pending,
          into: &pipeline)
        done.append(relationship)
      case .join(let part):
        try join(part, in: pattern, after: &done, pending: &pending, into: &pipeline)
      }
      try applyReady(&pending, answered: answered, into: &pipeline)
    }
  }

  /// A node that was bound before must be one (an OPTIONAL MATCH may have left null) and must have the
  /// labels that are asked of it here.
  private mutating func checkBoundNodes(
    _ pattern: BoundPattern, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    var predicates: [BoundExpression] = []
    let crossed = Set(pattern.relationships.flatMap { [$0.left, $0.right] })
    for (index, node) in pattern.nodes.enumerated() where bound.contains(node.slot) {
      let origin = SourceSpan(0, 0)
      let value = BoundExpression(.slot(node.slot), .node, at: origin)
      let isCrossed = crossed.contains(index)
      if !isCrossed, node.labels.isEmpty {
        predicates.append(
          BoundExpression(.isNull(value, negated: true), .boolean, at: origin))
      }
      for labels in node.labels {
        predicates.append(BoundExpression(.hasLabels(value, labels), .boolean, at: origin))
      }
    }
    if !predicates.isEmpty { try filter(predicates, into: &pipeline) }
  }

  /// Tests every predicate whose variables are all bound by now.
  ///
  /// - Parameter answered: Those that the step before has made true.
  private mutating func applyReady(
    _ pending: inout [PendingPredicate], answered: AnsweredPredicates = .init(),
    into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    var conjuncts: [BoundExpression] = []
    var kept: [Double] = []
    var rest: [PendingPredicate] = []
    for place in pending.indices {
      // What may give another value each time is asked of the rows of the whole pattern.
      guard pending[place].isReady(bound), !pending[place].expression.isVolatile else {
        rest.append(pending[place])
        continue
      }
      let expression = pending[place].expression
      if answered.isExact, answered.places.contains(place) {
        // A seek carries nothing of what its values rest on.
        if carried == nil || !expression.looksBeyondRow { continue }
      }
      conjuncts.append(expression)
      kept.append(answered.places.contains(place) ? 1 : selectivity(of: expression))
    }
    pending = rest
    guard !conjuncts.isEmpty else { return }
    try filter(conjuncts, keeping: kept, into: &pipeline)
  }

  private func selectivity(of predicate: BoundExpression) -> Double {
    statistics.selectivity(of: predicate, labels: labels)
  }

  /// Appends a filter; conjuncts that ask whether a pattern exists become semi- and anti-joins.
  ///
  /// - Parameter kept: About which part of the rows each is true of, where that is known.
  mutating func filter(
    _ conjuncts: [BoundExpression], keeping kept: [Double]? = nil, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    var plain: [(predicate: BoundExpression, kept: Double)] = []
    var joins: [Apply] = []
    for (place, conjunct) in conjuncts.enumerated() {
      let planned = try planned(conjunct)
      if let inner = planned.patternAsked {
        joins.append(Apply(kind: .semi, inner: inner, bound: bound))
      } else if case .not(let negated) = planned.kind, let inner = negated.patternAsked {
        joins.append(Apply(kind: .anti, inner: inner, bound: bound))
      } else {
        plain.append((planned, kept?[place] ?? selectivity(of: conjunct)))
      }
    }
    if !plain.isEmpty {
      // What drops the most rows for its effort comes first (Hellerstein, Predicate Migration), where
      // no question can be answered by an error.
      if plain.allSatisfy(\.predicate.isHarmless) {
        func rank(_ place: Int) -> Double {
          (plain[place].kept - 1) / Double(plain[place].predicate.effort)
        }
        plain = plain.indices.sorted { (rank($0), $0) < (rank($1), $1) }.map { plain[$0] }
      }
      for predicate in plain { rows *= predicate.kept }
      pipeline.append(Filter(predicates: plain.map(\.predicate)), rows: rows)
    }
    for join in joins {
      rows *= 0.5
      pipeline.append(join, rows: rows)
    }
  }

  // MARK: Steps of a pattern

  /// Finds the first node of a pattern; returns the predicates that are then true.
  private mutating func start(
    at node: BoundPatternNode, predicates: [PendingPredicate], into pipeline: inout Pipeline
  ) -> AnsweredPredicates {
    let places = predicates.indices.filter { predicates[$0].slots.contains(node.slot) }
    let found = NodeAccess(statistics: statistics, bound: bound)
      .seek(node, predicates: places.map { predicates[$0].expression })
    bound.insert(node.slot)
    guard let found else {
      rows *= statistics.count(node.labels)
      pipeline.append(
        NodeScan(slot: node.slot, labels: node.labels, name: node.name), rows: rows)
      return AnsweredPredicates()
    }
    rows *= found.rows
    pipeline.append(found.seek, rows: rows)
    return AnsweredPredicates(
      places: Set(found.answers.map { places[$0] }), isExact: found.seek.isExact)
  }

  private mutating func cross(
    _ relationship: BoundPatternRelationship, in pattern: BoundPattern, backwards: Bool,
    after done: [BoundPatternRelationship], pending: inout [PendingPredicate],
    into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let from = pattern.nodes[backwards ? relationship.right : relationship.left]
    let to = pattern.nodes[backwards ? relationship.left : relationship.right]
    let isInto = bound.contains(to.slot)
    let distinct = done.filter { mayCoincide($0, relationship, in: pattern) }
      .map(RelationshipSlot.init)
    let direction = backwards ? relationship.direction.reversed : relationship.direction
    // Labels that every neighbour has anyway need not be looked at.
    let labels = to.labels.filter {
      !statistics.everyNeighbor(over: relationship.types, direction, has: $0)
    }
    rows *=
      PatternOrder.fanout(
        relationship, from: from, to: to, isInto: isInto, isBackwards: backwards,
        statistics: statistics
      ).rows
    if let length = relationship.length {
      var properties: [(key: Text, value: BoundExpression)] = []
      for property in relationship.properties {
        properties.append((property.key, try planned(property.value)))
      }
      var expand = ExpandVariable(
        from: from.slot, relationships: relationship.slot, to: to.slot, direction: direction,
        types: relationship.types,
        toLabels: isInto ? [] : (length.minimum > 0 ? labels : to.labels), isInto: isInto,
        isListBound: relationship.isBound, length: length, properties: properties,
        distinctFrom: distinct, search: relationship.search, isReversed: backwards)
      if relationship.search != .all {
        expand.condition = try condition(
          on: relationship, to: to.slot, in: pattern, from: &pending)
      }
      pipeline.append(expand, rows: rows)
    } else {
      pipeline.append(
        Expand(
          from: from.slot, relationship: relationship.slot, to: to.slot, direction: direction,
          types: relationship.types, toLabels: isInto ? [] : labels, isInto: isInto,
          isRelationshipBound: relationship.isBound, distinctFrom: distinct),
        rows: rows)
    }
    bound.formUnion([relationship.slot, to.slot])
  }

  /// Whether two relationships of one MATCH could be the same, so that uniqueness must be checked.
  func mayCoincide(
    _ a: BoundPatternRelationship, _ b: BoundPatternRelationship, in pattern: BoundPattern
  ) -> Bool {
    if a.scope != b.scope { return false }
    if case .name(let first)? = a.types, case .name(let second)? = b.types, first != second {
      return false
    }
    guard a.length == nil, b.length == nil else { return true }
    // Were they one relationship, its ends would be those of both: one way round, or, where a direction
    // is left open, the other.
    func isPossible(_ x: Int, _ y: Int) -> Bool {
      !areApart(joining: [[a.left, x], [a.right, y]], in: pattern)
    }
    let isSameWay = a.direction == .either || b.direction == .either || a.direction == b.direction
    let isOtherWay = a.direction == .either || b.direction == .either || a.direction != b.direction
    return (isSameWay && isPossible(b.left, b.right)) || (isOtherWay && isPossible(b.right, b.left))
  }

  /// Whether two nodes of the pattern are known to be different that would be one if the nodes of each
  /// group were.
  private func areApart(joining groups: [[Int]], in pattern: BoundPattern) -> Bool {
    let isOneGroup = !Set(groups[0]).isDisjoint(with: groups[1])
    return (isOneGroup ? [groups[0] + groups[1]] : groups).contains { group in
      group.contains { x in
        group.contains { y in
          x != y
            && apart.holds(pattern.nodes[x].slot, pattern.nodes[y].slot, statistics)
        }
      }
    }
  }

  private mutating func bindPaths(
    _ pattern: BoundPattern, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    guard !pattern.paths.isEmpty else { return }
    let items = pattern.paths.map { path in
      (
        slot: path.slot,
        value: BoundExpression(.path(path.parts), .path, at: SourceSpan(0, 0))
      )
    }
    pipeline.append(Compute(items: items), rows: rows)
    bound.formUnion(items.map(\.slot))
  }
}

extension BoundMatch {
  /// Every slot that the clause binds.
  var produces: SlotSet {
    var slots = SlotSet(pattern.nodes.map(\.slot))
    slots.formUnion(pattern.relationships.map(\.slot))
    slots.formUnion(pattern.paths.map(\.slot))
    return slots
  }
}

extension RelationshipPattern.Direction {
  package var reversed: RelationshipPattern.Direction {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .either: .either
    }
  }
}

extension BoundExpression {
  /// The slots of two nodes that this says are different.
  var differingNodes: SlotSet? {
    guard case .comparison(.notEqual, let a, let b) = kind, case .slot(let x) = a.kind,
      case .slot(let y) = b.kind, a.type == .node, b.type == .node
    else { return nil }
    return [x, y]
  }

  /// The plan of the pattern, where the expression asks whether it exists and each row may give another
  /// answer.
  fileprivate var patternAsked: Pipeline? {
    guard case .subquery(let subquery) = kind, case .exists = subquery.kind, !subquery.isSteady
    else { return nil }
    return subquery.plan
  }
}

/// The predicates that the step before has made true.
private struct AnsweredPredicates {
  /// Their places among those that are pending.
  var places: Set<Int> = []
  /// Whether they are true of every row, so that nothing is left to test; otherwise of most.
  var isExact = false
}
