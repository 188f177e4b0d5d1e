import CypherSyntax
import GraphIndex

/// What walks over several relationships come to.
extension PlanStatistics {
  /// What a pattern of variable length makes from one node.
  struct Walk {
    /// About how many relationships are looked at.
    var steps: Double
    /// About how many walks end as the pattern asks.
    var ends: Double
  }

  /// What the relationships of a pattern of variable length make from one of its ends: the first step
  /// leaves a node with the labels of that end, every further one a node to which the same types have
  /// led, and the last may end anywhere, for only then is it known whether it ends as it should.
  ///
  /// - Parameter isForward: Whether the walk follows `direction` as it is given.
  func walk(
    _ types: LabelPredicate?, _ direction: RelationshipPattern.Direction,
    _ length: BoundPatternRelationship.Length, from labels: [LabelPredicate],
    to farLabels: [LabelPredicate]
  ) -> Walk {
    let first = fanout(types, direction, from: labels, to: [])
    let further = furtherFanout(types, direction)
    let anywhere = fanout(types, direction, from: [], to: [])
    let wanted =
      farLabels.isEmpty || anywhere == 0
      ? 1 : min(1, fanout(types, direction, from: [], to: farLabels) / anywhere)
    var walk = Walk(steps: 0, ends: length.minimum == 0 ? 1 : 0)
    var walks = 1.0
    // Walks without a bound end where the graph does; how soon cannot be told.
    let longest = min(
      length.maximum ?? max(4, length.minimum), max(8, length.minimum), Self.mostHops)
    for hop in stride(from: 1, through: longest, by: 1) {
      walks *= hop == 1 ? first : further
      walk.steps += walks
      if hop >= min(length.minimum, longest) { walk.ends += walks * wanted }
      if walk.steps >= Self.greatest { break }
    }
    return Walk(steps: min(walk.steps, Self.greatest), ends: min(walk.ends, Self.greatest))
  }

  private static let greatest = 1e12
  /// Walks that are longer are not followed hop by hop, however long a pattern asks for.
  private static let mostHops = 10_000

  /// About how many relationships lead on from a node that one of the same types has led to.
  ///
  /// Nodes with many relationships are reached by many, so this is more than a mean over nodes.
  private func furtherFanout(
    _ types: LabelPredicate?, _ direction: RelationshipPattern.Direction
  ) -> Double {
    let question = types.map { "\($0)" } ?? ""
    let key = "\(question) \(direction)"
    if let known = furtherFanouts[key] { return known }
    let numbers = numbers(types)
    let found: Double
    if numbers.contains(where: { view.isTouched(type: $0) }) {
      // Of what has been written since the index was made, only the number is known.
      let count = numbers.reduce(0) { $0 + Double(view.count(ofType: $1)) }
      found = max(
        guessed(types, direction), count * (direction == .either ? 2 : 1) / nodeCount)
    } else {
      found =
        counted(numbers.compactMap { view.adjacency(type: $0) }, direction)
        ?? guessed(types, direction)
    }
    furtherFanouts[key] = found
    return found
  }

  /// By the degrees of all nodes, where they are in memory and few.
  private func counted(
    _ adjacencies: [Adjacency], _ direction: RelationshipPattern.Direction
  ) -> Double? {
    let all = adjacencies.flatMap { [$0.outgoing, $0.incoming] }
    guard all.allSatisfy(\.isInMemory),
      all.reduce(0, { $0 + $1.offsets.count }) <= Self.mostOffsets
    else { return nil }
    var out = [Double](repeating: 0, count: view.nodeLimit)
    var into = out
    for adjacency in adjacencies {
      Self.add(adjacency.outgoing, to: &out)
      Self.add(adjacency.incoming, to: &into)
    }
    if direction == .incoming { swap(&out, &into) }
    var (arrivals, onward) = (0.0, 0.0)
    for node in out.indices {
      if direction == .either {
        // A trail does not go back over the relationship that it came by.
        let degree = out[node] + into[node]
        arrivals += degree
        onward += degree * max(0, degree - 1)
      } else {
        arrivals += into[node]
        onward += into[node] * out[node]
      }
    }
    return arrivals > 0 ? onward / arrivals : 0
  }

  /// Up to so many degrees are looked at while a plan is made.
  private static let mostOffsets = 1 << 18

  private static func add(_ side: Adjacency.Side, to degrees: inout [Double]) {
    let offsets = side.offsets.pointer
    for index in 0..<max(0, side.offsets.count - 1) where Int(side.first) + index < degrees.count {
      degrees[Int(side.first) + index] +=
        Double(max(offsets[index], offsets[index + 1]))
        - Double(offsets[index])
    }
  }

  /// By the label sets of the nodes that the types join.
  private func guessed(
    _ types: LabelPredicate?, _ direction: RelationshipPattern.Direction
  ) -> Double {
    var (starts, ends, count): (Set<Int>, Set<Int>, Double) = ([], [], 0)
    for type in numbers(types) {
      count += Double(view.count(ofType: type))
      starts.formUnion(view.endLabelSets(ofType: type, isStart: true) ?? [])
      ends.formUnion(view.endLabelSets(ofType: type, isStart: false) ?? [])
    }
    func nodes(_ sets: Set<Int>) -> Double {
      sets.filter { $0 < view.labelSets.count }.reduce(0) { total, set in
        total + (view.labelSets[set].map { Double(view.count(ofLabel: $0)) }.min() ?? nodeCount)
      }
    }
    let skew = skew(types, direction)
    if direction == .either {
      return count * 2 / max(1, nodes(starts.union(ends))) * skew
    }
    let (left, reached) = direction == .outgoing ? (starts, ends) : (ends, starts)
    // The part of the nodes that are reached from which the types lead on.
    let onward = nodes(reached.intersection(left)) / max(1, nodes(reached))
    return onward * count / max(1, nodes(left)) * skew
  }
}

/// Nodes that are few are looked at themselves: a mean says nothing of a hub.
extension PlanStatistics {
  private static let most = 32
  /// A type with fewer relationships has no hub that matters.
  private static let leastRelationships = 1_000

  /// How many relationships of a type all nodes with the labels have, where both are worth a look.
  func degrees(of labels: [LabelPredicate], type: Int, _ direction: Direction) -> Double? {
    guard !labels.isEmpty, view.count(ofType: type) >= Self.leastRelationships,
      count(labels) <= Double(Self.most)
    else { return nil }
    let nodes: [NodePosition]
    if let known = fewNodes[labels] {
      nodes = known
    } else {
      nodes = few(labels)
      fewNodes[labels] = nodes
    }
    if nodes.isEmpty { return nil }
    return nodes.reduce(0) {
      $0 + Double(view.degreeBound(of: $1, type: type, direction: direction))
    }
  }

  /// The nodes with the labels; none where they lie far apart.
  private func few(_ labels: [LabelPredicate]) -> [NodePosition] {
    let mask = view.labelMask { set in
      labels.allSatisfy { predicate in
        predicate.holds(isEmpty: set.isEmpty) { name in
          view.labels.number(of: name).map(set.contains) ?? false
        }
      }
    }
    let extents = labels.flatMap(\.required)
      .compactMap { view.labels.number(of: $0) }.map { view.extent(ofLabel: $0) }
    let shortest = extents.min { a, b in
      a.reduce(0) { $0 + $1.count } < b.reduce(0) { $0 + $1.count }
    }
    guard let shortest, shortest.reduce(0, { $0 + $1.count }) <= Self.mostPositions else {
      return []
    }
    return shortest.flatMap { range in
      range.filter { view.isLive($0) && mask[view.labelSet(of: $0)] }
    }
  }

  /// Up to so many positions are looked at for a few nodes.
  private static let mostPositions = 4_096
}
