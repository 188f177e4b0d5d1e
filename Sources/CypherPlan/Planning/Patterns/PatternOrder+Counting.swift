import CypherSyntax

/// What nobody reads is counted, which costs less than walking it.
extension PatternOrder {
  /// The cost of the steps: making rows, or only looking at relationships where all that hangs from a
  /// node is counted for each row, though it leads back to the row.
  func cost(of steps: [WalkedStep]) -> Double {
    // By node that is only counted: the nodes that what hangs from it leads back to.
    var back: [Int: Set<Int>] = [:]
    for (place, step) in steps.enumerated().reversed() where !step.isInto {
      let later = steps[(place + 1)...].filter { $0.from == step.to || $0.to == step.to }
      guard pattern.paths.isEmpty,
        isUnread(pattern.relationships[step.index], pattern.nodes[step.to]),
        later.allSatisfy({ next in
          next.isInto
            ? isUnread(pattern.relationships[next.index], pattern.nodes[step.to])
            : next.from == step.to && back[next.to].map { !$0.contains(step.to) } ?? false
        })
      else { continue }
      back[step.to] = later.reduce(into: []) { found, next in
        if next.isInto {
          found.insert(next.from == step.to ? next.to : next.from)
        } else {
          found.formUnion(back[next.to] ?? [])
        }
      }
    }
    return steps.reduce(0) { cost, step in
      let isCounted = back[step.to] != nil || (step.isInto && back[step.from] != nil)
      // A closing relationship is looked for beside the one that it closes.
      if isCounted, step.isInto { return cost }
      return cost + (isCounted ? Self.walkEffort : Self.rowEffort) * step.effort
    }
  }

  /// How much longer making a row takes than looking at a relationship of a node that is at hand.
  static let rowEffort = 3.0

  /// The same for walking on without making a row, which finds its nodes anywhere in memory.
  static let walkEffort = 2.0

  /// About how many relationships are looked at to count what lies over `relationship`: none but a
  /// degree where its far node is asked nothing.
  func countingCost(
    _ relationship: BoundPatternRelationship, _ from: Int, _ to: Int, _ fanout: Double,
    _ rows: Double, _ reached: inout [Int: Double]
  ) -> Double {
    let starts = reached[from] ?? rows
    // What must differ from a node of the row is counted for each row, the rest once a node.
    let nodes =
      isCompared(pattern.nodes[to]) ? rows : max(1, statistics.count(pattern.nodes[from].labels))
    let edges = fanout * min(starts, nodes)
    reached[to] = min(edges, max(1, statistics.count(pattern.nodes[to].labels)))
    let isLeaf = pattern.relationships.filter { $0.left == to || $0.right == to }.count == 1
    let isAsked = predicates.contains { $0.slots.contains(pattern.nodes[to].slot) }
    return isLeaf && !isAsked ? starts : max(starts, edges)
  }

  /// The relationships of the parts that hang from the rest and that nobody reads.
  func counted(_ known: SlotSet, _ remaining: Set<Int>) -> Set<Int> {
    guard pattern.paths.isEmpty else { return [] }
    var counted: Set<Int> = []
    var open = remaining
    // Nodes from which a hop leads to one that must differ from another: those are of the row.
    var pinned: Set<Int> = []
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in open.sorted() {
        let relationship = pattern.relationships[index]
        for (end, other) in [
          (relationship.left, relationship.right), (relationship.right, relationship.left),
        ] where end != other && !pinned.contains(end) && isLeaf(end, known, open) {
          guard isUnread(relationship, pattern.nodes[end]) else { continue }
          if isCompared(pattern.nodes[end]) { pinned.insert(other) }
          counted.insert(index)
          open.remove(index)
          isChanged = true
          break
        }
      }
    }
    return counted
  }

  /// Whether the node is not known and only one of the relationships reaches it.
  private func isLeaf(_ node: Int, _ known: SlotSet, _ open: Set<Int>) -> Bool {
    !known.contains(pattern.nodes[node].slot)
      && open.filter {
        pattern.relationships[$0].left == node || pattern.relationships[$0].right == node
      }.count == 1
  }

  /// Whether the node must differ from another.
  func isCompared(_ node: BoundPatternNode) -> Bool {
    predicates.contains { $0.differingNodes?.contains(node.slot) ?? false }
  }

  /// Whether nobody reads the relationship, or the node, together with anything else.
  private func isUnread(_ relationship: BoundPatternRelationship, _ node: BoundPatternNode) -> Bool
  {
    let slots: SlotSet = [relationship.slot, node.slot]
    guard relationship.length == nil, neededLater.isDisjoint(with: slots) else { return false }
    return predicates.allSatisfy { predicate in
      let read = predicate.slots
      return read.isDisjoint(with: slots) || read.isSubset(of: slots)
        || predicate.differingNodes != nil
    }
  }
}
