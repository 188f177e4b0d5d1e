extension Pipeline {
  /// Whether the steps before `end` can run for one range of the scanned nodes after another, each range
  /// for itself, and give the same rows in the same order.
  ///
  /// They begin with a scan of nodes, and every later step treats its rows one by one (Leis, Boncz,
  /// Kemper and Neumann, "Morsel-driven Parallelism").
  package func isPartitionable(before end: Int) -> Bool {
    guard end >= 2, steps[0].operation.is(OneRow.self), steps[1].operation.is(NodeScan.self) else {
      return false
    }
    return steps[2..<end].allSatisfy(\.isRowByRow)
  }

  /// Whether what comes of a row that the plan is given depends on that row and the graph alone.
  var isRowByRow: Bool { steps.allSatisfy(\.isRowByRow) }

  /// About how many rows the steps before `end` make: what there is to be gained by a second thread.
  package func effort(before end: Int) -> Double {
    steps[..<end].reduce(0) { $0 + $1.estimate }
  }
}

extension PlanStep {
  fileprivate var isRowByRow: Bool { !mergesRows && operation.isRowByRow }
}
