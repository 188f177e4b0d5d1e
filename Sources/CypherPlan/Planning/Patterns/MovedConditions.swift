import CypherSyntax
import GraphModel

/// What a WITH asks of its rows is asked by the MATCH that makes what it reads, so that values which tie
/// parts of patterns together are known where the parts are found.
///
///     MATCH (a:A) MATCH (b:B) WITH a, b WHERE a.key = b.key
///
/// A condition moves back only over what cannot raise an error, nor do anything but read: a row that it
/// drops early would have been dropped, and nothing that it would have met is missed. One that may raise
/// an error itself moves only to lone nodes, over nothing that drops rows or puts them into order: it is
/// then asked of the same rows, in the same order.
extension BoundPart {
  /// The part with the conditions of WITH moved back as far as that cannot be seen.
  func movingConditionsBack() -> BoundPart {
    var part = self
    for index in clauses.indices {
      guard case .projection(let projection) = clauses[index], let predicate = projection.predicate,
        projection.isTransparent
      else { continue }
      let conjuncts = predicate.conjuncts
      guard conjuncts.count <= Self.mostMoved else { continue }
      var left: [BoundExpression] = []
      for conjunct in conjuncts {
        let isMoved =
          conjunct.mayMove(after: left)
          && (projection.order.isEmpty || conjunct.isHarmless)
          && projection.seenThrough(conjunct).map { part.move($0, before: index) } ?? false
        if !isMoved { left.append(conjunct) }
      }
      guard left.count < conjuncts.count else { continue }
      var rest = projection
      rest.predicate = BoundExpression.conjunction(left)
      part.clauses[index] = .projection(rest)
    }
    return part
  }

  // A statement of a megabyte may have a hundred thousand clauses, or conditions: what is tried for each of
  // them is bounded, so that planning stays linear. What people write is far below.
  private static var mostMoved: Int { 32 }
  private static var farthest: Int { 32 }

  /// Hands a condition to the MATCH before `index` that makes what it reads; false where there is none,
  /// or something in between is in the way.
  private mutating func move(_ condition: BoundExpression, before index: Int) -> Bool {
    var condition = condition
    for place in (max(0, index - Self.farthest)..<index).reversed() {
      switch clauses[place] {
      case .match(var match):
        guard match.isQuiet else { return false }
        let found = match.produces.subtracting(match.boundBefore)
        if condition.freeSlots.isDisjoint(with: found) {
          guard match.optional || condition.isHarmless else { return false }
          continue
        }
        // A row for which nothing was found is dropped by what is never true of null.
        guard !match.optional || condition.rejectsNull(in: found),
          condition.isHarmless
            || match.pattern.relationships.isEmpty && found.isSubset(of: condition.freeSlots)
        else { return false }
        match.optional = false
        match.predicates.append(condition)
        clauses[place] = .match(match)
        return true
      case .projection(let projection):
        guard projection.isTransparent,
          condition.isHarmless || projection.order.isEmpty && projection.predicate == nil,
          projection.predicate.map({ $0.conjuncts.allSatisfy(\.isQuiet) }) ?? true,
          let seen = projection.seenThrough(condition)
        else { return false }
        condition = seen
      case .unwind(let list, let slot):
        guard condition.isHarmless, list.isPlainOperand, !condition.freeSlots.contains(slot)
        else { return false }
      case .subquery(let subquery):
        guard condition.isHarmless, subquery.query.isQuiet,
          condition.freeSlots.isDisjoint(with: subquery.query.outputs)
        else { return false }
      default: return false
      }
    }
    return false
  }
}

extension BoundExpression {
  /// Whether it raises no error, and is the same whenever it is asked.
  fileprivate var isQuiet: Bool { isHarmless && isStable }

  /// Whether it may be asked before conditions that stand before it, and elsewhere.
  ///
  /// An equality of different variables, or IN, that may raise an error is asked of every pair, by a join
  /// as well; where nothing is asked before it.
  fileprivate func mayMove(after left: [BoundExpression]) -> Bool {
    guard isStable, !freeSlots.isEmpty else { return false }
    if isHarmless { return left.allSatisfy(\.isHarmless) }
    guard left.isEmpty else { return false }
    switch kind {
    case .comparison(.equal, let a, let b), .membership(let a, let b):
      let (x, y) = (a.freeSlots, b.freeSlots)
      return !x.isEmpty && !y.isEmpty && x.isDisjoint(with: y)
    default: return false
    }
  }

  /// Whether it raises no error, and is not true where the slots, of which it reads one, are null.
  fileprivate func rejectsNull(in slots: SlotSet) -> Bool {
    guard isHarmless, case .comparison(_, let a, let b) = kind else { return false }
    return [a, b].contains { !$0.freeSlots.isDisjoint(with: slots) }
  }

  /// All of them together; nil for none.
  fileprivate static func conjunction(_ parts: [BoundExpression]) -> BoundExpression? {
    guard let first = parts.first, parts.count > 1 else { return parts.first }
    return BoundExpression(.and(parts), .boolean, at: first.span)
  }
}

extension BoundMatch {
  /// The variables that clauses before have bound.
  fileprivate var boundBefore: SlotSet {
    SlotSet(
      pattern.nodes.filter(\.isBound).map(\.slot)
        + pattern.relationships.filter(\.isBound).map(\.slot))
  }

  /// Whether nothing in it raises an error or differs from time to time, and no path is searched for,
  /// which would have to satisfy what is added.
  fileprivate var isQuiet: Bool {
    predicates.allSatisfy(\.isQuiet)
      && pattern.relationships.allSatisfy { relationship in
        relationship.search == .all && relationship.properties.allSatisfy(\.value.isPlainOperand)
      }
  }
}

extension BoundProjection {
  /// Whether it hands its rows on as they are, in whatever order, and computes nothing that may raise an
  /// error: whether a row is dropped before or after it is then the same.
  fileprivate var isTransparent: Bool {
    aggregation == nil && skip == nil && limit == nil
      && items.allSatisfy { $0.value.isPlainOperand && $0.value.isStable }
      && order.allSatisfy { $0.value.isPlainOperand && $0.value.isStable }
  }

  /// What the condition asks of the rows before the clause; nil where that cannot be said.
  fileprivate func seenThrough(_ condition: BoundExpression) -> BoundExpression? {
    let read = condition.slots
    let own = items.filter { read.contains($0.slot) }
    if own.isEmpty { return condition }
    return condition.replacing(own)
  }
}

extension BoundExpression {
  /// The same with values in place of slots; nil where a slot is read otherwise than by itself.
  fileprivate func replacing(
    _ values: [(slot: Int, value: BoundExpression)]
  ) -> BoundExpression? {
    if contains(where: { if case .path = $0.kind { true } else { false } }) { return nil }
    return replaced(values)
  }

  private func replaced(_ values: [(slot: Int, value: BoundExpression)]) -> BoundExpression {
    if case .slot(let slot) = kind, let known = values.first(where: { $0.slot == slot }) {
      return known.value
    }
    // The change cannot throw, so neither can the walk.
    let changed = try? mapChildren { (child) throws(Diagnostic) in child.replaced(values) }
    return changed ?? self
  }
}

extension BoundQuery {
  /// Whether it only reads, and nothing in it raises an error or differs from time to time.
  fileprivate var isQuiet: Bool {
    parts.allSatisfy { part in
      part.clauses.allSatisfy { clause in
        switch clause {
        case .match(let match): match.isQuiet
        case .projection(let projection):
          projection.isTransparent
            && projection.predicate.map { $0.conjuncts.allSatisfy(\.isQuiet) } ?? true
        case .unwind(let list, _): list.isPlainOperand
        case .subquery(let subquery): subquery.query.isQuiet
        default: false
        }
      }
    }
  }
}
