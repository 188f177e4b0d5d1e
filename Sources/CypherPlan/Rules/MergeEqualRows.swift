extension Rule {
  /// Rows that agree on all that is still read become one, with the sum of their multiplicities.
  ///
  /// Worth it after an expansion that leaves one node alive: a path query that only counts is then a
  /// sequence of sparse vector products (Yannakakis; Abo Khamis, Ngo and Rudra, "FAQ"). Not where the
  /// order of rows is still to be kept, and not below an updating clause, which takes each row apart
  /// again.
  static let mergeEqualRows = Rule(name: "merge-equal-rows") { pipeline in
    var changed = false
    // Rows of an inner plan belong to outer rows, so that equal ones may not be the same.
    if pipeline.steps.first?.operation.is(OuterRows.self) ?? false { return false }
    guard let gather = pipeline.steps.lastIndex(where: { $0.operation.is(Aggregate.self) })
    else { return false }
    lazy var ignoresOrder = ignoresOrder(pipeline)
    for index in pipeline.steps.indices where index < gather {
      let step = pipeline.steps[index]
      guard let expand = step.operation.as(Expand.self), !expand.countsOnly, !expand.isInto,
        !step.mergesRows, step.live == [expand.to], ignoresOrder[index + 1]
      else { continue }
      pipeline.steps[index].mergesRows = true
      changed = true
    }
    return changed
  }

  /// By step: whether the answer is the same in whatever order rows come in.
  private static func ignoresOrder(_ pipeline: Pipeline) -> [Bool] {
    pipeline.verdicts(atEnd: false) { operation in
      // What comes of a volatile step differs for equal rows, which it would take apart again.
      operation.isVolatile ? false : operation.ignoresOrder
    }
  }
}
