extension Rule {
  /// Where the rows that are grouped are different nodes, a key that tells the nodes apart makes each
  /// row a group of its own; whether a property does is told by its values when the plan runs.
  static let groupEachRow = Rule(name: "group-each-row") { pipeline in
    var changed = false
    // The slot that holds another node in each row that comes to a step, if there is one.
    var distinctNode: Int?
    for index in pipeline.steps.indices {
      let step = pipeline.steps[index]
      if var aggregate = step.operation.as(Aggregate.self), let node = distinctNode,
        !aggregate.isVolatile,
        aggregate.aggregation.keys.contains(where: { $0.value.isTold(by: node) })
      {
        aggregate.distinctNode = node
        pipeline.steps[index].operation = aggregate
        changed = true
      }
      distinctNode = step.distinctNode(
        before: distinctNode, isFirst: index == 1 && pipeline.steps[0].operation.is(OneRow.self))
    }
    return changed
  }
}

extension PlanStep {
  /// The slot that holds another node in each row that the step hands on.
  ///
  /// - Parameters:
  ///   - node: The slot of which that is so in the rows that come in.
  ///   - isFirst: Whether the step is given one row.
  fileprivate func distinctNode(before node: Int?, isFirst: Bool) -> Int? {
    // A row that stands for several is taken apart where it may be treated otherwise.
    guard node != nil || mergesRows || isFirst, !operation.isVolatile else { return nil }
    if operation.keepsRowsApart { return node }
    if mergesRows { return operation.as(Expand.self)?.to }
    return isFirst ? operation.as(NodeScan.self)?.slot : nil
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
