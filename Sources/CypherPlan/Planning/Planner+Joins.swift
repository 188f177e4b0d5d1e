import CypherSyntax
import GraphModel

extension BoundExpression {
  /// The sides of an equality, or of IN, of which one reads only `outer` and the other only `inner`.
  func joinKey(outer: SlotSet, inner: SlotSet) -> HashJoin.Key? {
    guard isStable else { return nil }
    func key(
      _ mine: BoundExpression, _ other: BoundExpression, _ list: HashJoin.Key.Side? = nil
    ) -> HashJoin.Key? {
      let (read, found) = (mine.freeSlots, other.freeSlots)
      guard !read.isEmpty, !found.isEmpty, read.isSubset(of: outer), found.isSubset(of: inner)
      else { return nil }
      return HashJoin.Key(outer: mine, inner: other, list: list)
    }
    switch kind {
    case .comparison(.equal, let a, let b): return key(a, b) ?? key(b, a)
    case .membership(let element, let list):
      return key(element, list, .inner) ?? key(list, element, .outer)
    default: return nil
    }
  }
}

extension Planner {
  /// Appends a join with a part of a pattern that is found for itself.
  mutating func join(
    _ part: PatternOrder.Part, in pattern: BoundPattern,
    after done: inout [BoundPatternRelationship],
    pending: inout [PendingPredicate], into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let shared = part.slots.intersection(bound)
    let own = part.slots.subtracting(bound)
    var keys = shared.sorted().map { slot in
      let node = BoundExpression(.slot(slot), .node, at: SourceSpan(0, 0))
      return HashJoin.Key(outer: node, inner: node)
    }
    var isGuarded = false
    var (inside, outside): ([PendingPredicate], [PendingPredicate]) = ([], [])
    let asked = pending.map(\.expression)
    for waiting in pending {
      let predicate = waiting.expression
      let read = predicate.freeSlots
      if !read.isEmpty, !predicate.isVolatile,
        read.isSubset(of: own)
          || (read.isSubset(of: part.slots) && predicate.isHarmless)
      {
        inside.append(waiting)
      } else if shared.isEmpty, let key = predicate.joinKey(outer: bound, inner: own),
        // A row has a place for each element of one list, not for each pair of two.
        key.list == nil || !keys.contains(where: { $0.list != nil })
      {
        keys.append(key)
        isGuarded = isGuarded || !predicate.isHarmless
        rows *= statistics.selectivity(ofJoin: predicate, labels: labels)
      } else {
        outside.append(waiting)
      }
    }
    pending = outside
    var planner = self
    planner.bound = []
    planner.rows = 1
    planner.outerRows = 1
    planner.neededLater = asked.reduce(into: neededLater.union(part.slots)) {
      $0.formUnion($1.slots)
    }
    var inner = Pipeline([PlanStep(OneRow(), estimate: 1)])
    var ownDone: [BoundPatternRelationship] = []
    try planner.follow(part.moves, in: pattern, after: &ownDone, pending: &inside, into: &inner)
    if !inside.isEmpty { try planner.filter(inside.map(\.expression), into: &inner) }
    var apart: [HashJoin.Apart] = []
    for one in done {
      for other in ownDone where mayCoincide(one, other, in: pattern) {
        apart.append(HashJoin.Apart(outer: RelationshipSlot(one), inner: RelationshipSlot(other)))
      }
    }
    done += ownDone
    let before = bound
    bound.formUnion(part.slots)
    let guards = isGuarded ? asked.filter { $0.freeSlots.isSubset(of: bound) } : []
    rows *= planner.rows
    for slot in shared { rows /= max(1, statistics.count(labels[slot] ?? [])) }
    pipeline.append(
      HashJoin(
        keys: keys, inner: inner, bound: before, apart: apart, guards: try planned(guards)),
      rows: rows)
  }
}
