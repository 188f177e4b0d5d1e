extension Rule {
  /// An expansion whose new node is at once expanded into from another bound node is one step over the
  /// neighbours that both share, so that a cycle is closed without making the rows of its open form
  /// (Ngo, Porat, Ré and Rudra, "Worst-case Optimal Join Algorithms").
  static let closeByIntersection = Rule(name: "close-by-intersection") { pipeline in
    var taken: Set<Int> = []
    var index = 0
    while index + 1 < pipeline.steps.count {
      if let fused = fuse(&pipeline, at: index) {
        pipeline.steps[index] = fused
        index += 1
        taken.insert(index)
      }
      index += 1
    }
    if taken.isEmpty { return false }
    pipeline.steps = pipeline.steps.indices.filter { !taken.contains($0) }
      .map { pipeline.steps[$0] }
    return true
  }

  private static func fuse(_ pipeline: inout Pipeline, at index: Int) -> PlanStep? {
    guard let open = pipeline.steps[index].operation.as(Expand.self), !open.isInto,
      !open.countsOnly,
      !open.isRelationshipBound, open.direction != .either, open.distinctFrom.isEmpty
    else { return nil }
    // A filter on the new node can as well stand behind the closing step.
    if let filter = pipeline.steps[index + 1].operation.as(Filter.self),
      index + 2 < pipeline.steps.count,
      let closing = pipeline.steps[index + 2].operation.as(Expand.self), closing.closes(open),
      !filter.reads.contains(open.relationship),
      !pipeline.steps[index + 2].live.contains(closing.relationship)
    {
      pipeline.steps.swapAt(index + 1, index + 2)
      pipeline.steps[index + 2].live = pipeline.steps[index + 1].live
      pipeline.steps[index + 1].live.formUnion(filter.reads)
    }
    guard let closing = pipeline.steps[index + 1].operation.as(Expand.self), closing.closes(open)
    else { return nil }
    let live = pipeline.steps[index + 1].live
    guard !live.contains(open.relationship), !live.contains(closing.relationship) else {
      return nil
    }
    let isForward = closing.to == open.to
    var step = pipeline.steps[index + 1]
    step.operation = Intersect(
      anchor: .init(
        from: isForward ? closing.from : closing.to,
        direction: isForward ? closing.direction : closing.direction.reversed,
        types: closing.types, relationship: closing.relationship),
      other: .init(
        from: open.from, direction: open.direction, types: open.types,
        relationship: open.relationship),
      to: open.to, toLabels: open.toLabels, countsOnly: !live.contains(open.to))
    return step
  }
}

extension Expand {
  /// Whether this step leads from a third node into the one that `open` has just reached.
  fileprivate func closes(_ open: Expand) -> Bool {
    isInto && !isRelationshipBound && direction != .either && distinctFrom.isEmpty
      && (to == open.to) != (from == open.to) && from != to
      && (to == open.to ? from : to) != open.from
  }
}
