extension Pipeline {
  /// Whether the steps before `end` can run for one range of the scanned nodes after another, each range
  /// for itself, and give the same rows in the same order.
  ///
  /// They begin with a scan of nodes, and every later step treats its rows one by one (Leis, Boncz,
  /// Kemper and Neumann, "Morsel-driven Parallelism").
  package func isPartitionable(before end: Int) -> Bool {
    guard end >= 2, case .unit = steps[0].operation, case .scan = steps[1].operation else {
      return false
    }
    return steps[2..<end].allSatisfy { !$0.mergesRows && $0.operation.isRowByRow }
  }

  /// About how many rows the steps before `end` make: what there is to be gained by a second thread.
  package func effort(before end: Int) -> Double {
    steps[..<end].reduce(0) { $0 + $1.estimate }
  }
}

extension Operation {
  /// Whether what comes of a row depends on that row and the graph alone.
  fileprivate var isRowByRow: Bool {
    switch self {
    case .scan, .expand, .intersect: return true
    case .seek(let seek): return seek.key.isStable
    case .tally(let tally): return tally.hops.allSatisfy(\.isStable)
    case .expandVariable(let expand): return !expand.reachesOnly && expand.search == .all
    case .filter(let predicates): return predicates.allSatisfy(\.isStable)
    case .compute(let items): return items.allSatisfy(\.value.isStable)
    case .unwind(let list, _): return list.isStable
    case .apply(let apply):
      switch apply.kind {
      case .lateral, .semi, .anti:
        return apply.inner.steps.allSatisfy {
          if case .argument = $0.operation { true } else { $0.operation.isRowByRow }
        }
      // Rows without a match come after all others of their batch, so that batches would show.
      case .optional, .unit, .forEach: return false
      }
    // Each thread would make a table of its own.
    case .join: return false
    case .unit, .argument, .aggregate, .distinct, .sort, .page, .union, .call, .create, .merge,
      .set, .remove, .delete:
      return false
    }
  }
}
