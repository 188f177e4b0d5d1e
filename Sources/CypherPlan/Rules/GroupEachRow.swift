extension Rule {
  /// Where the rows that are grouped are different nodes, a key that tells the nodes apart makes each
  /// row a group of its own; whether a property does is told by its values when the plan runs.
  static let groupEachRow = Rule(name: "group-each-row") { pipeline in
    var changed = false
    for index in pipeline.steps.indices {
      guard case .aggregate(var aggregation) = pipeline.steps[index].operation,
        !pipeline.steps[index].operation.isVolatile,
        let node = distinctNode(pipeline, before: index),
        aggregation.keys.contains(where: { $0.value.isTold(by: node) })
      else { continue }
      aggregation.distinctNode = node
      pipeline.steps[index].operation = .aggregate(aggregation)
      changed = true
    }
    return changed
  }

  /// The slot that holds another node in each row that comes to the step, if there is one.
  private static func distinctNode(_ pipeline: Pipeline, before end: Int) -> Int? {
    for index in pipeline.steps.indices.prefix(upTo: end).reversed() {
      let step = pipeline.steps[index]
      // A row that stands for several is taken apart there.
      if step.operation.isVolatile { return nil }
      switch step.operation {
      case .filter, .tally: continue
      case .apply(let apply):
        switch apply.kind {
        case .semi, .anti: continue
        default: return nil
        }
      case .expand(let expand): return step.mergesRows ? expand.to : nil
      case .scan(let scan):
        guard index == 1, case .unit = pipeline.steps[0].operation else { return nil }
        return scan.slot
      default: return nil
      }
    }
    return nil
  }
}

extension BoundExpression {
  /// Whether this is the node, or one of its properties.
  fileprivate func isTold(by node: Int) -> Bool {
    switch kind {
    case .slot(node): return true
    case .property(let base, _):
      if case .slot(node) = base.kind { return true }
      return false
    default: return false
    }
  }
}
