extension Rule {
  /// A variable-length expansion of which only the different ends matter visits each node once, instead
  /// of walking every trail.
  ///
  /// Right for directed patterns from one step on: a shortest walk to a node crosses no relationship
  /// twice, so whoever is reached by a walk is reached by a trail. Undirected, a walk could go back over
  /// the relationship that it came by; with a greater least length, a trail may have to be longer than
  /// the shortest walk. Between two bound nodes one trail is enough, however it is found.
  static let visitEachNodeOnce = Rule(name: "visit-each-node-once") { pipeline in
    var changed = false
    lazy var ignoresMultiplicity = ignoresMultiplicity(pipeline)
    for index in pipeline.steps.indices {
      guard var expand = pipeline.steps[index].operation.as(ExpandVariable.self),
        !expand.reachesOnly, expand.search == .all, !expand.isListBound,
        expand.isInto || (expand.direction != .either && expand.isReachedByWalks),
        !pipeline.steps[index].live.contains(expand.relationships),
        ignoresMultiplicity[index + 1], !expand.isVolatile
      else { continue }
      expand.reachesOnly = true
      pipeline.steps[index].operation = expand
      changed = true
    }
    return changed
  }

  /// By step: whether the answer is the same however often equal rows come in.
  private static func ignoresMultiplicity(_ pipeline: Pipeline) -> [Bool] {
    pipeline.verdicts(atEnd: pipeline.asksForExistence) { operation in
      // A random value tells equal rows apart.
      operation.isVolatile ? false : operation.ignoresMultiplicity
    }
  }
}
