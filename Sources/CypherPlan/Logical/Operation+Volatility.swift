import CypherFunctions

/// Whether equal rows may come to different ends at a step: the ground for letting each of them come in
/// for itself, however many of them are held as one.
extension Operation {
  /// Whether what comes of a row may differ from one evaluation to the next, so that a row that stands
  /// for several must be taken apart first.
  package var isVolatile: Bool {
    switch self {
    case .apply(let apply): apply.isVolatile
    case .union(let union): union.parts.contains(where: \.isVolatile)
    case .join(let join): join.inner.isVolatile || expressions.contains(where: \.isVolatile)
    case .merge(let merge): merge.match.isVolatile || expressions.contains(where: \.isVolatile)
    case .call(let call):
      call.procedure.volatility == .volatile || expressions.contains(where: \.isVolatile)
    default: expressions.contains(where: \.isVolatile)
    }
  }

  /// The expressions that the operation itself evaluates, those of inner plans apart.
  package var expressions: [BoundExpression] {
    switch self {
    case .unit, .argument, .scan, .expand, .intersect, .distinct, .sort, .apply, .union: []
    case .seek(let seek): seek.key.values
    case .join(let join): join.keys.flatMap { [$0.outer, $0.inner] } + join.guards
    case .expandVariable(let expand):
      expand.properties.map(\.value) + expand.condition.steps.map(\.predicate)
        + expand.condition.whole
    case .tally(let tally): tally.hops.flatMap(\.predicates)
    case .filter(let predicates): predicates
    case .compute(let items): items.map(\.value)
    case .aggregate(let aggregation):
      aggregation.keys.map(\.value)
        + aggregation.aggregates.flatMap { [$0.argument].compactMap(\.self) + $0.extra }
    case .page(let skip, let limit): [skip, limit].compactMap(\.self)
    case .unwind(let list, _): [list]
    case .call(let call): call.arguments
    case .create(let create): create.expressions
    case .merge(let merge):
      merge.bound.create.expressions
        + (merge.bound.onCreate + merge.bound.onMatch).flatMap(\.expressions)
    case .set(let items): items.flatMap(\.expressions)
    case .remove(let items): items.map(\.target)
    case .delete(let items, _): items
    }
  }
}

extension Pipeline {
  /// Whether the plan may give other rows when it is run again over the same graph.
  package var isVolatile: Bool {
    steps.contains { step in
      if case .aggregate(let aggregation) = step.operation, !aggregation.isDeterministic {
        return true
      }
      return step.operation.isVolatile
    }
  }
}

extension Tally.Hop {
  fileprivate var predicates: [BoundExpression] {
    nodePredicates + edgePredicates + children.flatMap(\.predicates)
  }
}

extension BoundCreate {
  fileprivate var expressions: [BoundExpression] {
    nodes.compactMap(\.properties) + relationships.compactMap(\.properties)
  }
}

extension BoundSetItem {
  fileprivate var expressions: [BoundExpression] {
    switch self {
    case .property(let target, _, let value): [target, value]
    case .replace(let target, let map), .merge(let target, let map): [target, map]
    case .labels(let target, _): [target]
    }
  }
}

extension BoundRemoveItem {
  fileprivate var target: BoundExpression {
    switch self {
    case .property(let target, _), .labels(let target, _): target
    }
  }
}
