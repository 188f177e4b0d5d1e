import GraphModel

extension BoundExpression {
  /// The slots of variables that the expression itself introduces.
  var lambdaSlots: SlotSet {
    switch kind {
    case .comprehension(let lambda, _), .quantifier(_, let lambda): [lambda.slot]
    case .reduce(let accumulator, _, let lambda, _): [accumulator, lambda.slot]
    default: []
    }
  }

  /// The same expression with each direct part replaced.
  package func mapChildren(
    _ change: (BoundExpression) throws(Diagnostic) -> BoundExpression
  ) throws(Diagnostic) -> BoundExpression {
    func all(_ parts: [BoundExpression]) throws(Diagnostic) -> [BoundExpression] {
      var changed: [BoundExpression] = []
      for part in parts { changed.append(try change(part)) }
      return changed
    }
    func maybe(_ part: BoundExpression?) throws(Diagnostic) -> BoundExpression? {
      guard let part else { return nil }
      return try change(part)
    }
    func entries(
      _ entries: [(key: Text, value: BoundExpression)]
    ) throws(Diagnostic) -> [(key: Text, value: BoundExpression)] {
      var changed: [(key: Text, value: BoundExpression)] = []
      for entry in entries { changed.append((entry.key, try change(entry.value))) }
      return changed
    }
    func lambda(_ lambda: Lambda) throws(Diagnostic) -> Lambda {
      Lambda(
        slot: lambda.slot, list: try change(lambda.list), predicate: try maybe(lambda.predicate))
    }
    var copy = self
    switch kind {
    case .constant, .parameter, .slot, .subquery, .path: return self
    case .and(let parts): copy.kind = .and(try all(parts))
    case .or(let parts): copy.kind = .or(try all(parts))
    case .xor(let parts): copy.kind = .xor(try all(parts))
    case .list(let parts): copy.kind = .list(try all(parts))
    case .coalesce(let parts): copy.kind = .coalesce(try all(parts))
    case .function(let function, let parts): copy.kind = .function(function, try all(parts))
    case .not(let a): copy.kind = .not(try change(a))
    case .negate(let a): copy.kind = .negate(try change(a))
    case .isNull(let a, let negated): copy.kind = .isNull(try change(a), negated: negated)
    case .isType(let a, let type, let negated):
      copy.kind = .isType(try change(a), type, negated: negated)
    case .hasLabels(let a, let labels): copy.kind = .hasLabels(try change(a), labels)
    case .property(let a, let key): copy.kind = .property(try change(a), key)
    case .comparison(let op, let a, let b):
      copy.kind = .comparison(op, try change(a), try change(b))
    case .textMatch(let op, let a, let b):
      copy.kind = .textMatch(op, try change(a), try change(b))
    case .membership(let a, let b): copy.kind = .membership(try change(a), list: try change(b))
    case .index(let a, let b): copy.kind = .index(try change(a), try change(b))
    case .arithmetic(let first, let terms):
      let head = try change(first)
      var changed: [Term] = []
      for term in terms { changed.append(Term(op: term.op, operand: try change(term.operand))) }
      copy.kind = .arithmetic(head, changed)
    case .slice(let a, let from, let to):
      copy.kind = .slice(try change(a), from: try maybe(from), to: try maybe(to))
    case .conditional(let branches, let otherwise):
      var changed: [Branch] = []
      for branch in branches {
        changed.append(
          Branch(condition: try change(branch.condition), result: try change(branch.result)))
      }
      copy.kind = .conditional(changed, otherwise: try maybe(otherwise))
    case .map(let pairs): copy.kind = .map(try entries(pairs))
    case .mapExtension(let base, let pairs):
      copy.kind = .mapExtension(try change(base), try entries(pairs))
    case .comprehension(let part, let projection):
      copy.kind = .comprehension(try lambda(part), projection: try maybe(projection))
    case .quantifier(let quantifier, let part):
      copy.kind = .quantifier(quantifier, try lambda(part))
    case .reduce(let accumulator, let start, let part, let step):
      copy.kind = .reduce(
        accumulator: accumulator, start: try change(start), try lambda(part),
        step: try change(step))
    }
    return copy
  }

  /// The same expression with one slot in place of another.
  func replacing(slot: Int, by other: Int) -> BoundExpression {
    if case .slot(slot) = kind { return .slot(other, type, at: span) }
    // The change cannot throw, so neither can the walk.
    let changed = try? mapChildren { (child) throws(Diagnostic) in
      child.replacing(slot: slot, by: other)
    }
    return changed ?? self
  }
}
