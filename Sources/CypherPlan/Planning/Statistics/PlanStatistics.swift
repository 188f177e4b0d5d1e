import CypherSyntax
import GraphIndex
import GraphModel

/// What the planner asks of a graph before it decides.
package final class PlanStatistics {
  let view: GraphView
  /// What the plan takes for granted beyond estimates.
  package private(set) var assumptions: [PlanAssumption] = []
  /// By type and side: what ``skew(_:_:)`` found.
  private var skews: [Int: Double] = [:]
  /// By types and direction: how many relationships lead on from where one has led to.
  var furtherFanouts: [String: Double] = [:]
  /// What was found out about conditions on properties.
  var selectivities: [Question: Double] = [:]

  /// By labels: the nodes that have them, where those are few.
  var fewNodes: [[LabelPredicate]: [NodePosition]] = [:]

  /// A condition on a property of nodes with the labels.
  struct Question: Hashable {
    var key: Text
    var test: PropertyCondition.Test
    var labels: [LabelPredicate]
  }

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

  /// About how many relationships of the types a node with `labels` has in `direction` to nodes with
  /// `farLabels`.
  ///
  /// The relationships of a type are taken to be spread evenly over the nodes that may have them, which
  /// is told by their label sets: a type that joins persons and companies alike to cities gives a person
  /// no more than it gives a company. Of a few nodes, which may be hubs, the degrees are looked at.
  func fanout(
    _ types: LabelPredicate?, _ direction: RelationshipPattern.Direction,
    from labels: [LabelPredicate], to farLabels: [LabelPredicate]
  ) -> Double {
    let nodes = max(1, count(labels))
    var total = 0.0
    for type in numbers(types) {
      let count = Double(view.count(ofType: type))
      for isForward in [true, false]
      where direction == .either || isForward == (direction == .outgoing) {
        let own =
          degrees(of: labels, type: type, isForward ? .outgoing : .incoming)
          ?? count * share(of: type, isStart: isForward, labels)
        total += own * share(of: type, isStart: !isForward, farLabels)
      }
    }
    return total / nodes
  }

  /// The mean number of relationships of a node, taken over relationships, by that over nodes: 1 where
  /// all nodes have as many.
  ///
  /// - Complexity: O(nodes) at the first question about a few nodes that are in memory; a guess for the
  ///   others.
  func skew(_ types: LabelPredicate?, _ direction: RelationshipPattern.Direction) -> Double {
    var greatest = 1.0
    for type in numbers(types) {
      guard let adjacency = view.adjacency(type: type) else { continue }
      for side in [adjacency.outgoing, adjacency.incoming]
      where direction == .either
        || (side.positions == nil) == (direction == .outgoing)
      {
        greatest = max(greatest, skew(of: side, type: type))
      }
    }
    return greatest
  }

  private func skew(of side: Adjacency.Side, type: Int) -> Double {
    let key = type * 2 + (side.positions == nil ? 0 : 1)
    if let known = skews[key] { return known }
    guard side.isInMemory, side.offsets.count <= 1 << 16 else { return 3 }
    // All nodes of the range, for those without a relationship count in a fan-out too.
    let nodes = Double(side.offsets.count - 1)
    var (total, squares) = (0.0, 0.0)
    let offsets = side.offsets.pointer
    for index in 0..<(side.offsets.count - 1) {
      let degree = Double(offsets[index + 1] &- offsets[index])
      total += degree
      squares += degree * degree
    }
    let skew = total > 0 ? squares / total / (total / nodes) : 1
    skews[key] = skew
    return skew
  }

  /// About which part of the relationships of a type start (or end) at nodes with the labels.
  private func share(of type: Int, isStart: Bool, _ labels: [LabelPredicate]) -> Double {
    guard !labels.isEmpty, let sets = view.endLabelSets(ofType: type, isStart: isStart) else {
      return 1
    }
    var all = 0.0
    var wanted = 0.0
    for set in sets where set < view.labelSets.count {
      let members = view.labelSets[set]
      let count = members.map { Double(view.count(ofLabel: $0)) }.min() ?? nodeCount
      all += count
      let holds = labels.allSatisfy { predicate in
        predicate.holds(isEmpty: members.isEmpty) { name in
          view.labels.number(of: name).map(members.contains) ?? false
        }
      }
      if holds { wanted += count }
    }
    return all > 0 ? wanted / all : 1
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

  func numbers(_ types: LabelPredicate?) -> [Int] {
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
