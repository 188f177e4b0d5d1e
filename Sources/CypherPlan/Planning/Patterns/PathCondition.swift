import CypherSyntax
import GraphModel

/// What WHERE asks of the path that a search looks for: the search finds the shortest of those paths
/// that satisfy it, rather than the shortest of all, to be thrown away.
package struct PathCondition: Sendable {
  /// `all(r IN relationships(p) WHERE …)` and the like: a test of each relationship or node alone,
  /// which can keep the search from going further.
  package struct Step: Sendable {
    /// The slot of the element.
    package var slot: Int
    package var isNode: Bool
    package var predicate: BoundExpression
    /// What the predicate must give: true in `all`, false in `none`.
    package var wanted: Bool
  }
  package var steps: [Step] = []
  /// Tests of the whole path.
  package var whole: [BoundExpression] = []
  /// The paths that the tests may name, and how they are put together.
  package var paths: [(slot: Int, parts: BoundExpression.PathParts)] = []

  package init() {}

  /// The slots of the surrounding plan that the tests read.
  var slotsRead: SlotSet {
    var slots: SlotSet = []
    for step in steps {
      slots.formUnion(step.predicate.freeSlots)
      slots.remove(step.slot)
    }
    for predicate in whole { slots.formUnion(predicate.freeSlots) }
    return slots.subtracting(paths.map(\.slot))
  }
}

extension Planner {
  /// Takes from `pending` what the path over `relationship` must satisfy, where it is searched for.
  func condition(
    on relationship: BoundPatternRelationship, to: Int, in pattern: BoundPattern,
    from pending: inout [PendingPredicate]
  ) throws(Diagnostic) -> PathCondition {
    var condition = PathCondition()
    condition.paths = pattern.paths.filter { path in
      path.parts.relationships.map(\.slot) == [relationship.slot]
    }
    let own = SlotSet(condition.paths.map(\.slot) + [relationship.slot])
    let known = bound.union(own).union([to])
    var rest: [PendingPredicate] = []
    for waiting in pending {
      let predicate = waiting.expression
      let read = predicate.freeSlots
      guard !read.isDisjoint(with: own), read.isSubset(of: known) else {
        rest.append(waiting)
        continue
      }
      let planned = try planned(predicate)
      let apart = bound.contains(to) ? own : own.union([to])
      if let step = planned.pathStep(relationship: relationship.slot, own: own, apart: apart) {
        condition.steps.append(step)
      } else {
        condition.whole.append(planned)
      }
    }
    pending = rest
    return condition
  }
}

extension PathCondition {
  /// The greatest length that the tests allow, where one of them says it.
  package func greatestLength(relationship: Int) -> Int? {
    whole.compactMap { predicate -> Int? in
      guard case .comparison(let op, let left, let right) = predicate.kind,
        case .function(let function, let arguments) = left.kind,
        function.meaning == .length, case .slot(let slot)? = arguments.first?.kind,
        slot == relationship || paths.contains(where: { $0.slot == slot }),
        case .constant(.integer(let limit)) = right.kind
      else { return nil }
      switch op {
      case .equal, .lessOrEqual: return limit
      case .less: return limit == .min ? nil : limit - 1
      default: return nil
      }
    }.min()
  }
}

extension BoundExpression {
  /// The slots that the expression reads, without those of its own lists.
  package var freeSlots: SlotSet {
    var own: SlotSet = []
    collectOwnSlots(into: &own)
    return slots.subtracting(own)
  }

  private func collectOwnSlots(into slots: inout SlotSet) {
    switch kind {
    case .comprehension(let lambda, _), .quantifier(_, let lambda): slots.insert(lambda.slot)
    case .reduce(let accumulator, _, let lambda, _): slots.formUnion([accumulator, lambda.slot])
    default: break
    }
    for child in children { child.collectOwnSlots(into: &slots) }
  }

  /// The test of each relationship or node, where the expression is nothing more.
  fileprivate func pathStep(
    relationship: Int, own: SlotSet, apart: SlotSet
  ) -> PathCondition.Step? {
    guard case .quantifier(let quantifier, let lambda) = kind, let predicate = lambda.predicate,
      quantifier == .all || quantifier == .none, predicate.freeSlots.isDisjoint(with: apart)
    else { return nil }
    var isNode = false
    switch lambda.list.kind {
    case .slot(relationship): break
    case .function(let function, let arguments):
      guard case .slot(let slot)? = arguments.first?.kind, own.contains(slot) else { return nil }
      switch function.meaning {
      case .pathRelationships: break
      case .pathNodes: isNode = true
      default: return nil
      }
    default: return nil
    }
    return PathCondition.Step(
      slot: lambda.slot, isNode: isNode, predicate: predicate, wanted: quantifier == .all)
  }
}
