import CypherSyntax

/// What a predicate costs, and whether the order of several can be seen.
extension BoundExpression {
  /// Whether no value can make the predicate raise an error, as far as the text shows.
  var isHarmless: Bool {
    switch kind {
    case .comparison(_, let a, let b): a.isPlainOperand && b.isPlainOperand
    case .textMatch(let op, let a, let b):
      op != .matches && a.isPlainOperand && b.isPlainOperand
    case .isNull(let a, _): a.isPlainOperand
    case .hasLabels(let a, _): a.type == .node
    case .and(let parts), .or(let parts): parts.allSatisfy(\.isHarmless)
    case .not(let part): part.isHarmless
    default: false
    }
  }

  /// A constant, a parameter, a variable, or a property of a node or relationship.
  var isPlainOperand: Bool {
    switch kind {
    case .constant, .parameter, .slot: true
    case .property(let base, _):
      if case .slot = base.kind { base.type == .node || base.type == .relationship } else { false }
    default: false
    }
  }

  /// About how much longer than a comparison of numbers the predicate takes.
  var effort: Int {
    switch kind {
    case .textMatch: 4
    case .comparison, .isNull, .hasLabels: 1
    default: children.reduce(1) { $0 + $1.effort }
    }
  }
}
