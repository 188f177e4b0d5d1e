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
    if case .argument? = pipeline.steps.first?.operation { return false }
    guard
      let gather = pipeline.steps.lastIndex(where: {
        if case .aggregate = $0.operation { true } else { false }
      })
    else { return false }
    lazy var leadsToAggregate = leadsToAggregate(pipeline)
    for index in pipeline.steps.indices where index < gather {
      let step = pipeline.steps[index]
      guard case .expand(let expand) = step.operation, !expand.countsOnly, !expand.isInto,
        !step.mergesRows, step.live == [expand.to], leadsToAggregate[index + 1]
      else { continue }
      pipeline.steps[index].mergesRows = true
      changed = true
    }
    return changed
  }

  /// By step: whether only steps that treat rows one by one stand between it and the next aggregation.
  private static func leadsToAggregate(_ pipeline: Pipeline) -> [Bool] {
    pipeline.verdicts(atEnd: false) { operation in
      // What comes of a volatile step differs for equal rows, which it would take apart again.
      if operation.isVolatile { return false }
      return switch operation {
      case .filter, .compute, .expand, .scan, .seek, .tally, .join: nil
      case .aggregate(let aggregation): aggregation.aggregates.allSatisfy(\.ignoresOrder)
      default: false
      }
    }
  }
}
