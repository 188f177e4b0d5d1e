import CypherFunctions

/// What an aggregate lets the planner do with its rows, as its function promises; `count(*)`, which has
/// none, counts rows and nothing else.
extension BoundAggregate {
  /// Whether the result is the same in whatever order rows come in.
  package var ignoresOrder: Bool {
    // Further arguments are read from the first row of a group.
    promises(.ignoresOrder) && extra.allSatisfy(\.isConstant)
  }

  /// Whether the result is the same however often equal rows come in.
  package var ignoresDuplicates: Bool {
    guard let function else { return false }
    return distinct || function.traits.contains(.ignoresDuplicates)
  }

  /// Whether DISTINCT asks for anything: not of an aggregate that ignores duplicates anyway.
  package var gathersDistinct: Bool {
    distinct && function?.traits.contains(.ignoresDuplicates) == false
  }

  /// Whether the same rows in the same order give the same result.
  package var isDeterministic: Bool { promises(.isDeterministic) }

  /// Whether parts of the rows can be gathered apart.
  ///
  /// Of DISTINCT values this is known for their number alone.
  package var isMergeable: Bool {
    guard let function else { return true }
    return ignoresOrder && function.traits.contains(.isMergeable)
      && (!gathersDistinct || function.kernel == .count)
  }

  private func promises(_ trait: AggregateFunction.Traits) -> Bool {
    function?.traits.contains(trait) ?? true
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
