extension Rule {
  /// An expansion into a node and over a relationship that nobody reads needs only their number: the
  /// row's multiplicity is multiplied by it (decision 3; Olteanu and Závodný, "Size Bounds for Factorised
  /// Representations of Query Results").
  static let countDeadExpansion = Rule(name: "count-dead-expansion") { pipeline in
    var changed = false
    for index in pipeline.steps.indices {
      guard var expand = pipeline.steps[index].operation.as(Expand.self), !expand.countsOnly
      else { continue }
      let live = pipeline.steps[index].live
      guard !expand.isRelationshipBound, !live.contains(expand.relationship),
        expand.isInto || !live.contains(expand.to)
      else { continue }
      expand.countsOnly = true
      pipeline.steps[index].operation = expand
      changed = true
    }
    return changed
  }
}
