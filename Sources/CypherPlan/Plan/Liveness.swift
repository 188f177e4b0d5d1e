/// Which slots are still read after each step: the ground for dropping columns, counting instead of
/// enumerating, and merging rows.
extension Pipeline {
  /// Fills in ``PlanStep/live`` from the last step back.
  ///
  /// - Parameter outputs: The slots that are read of the plan's own rows.
  /// - Returns: The slots that the plan reads of the rows it is given.
  @discardableResult
  mutating func computeLiveness(outputs: SlotSet) -> SlotSet {
    var live = outputs
    // What is taken from the given rows passes by the steps before.
    var recalled: SlotSet = []
    for index in steps.indices.reversed() {
      // What is annotated is looked at where it is bound.
      live.formUnion(steps[index].annotated)
      steps[index].live = index == 0 ? live.union(recalled) : live
      let recalls = steps[index].operation.recalls
      if !recalls.isEmpty { recalled.formUnion(recalls.intersection(live)) }
      live = steps[index].operation.liveBefore(live)
    }
    return live.union(recalled)
  }

  /// The slots that are read of the plan's own rows, once liveness is known.
  var outputs: SlotSet { steps.last?.live ?? [] }
}

extension [BoundExpression] {
  package var slotsRead: SlotSet { reduce(into: []) { $0.formUnion($1.slots) } }
}
