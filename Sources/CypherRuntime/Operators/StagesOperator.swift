import CypherPlan

/// Some of the steps of a long plan.
struct Stage {
  /// Where its rows come from; nil for the first.
  let feed: FeedOperator?
  /// Its last operator.
  let root: Operator
  /// Whether it can work on rows as they come.
  let streams: Bool
  /// Whether no more rows will come of it.
  var isDone = false
}

/// The rows that the stage before has handed on.
final class FeedOperator: Operator {
  private var batches: [Batch] = []
  private var next = 0

  /// Whether rows are left.
  var isEmpty: Bool { next == batches.count }

  func add(_ batch: Batch) throws {
    try context.reserve(batch.footprint)
    batches.append(batch)
  }

  override func produce() throws -> Batch? {
    guard next < batches.count else { return nil }
    let batch = batches[next]
    context.release(batch.footprint)
    batches[next] = Batch(count: 0)
    next += 1
    if next == batches.count { (batches, next) = ([], 0) }
    return batch
  }

  override func reset() {
    for batch in batches { context.release(batch.footprint) }
    (batches, next) = ([], 0)
  }
}

/// A plan of many steps, run stage by stage in a loop, so that its length costs heap and not stack.
///
/// Rows are made as they are asked for: a stage whose steps all stream gets one batch at a time, and the
/// one before is asked for more only when nothing comes of it any more. A stage that takes in all rows
/// gets them once the one before is done.
final class StagesOperator: Operator {
  private var stages: [Stage]
  private var place: Int

  init(_ stages: [Stage], _ step: PlanStep, context: ExecutionContext) {
    self.stages = stages
    place = stages.count - 1
    // What is handed on was counted by the operator of the last step.
    super.init(
      PlanStep(OneRow(), estimate: step.estimate), input: nil, context: context)
    descend()
  }

  override func reset() {
    for index in stages.indices {
      stages[index].root.reset()
      stages[index].isDone = false
    }
    place = stages.count - 1
    descend()
  }

  override func produce() throws -> Batch? {
    let last = stages.count - 1
    while !stages[last].isDone {
      if let batch = try stages[place].root.next() {
        if place == last { return batch }
        try stages[place + 1].feed?.add(batch)
        if stages[place + 1].streams { place += 1 }
      } else if place == 0 || stages[place - 1].isDone || stages[place].feed?.isEmpty == false {
        // Nothing more comes, or it wants no more, as behind a LIMIT.
        stages[place].isDone = true
        place = min(place + 1, last)
      } else {
        place -= 1
        descend()
      }
    }
    return nil
  }

  /// Goes on down to a stage that can work on what it has.
  private func descend() {
    while place > 0, !stages[place].streams, !stages[place - 1].isDone { place -= 1 }
  }
}
