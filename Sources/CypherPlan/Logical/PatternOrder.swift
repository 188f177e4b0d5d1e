import CypherSyntax
import GraphModel

/// Chooses in which order the parts of a pattern are matched.
///
/// Every node is tried as the start of its component; from there, the relationship that leaves the
/// fewest rows is crossed next. The cost of an order is the number of rows that it makes and, for the
/// parts that nobody reads and that are therefore counted and not walked, the number of relationships
/// that counting looks at.
struct PatternOrder {
  enum Move {
    case start(Int)
    case cross(Int, backwards: Bool)
  }

  let pattern: BoundPattern
  let predicates: [BoundExpression]
  let bound: SlotSet
  let neededLater: SlotSet
  let statistics: PlanStatistics

  /// The moves of the cheapest order found.
  func best() -> [Move] {
    var state = State(known: bound, remaining: Set(pattern.relationships.indices))
    // Components that touch what is bound come first, for they restrict.
    state = crossed(state)
    while let next = cheapestStart(state) { state = next }
    return state.moves
  }

  /// How far an order has come.
  private struct State {
    var known: SlotSet
    var remaining: Set<Int>
    var moves: [Move] = []
    var rows = 1.0
    var cost = 0.0
  }

  private func cheapestStart(_ state: State) -> State? {
    var best: State?
    for (index, node) in pattern.nodes.enumerated() where !state.known.contains(node.slot) {
      let access = NodeAccess(statistics: statistics, bound: state.known)
        .rows(node, predicates: predicates)
      var start = state
      start.moves.append(.start(index))
      start.known.insert(node.slot)
      start.rows = access.rows
      start.cost = access.cost
      // An order that leaves other components for later is compared by its own component alone.
      let attempt = crossed(start)
      if best.map({ attempt.cost < $0.cost }) ?? true { best = attempt }
    }
    return best
  }

  /// The state after every relationship that can be reached: the cheapest of crossing the one that
  /// leaves the fewest rows first, and of crossing any other first.
  private func crossed(_ state: State) -> State {
    let counted = self.counted(state.known, state.remaining)
    var best = crossed(state, counted, first: nil)
    guard best.cost > Self.worthAnotherLook else { return best }
    for first in crossings(state.known, state.remaining, counted, []) where !first.isCounted {
      let attempt = crossed(state, counted, first: first)
      if attempt.cost < best.cost { best = attempt }
    }
    return best
  }

  /// The cost below which no other order is looked for: planning takes as long as that.
  private static let worthAnotherLook = 100_000.0

  private func crossed(_ state: State, _ counted: Set<Int>, first: Crossing?) -> State {
    var state = state
    // How many different nodes are looked at, at each place of the pattern.
    var reached: [Int: Double] = [:]
    var steps: [WalkedStep] = []
    var done: Set<Int> = []
    var next = first
    while let step = next ?? cheapestCrossing(state.known, state.remaining, counted, done) {
      next = nil
      let relationship = pattern.relationships[step.index]
      let (from, to) =
        step.backwards
        ? (relationship.right, relationship.left) : (relationship.left, relationship.right)
      state.remaining.remove(step.index)
      done.insert(step.index)
      state.moves.append(.cross(step.index, backwards: step.backwards))
      if counted.contains(step.index) {
        state.cost += countingCost(
          relationship, from, to, step.fanout, state.rows, &reached)
      } else {
        let grown = state.rows * step.fanout
        // The places of incoming relationships lie far apart in memory.
        let isScattered =
          neededLater.contains(relationship.slot)
          && (relationship.direction == .incoming) != step.backwards
        steps.append(
          WalkedStep(
            index: step.index, from: from, to: to, isInto: step.isInto,
            effort: max(state.rows, grown * (isScattered ? 1.5 : 1))))
        state.rows = grown * step.selectivity
      }
      state.known.insert(pattern.nodes[relationship.left].slot)
      state.known.insert(pattern.nodes[relationship.right].slot)
      state.known.insert(relationship.slot)
    }
    state.cost += cost(of: steps)
    return state
  }

  /// A relationship that is crossed, and for how many rows.
  private struct WalkedStep {
    var index: Int
    var from: Int
    var to: Int
    var isInto: Bool
    var effort: Double
  }

  /// The cost of the steps: making rows, or only looking at relationships where all that hangs from a
  /// node is counted for each row, though it leads back to the row.
  private func cost(of steps: [WalkedStep]) -> Double {
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
  private static let rowEffort = 3.0

  /// The same for walking on without making a row, which finds its nodes anywhere in memory.
  private static let walkEffort = 2.0

  /// About how many relationships are looked at to count what lies over `relationship`: none but a
  /// degree where its far node is asked nothing.
  private func countingCost(
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
  private func counted(_ known: SlotSet, _ remaining: Set<Int>) -> Set<Int> {
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
  private func isCompared(_ node: BoundPatternNode) -> Bool {
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

  private struct Crossing {
    var index: Int
    var backwards: Bool
    var isInto: Bool
    var fanout: Double
    var selectivity: Double
    var isCounted: Bool
    /// Whether its new node must differ from another that may still come, so that both are counted
    /// together at the end.
    var isCompared: Bool
    /// The part of the rows that further relationships to nodes that are known will leave.
    var closing = 1.0
    /// The rows that it leaves, and a share of those that have to be looked at for that.
    var result: Double {
      if isCounted { return isCompared ? .greatestFiniteMagnitude : 1 }
      return fanout * (selectivity * closing + 1 / 16)
    }

    /// Whether this is crossed before `other`: what joins two nodes of a row is looked at without
    /// making a row, so it comes before all that does, and only then what leaves fewer rows.
    func precedes(_ other: Crossing) -> Bool {
      isInto != other.isInto ? isInto : result < other.result
    }
  }

  private func cheapestCrossing(
    _ known: SlotSet, _ remaining: Set<Int>, _ counted: Set<Int>, _ crossed: Set<Int>
  ) -> Crossing? {
    crossings(known, remaining, counted, crossed).reduce(nil) { best, next in
      guard let best else { return next }
      return next.precedes(best) ? next : best
    }
  }

  /// Every relationship that leads on from what is known.
  private func crossings(
    _ known: SlotSet, _ remaining: Set<Int>, _ counted: Set<Int>, _ crossed: Set<Int>
  ) -> [Crossing] {
    remaining.sorted().compactMap { index in
      let relationship = pattern.relationships[index]
      let left = known.contains(pattern.nodes[relationship.left].slot)
      let right = known.contains(pattern.nodes[relationship.right].slot)
      guard left || right else { return nil }
      if relationship.search != .all, !(left && right),
        isSought(pattern.nodes[left ? relationship.right : relationship.left], known)
      {
        // A path between two nodes that are known is searched for from both.
        return nil
      }
      let backwards = !left
      let from = pattern.nodes[backwards ? relationship.right : relationship.left]
      let to = pattern.nodes[backwards ? relationship.left : relationship.right]
      let isInto = left && right
      var fanout = Self.fanout(
        relationship, from: from, to: to, isInto: isInto, isBackwards: backwards,
        statistics: statistics)
      if !isInto { fanout *= skew(of: relationship, backwards: backwards, crossed) }
      var crossing = Crossing(
        index: index, backwards: backwards, isInto: isInto && relationship.length == nil,
        fanout: fanout, selectivity: isInto ? 1 : selectivity(of: to, known),
        isCounted: counted.contains(index), isCompared: isCompared(to))
      if !isInto { crossing.closing = closing(at: to, besides: index, known, remaining) }
      return crossing
    }
  }

  /// Whether an index or an identifier gives the few nodes that this one may be.
  private func isSought(_ node: BoundPatternNode, _ known: SlotSet) -> Bool {
    NodeAccess(statistics: statistics, bound: known).seek(node, predicates: predicates)
      .map { $0.rows <= 10 } ?? false
  }

  /// The part of the rows that is left by the other relationships between a node and what is known.
  private func closing(
    at node: BoundPatternNode, besides index: Int, _ known: SlotSet, _ remaining: Set<Int>
  ) -> Double {
    var part = 1.0
    for other in remaining where other != index {
      let relationship = pattern.relationships[other]
      let (left, right) = (
        pattern.nodes[relationship.left], pattern.nodes[relationship.right]
      )
      let isBackwards = right.slot != node.slot
      guard left.slot != right.slot, left.slot == node.slot || right.slot == node.slot,
        known.contains(isBackwards ? right.slot : left.slot), relationship.length == nil
      else { continue }
      part *= Self.fanout(
        relationship, from: isBackwards ? right : left, to: node, isInto: true,
        isBackwards: isBackwards, statistics: statistics)
    }
    return part
  }

  /// By how much more relationships a row meets than a node on average, because the same relationships
  /// of the node have brought the row here: a country is reached from its persons as often as it has
  /// any, so that the way back to all of them meets the large countries most.
  private func skew(
    of relationship: BoundPatternRelationship, backwards: Bool, _ crossed: Set<Int>
  ) -> Double {
    let from = backwards ? relationship.right : relationship.left
    let direction = backwards ? relationship.direction.reversed : relationship.direction
    let isCrossed = crossed.contains { index in
      let other = pattern.relationships[index]
      return other.types == relationship.types
        && ((other.left == from && other.direction == direction)
          || (other.right == from && other.direction.reversed == direction))
    }
    return isCrossed ? statistics.skew(relationship.types, direction) : 1
  }

  private func selectivity(of node: BoundPatternNode, _ known: SlotSet) -> Double {
    var factor = 1.0
    for predicate in predicates where predicate.slots.contains(node.slot) {
      if predicate.slots.subtracting([node.slot]).isSubset(of: known) {
        factor *= statistics.selectivity(of: predicate, labels: [node.slot: node.labels])
      }
    }
    return factor
  }

  /// About how many relationships one row meets.
  ///
  /// - Parameter isInto: Whether the node at the other end is bound.
  static func fanout(
    _ relationship: BoundPatternRelationship, from: BoundPatternNode, to: BoundPatternNode,
    isInto: Bool, isBackwards: Bool, statistics: PlanStatistics
  ) -> Double {
    var fanout = statistics.fanout(
      relationship.types, isBackwards ? relationship.direction.reversed : relationship.direction,
      from: from.labels, to: to.labels)
    if let length = relationship.length {
      let hops = Double(min(length.maximum ?? 4, 8))
      var sum = length.minimum == 0 ? 1.0 : 0.0
      var power = 1.0
      for _ in 0..<Int(hops) {
        power *= max(fanout, 0.1)
        sum += power
      }
      fanout = min(sum, 1e9)
    }
    return isInto ? min(1, fanout / max(1, statistics.count(to.labels)) + 0.001) : fanout
  }
}
