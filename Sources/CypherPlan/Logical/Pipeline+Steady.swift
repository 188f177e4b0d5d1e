extension Pipeline {
  /// Whether the plan gives the same rows however often it runs over the same graph.
  var isSteady: Bool { steps.allSatisfy(\.operation.isSteady) }
}

extension Operation {
  /// Whether the step asks neither chance nor the clock, nor anything that the plan cannot see through.
  fileprivate var isSteady: Bool {
    switch self {
    case .unit, .scan, .expand, .intersect, .distinct, .sort: true
    case .tally(let tally): tally.hops.allSatisfy { $0.isStable }
    case .expandVariable(let expand): expand.search == .all && expand.properties.isEmpty
    case .filter(let predicates): predicates.allSatisfy(\.isStable)
    case .compute(let items): items.allSatisfy(\.value.isStable)
    case .unwind(let list, _): list.isStable
    case .page(let skip, let limit): skip?.isStable ?? true && limit?.isStable ?? true
    case .seek(let seek): seek.key.isStable
    case .aggregate(let aggregation): aggregation.isStable && aggregation.isDeterministic
    case .call(let call):
      call.procedure.volatility != .volatile && call.arguments.allSatisfy(\.isStable)
    case .apply(let apply):
      apply.inner.steps.allSatisfy { step in
        if case .argument = step.operation { true } else { step.operation.isSteady }
      }
    case .join(let join): join.isStable && join.inner.isSteady
    case .argument, .union, .create, .merge, .set, .remove, .delete: false
    }
  }
}

extension Tally.Hop {
  /// Whether the predicates are the same for the same node or relationship.
  var isStable: Bool {
    nodePredicates.allSatisfy(\.isStable) && edgePredicates.allSatisfy(\.isStable)
      && children.allSatisfy(\.isStable)
  }
}

extension NodeSeek.Key {
  /// Whether what is sought is the same for the same row.
  var isStable: Bool {
    switch self {
    case .equal(let values): values.allSatisfy(\.isStable)
    case .anyOf(let list): list.isStable
    case .range(let low, let high): low?.value.isStable ?? true && high?.value.isStable ?? true
    case .prefix(let text): text.isStable
    case .either(let keys): keys.allSatisfy(\.isStable)
    }
  }
}

extension BoundAggregation {
  /// Whether keys and arguments are the same for the same row.
  package var isStable: Bool {
    keys.allSatisfy(\.value.isStable)
      && aggregates.allSatisfy { aggregate in
        (aggregate.argument?.isStable ?? true) && aggregate.extra.allSatisfy(\.isStable)
      }
  }
}
