import CypherSyntax
import GraphIndex
import GraphModel

/// What the planner asks of a graph before it decides.
package final class PlanStatistics {
  let view: GraphView
  /// What the plan takes for granted beyond estimates.
  package private(set) var assumptions: [PlanAssumption] = []

  package init(_ view: GraphView) { self.view = view }

  var nodeCount: Double { max(1, Double(view.nodeCount)) }

  /// About how many nodes satisfy all the predicates.
  func count(_ labels: [LabelPredicate]) -> Double {
    var count = nodeCount
    for predicate in labels {
      for name in predicate.required {
        guard let label = view.labels.number(of: name) else { return 0 }
        count = min(count, Double(view.count(ofLabel: label)))
      }
      if predicate.required.isEmpty { count = min(count, nodeCount / 2) }
    }
    return count
  }

  /// About how many relationships have one of the types.
  func relationshipCount(_ types: LabelPredicate?) -> Double {
    guard let types else { return Double(view.relationshipCount) }
    var count = 0
    for type in 0..<view.types.count {
      let name = view.types[type]
      if types.holds(isEmpty: false, { $0 == name }) { count += view.count(ofType: type) }
    }
    return Double(count)
  }

  /// Whether no relationship of these types starts where it ends.
  func hasNoLoops(_ types: LabelPredicate?) -> Bool { assume(.noLoops(types)) }

  /// Whether every relationship of these types has, at the end that a step in `direction` reaches, a
  /// node with the labels.
  func everyNeighbor(
    over types: LabelPredicate?, _ direction: RelationshipPattern.Direction,
    has labels: LabelPredicate
  ) -> Bool {
    switch direction {
    case .outgoing: assume(.ends(types, isStart: false, labels))
    case .incoming: assume(.ends(types, isStart: true, labels))
    case .either:
      assume(.ends(types, isStart: false, labels)) && assume(.ends(types, isStart: true, labels))
    }
  }

  /// Notes the assumption where it holds.
  private func assume(_ assumption: PlanAssumption) -> Bool {
    guard holds(assumption) else { return false }
    assumptions.append(assumption)
    return true
  }

  /// Whether all that a plan took for granted still holds.
  package func confirms(_ assumptions: [PlanAssumption]) -> Bool {
    assumptions.allSatisfy(holds)
  }

  private func holds(_ assumption: PlanAssumption) -> Bool {
    switch assumption {
    case .noLoops(let types): return numbers(types).allSatisfy { !view.hasLoops(type: $0) }
    case .ends(let types, let isStart, let labels):
      let mask = view.labelMask { set in
        labels.holds(isEmpty: set.isEmpty) { name in
          view.labels.number(of: name).map(set.contains) ?? false
        }
      }
      return numbers(types).allSatisfy {
        view.count(ofType: $0) == 0
          || view.everyEnd(ofType: $0, isStart: isStart, satisfies: mask)
      }
    }
  }

  private func numbers(_ types: LabelPredicate?) -> [Int] {
    (0..<view.types.count).filter { type in
      let name = view.types[type]
      return types?.holds(isEmpty: false) { $0 == name } ?? true
    }
  }

  /// The index on one of the labels and all of the keys, if there is one.
  func index(labels: [LabelPredicate], key: Text) -> (label: Text, index: ValueIndex)? {
    guard let key = view.keys.number(of: key) else { return nil }
    for name in labels.flatMap(\.required) {
      if let label = view.labels.number(of: name), let index = view.index(label: label, keys: [key])
      {
        return (name, index)
      }
    }
    return nil
  }

  /// The composite indexes on one of the labels.
  func compositeIndexes(labels: [LabelPredicate]) -> [(
    label: Text, keys: [Text], index: ValueIndex
  )] {
    labels.flatMap(\.required).flatMap { name -> [(label: Text, keys: [Text], index: ValueIndex)] in
      guard let label = view.labels.number(of: name) else { return [] }
      return view.indexes
        .filter { !$0.ofRelationships && $0.label == label && $0.keys.count > 1 }
        .map { index in (name, index.keys.map { view.keys[$0] }, index) }
    }
  }
}

/// Something about the data that a plan rests on; where it no longer holds, the plan is made anew.
package enum PlanAssumption: Sendable, Hashable {
  /// No relationship of these types starts where it ends.
  case noLoops(LabelPredicate?)
  /// Every relationship of these types starts (or ends) at a node with the labels.
  case ends(LabelPredicate?, isStart: Bool, LabelPredicate)
}
