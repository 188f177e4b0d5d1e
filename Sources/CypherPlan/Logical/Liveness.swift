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
    // What an aggregation takes from the given rows passes by the steps before it.
    var recalled: SlotSet = []
    for index in steps.indices.reversed() {
      // What is annotated is looked at where it is bound.
      live.formUnion(steps[index].annotated)
      steps[index].live = index == 0 ? live.union(recalled) : live
      if case .aggregate(let aggregation) = steps[index].operation {
        recalled.formUnion(aggregation.recalled.intersection(live))
      }
      live = steps[index].operation.liveBefore(liveAfter: live)
    }
    return live.union(recalled)
  }
}

extension Operation {
  mutating func liveBefore(liveAfter: SlotSet) -> SlotSet {
    switch self {
    case .unit, .argument: return liveAfter
    case .scan(let scan): return liveAfter.subtracting([scan.slot])
    case .seek(let seek): return liveAfter.subtracting([seek.slot]).union(seek.slotsRead)
    case .expand(let expand): return expand.liveBefore(liveAfter)
    case .expandVariable(let expand): return expand.liveBefore(liveAfter)
    case .intersect(let intersect):
      return liveAfter.subtracting(produces).union([intersect.anchor.from, intersect.other.from])
    case .tally(let tally): return liveAfter.union(tally.slotsRead)
    case .filter(let predicates): return liveAfter.union(predicates.slotsRead)
    case .compute(let items):
      // Items are computed in order and may read each other.
      var live = liveAfter
      for item in items.reversed() {
        live.remove(item.slot)
        live.formUnion(item.value.slots)
      }
      return live
    case .aggregate(let aggregation):
      var live: SlotSet = []
      for key in aggregation.keys { live.formUnion(key.value.slots) }
      for aggregate in aggregation.aggregates { live.formUnion(aggregate.slotsRead) }
      return live
    case .distinct(let slots): return liveAfter.union(slots)
    case .sort(let keys, _): return liveAfter.union(keys.map(\.slot))
    case .page: return liveAfter
    case .unwind(let list, let slot): return liveAfter.subtracting([slot]).union(list.slots)
    case .apply(var apply):
      let live = apply.liveBefore(liveAfter)
      self = .apply(apply)
      return live
    case .join(var join):
      let live = join.liveBefore(liveAfter)
      self = .join(join)
      return live
    case .union(var union):
      var live: SlotSet = []
      for index in union.parts.indices {
        live.formUnion(
          union.parts[index].computeLiveness(outputs: SlotSet(union.partOutputs[index])))
      }
      self = .union(union)
      return live.union(liveAfter.subtracting(union.outputs))
    case .call(let call):
      return liveAfter.subtracting(call.yields.map(\.slot))
        .union(call.arguments.slotsRead)
    case .create(let create): return liveAfter.subtracting(produces).union(create.slotsRead)
    case .merge(var merge):
      let own = merge.bound.create.slotsRead.union(merge.bound.match.slotsRead)
        .union(
          (merge.bound.onCreate + merge.bound.onMatch).reduce(into: SlotSet()) {
            $0.formUnion($1.slotsRead)
          })
      let read = merge.match.computeLiveness(outputs: SlotSet(merge.produced).union(liveAfter))
      self = .merge(merge)
      return liveAfter.union(own).union(read).subtracting(merge.produced)
    case .set(let items):
      return items.reduce(into: liveAfter) { $0.formUnion($1.slotsRead) }
    case .remove(let items):
      return items.reduce(into: liveAfter) { $0.formUnion($1.slotsRead) }
    case .delete(let items, _): return liveAfter.union(items.slotsRead)
    }
  }
}

extension Apply {
  mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    let produced = self.produced
    switch kind {
    case .lateral, .optional:
      let read = inner.computeLiveness(outputs: liveAfter.intersection(produced))
      return liveAfter.subtracting(produced).union(read)
    case .semi, .anti, .unit, .forEach:
      return liveAfter.union(inner.computeLiveness(outputs: []))
    }
  }
}

extension Expand {
  func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    var live = liveAfter
    if !isInto { live.remove(to) }
    if !isRelationshipBound { live.remove(relationship) }
    live.insert(from)
    if isInto { live.insert(to) }
    if isRelationshipBound { live.insert(relationship) }
    return live.union(distinctFrom.map(\.slot))
  }
}

extension ExpandVariable {
  func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    var live = liveAfter.union(condition.slotsRead)
    if !isInto { live.remove(to) }
    if !isListBound { live.remove(relationships) }
    live.insert(from)
    if isInto { live.insert(to) }
    if isListBound { live.insert(relationships) }
    for property in properties { live.formUnion(property.value.slots) }
    return live.union(distinctFrom.map(\.slot))
  }
}

extension NodeSeek {
  package var slotsRead: SlotSet { key.values.slotsRead }
}

extension [BoundExpression] {
  package var slotsRead: SlotSet { reduce(into: []) { $0.formUnion($1.slots) } }
}
