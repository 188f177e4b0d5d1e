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
    case join(Part)
  }

  /// A part of the pattern that is found for itself and joined to the rows.
  struct Part {
    var moves: [Move]
    /// The nodes and relationships that it finds.
    var slots: SlotSet
  }

  let pattern: BoundPattern
  let predicates: [BoundExpression]
  var bound: SlotSet
  var neededLater: SlotSet
  let statistics: PlanStatistics
  /// About how many rows there are to find the pattern for.
  let rows: Double
  /// Whether parts may be joined, rather than found for each row.
  let mayJoin: Bool

  /// Stops where an order leaves something out, or crosses from a node that is not there yet, in the
  /// configuration of the tests.
  func checkInvariants(_ moves: [Move]) {
    #if INTERNAL_CHECKS
      var (known, crossed) = (bound, Set<Int>())
      check(moves, &known, &crossed)
      precondition(crossed.count == pattern.relationships.count, "every relationship is crossed")
      precondition(known.isSuperset(of: pattern.nodes.map(\.slot)), "every node is found")
    #endif
  }

  private func check(_ moves: [Move], _ known: inout SlotSet, _ crossed: inout Set<Int>) {
    for move in moves {
      switch move {
      case .start(let node):
        precondition(known.insert(pattern.nodes[node].slot).inserted, "a node begins once")
      case .cross(let index, let backwards):
        let relationship = pattern.relationships[index]
        let from = pattern.nodes[backwards ? relationship.right : relationship.left]
        precondition(known.contains(from.slot), "a relationship is crossed from a known node")
        precondition(crossed.insert(index).inserted, "a relationship is crossed once")
        known.formUnion([relationship.left, relationship.right].map { pattern.nodes[$0].slot })
      case .join(let part):
        var found: SlotSet = []
        check(part.moves, &found, &crossed)
        precondition(found.isSubset(of: part.slots), "a part says what it finds")
        known.formUnion(found)
      }
    }
  }

  /// How far an order has come.
  struct State {
    var known: SlotSet
    var remaining: Set<Int>
    var moves: [Move] = []
    var rows = 1.0
    var cost = 0.0
  }

  /// The cheapest way of finding what hangs together with the nodes that `isAllowed` lets it start at.
  ///
  /// An order that leaves other components for later is compared by its own component alone. Where an
  /// index gives one node at most, no more than that is a start.
  func cheapestStart(_ state: State, where isAllowed: (Int) -> Bool = { _ in true }) -> State? {
    let access = NodeAccess(statistics: statistics, bound: state.known)
    let starts = pattern.nodes.indices.filter { index in
      isAllowed(index) && !state.known.contains(pattern.nodes[index].slot)
    }
    let unique = starts.filter {
      access.seek(pattern.nodes[$0], predicates: predicates)?.isUnique ?? false
    }
    let sought = unique.isEmpty ? [] : reachable(from: unique)
    var best: State?
    for index in starts where !sought.contains(index) || unique.contains(index) {
      let attempt = started(state, at: index, access)
      if best.map({ attempt.cost < $0.cost }) ?? true { best = attempt }
    }
    return best
  }

  private func started(_ state: State, at index: Int, _ access: NodeAccess) -> State {
    let found = access.rows(pattern.nodes[index], predicates: predicates)
    var start = state
    start.moves.append(.start(index))
    start.known.insert(pattern.nodes[index].slot)
    start.rows = found.rows
    start.cost = found.cost
    return crossed(start)
  }

  /// The nodes that hang together with some of `nodes`.
  private func reachable(from nodes: [Int]) -> Set<Int> {
    var found = Set(nodes)
    var isChanged = true
    while isChanged {
      let count = found.count
      for relationship in pattern.relationships
      where found.contains(relationship.left) || found.contains(relationship.right) {
        found.formUnion([relationship.left, relationship.right])
      }
      isChanged = found.count > count
    }
    return found
  }

  /// The state after every relationship that can be reached: the cheapest of crossing the one that
  /// leaves the fewest rows first, and of crossing any other first.
  func crossed(_ state: State) -> State {
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
        let looked = state.rows * step.effort
        // The places of incoming relationships lie far apart in memory.
        let isScattered =
          neededLater.contains(relationship.slot)
          && (relationship.direction == .incoming) != step.backwards
        steps.append(
          WalkedStep(
            index: step.index, from: from, to: to, isInto: step.isInto,
            effort: max(state.rows, looked * (isScattered ? 1.5 : 1))))
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
  struct WalkedStep {
    var index: Int
    var from: Int
    var to: Int
    var isInto: Bool
    var effort: Double
  }

  private struct Crossing {
    var index: Int
    var backwards: Bool
    var isInto: Bool
    var fanout: Double
    /// About how many relationships are looked at for one row.
    var effort: Double
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
      return fanout * selectivity * closing + effort / 16
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
      // A path between two nodes that are known is searched for from both.
      if !(left && right), isMet(relationship, from: left, known) { return nil }
      let backwards = !left
      let from = pattern.nodes[backwards ? relationship.right : relationship.left]
      let to = pattern.nodes[backwards ? relationship.left : relationship.right]
      let isInto = left && right
      var (fanout, effort) = Self.fanout(
        relationship, from: from, to: to, isInto: isInto, isBackwards: backwards,
        statistics: statistics)
      if !isInto {
        let skew = skew(of: relationship, backwards: backwards, crossed)
        (fanout, effort) = (fanout * skew, effort * skew)
      }
      var crossing = Crossing(
        index: index, backwards: backwards, isInto: isInto && relationship.length == nil,
        fanout: fanout, effort: effort, selectivity: isInto ? 1 : selectivity(of: to, known),
        isCounted: counted.contains(index), isCompared: isCompared(to))
      if !isInto { crossing.closing = closing(at: to, besides: index, known, remaining) }
      return crossing
    }
  }

  /// Whether the other end of a relationship is found first, so that both ends are known when it is
  /// crossed: of a search that is always better; of a walk over several relationships where it is long
  /// and its own end is a few nodes too, rather than a node of each of many rows.
  private func isMet(
    _ relationship: BoundPatternRelationship, from isLeft: Bool, _ known: SlotSet
  ) -> Bool {
    let left = pattern.nodes[relationship.left]
    let right = pattern.nodes[relationship.right]
    let (own, other) = isLeft ? (left, right) : (right, left)
    if relationship.search != .all { return isSought(other, known) }
    guard relationship.length != nil, !relationship.isBound, !bound.contains(own.slot) else {
      return false
    }
    let effort = Self.fanout(
      relationship, from: own, to: other, isInto: false, isBackwards: !isLeft,
      statistics: statistics
    ).effort
    return effort > Self.longWalk && isSought(own, known) && isSought(other, known)
  }

  /// So many relationships are worth a look from the other end.
  private static let longWalk = 64.0

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
      part *=
        Self.fanout(
          relationship, from: isBackwards ? right : left, to: node, isInto: true,
          isBackwards: isBackwards, statistics: statistics
        ).rows
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

  /// About how many rows one row becomes, and how many relationships are looked at for that.
  ///
  /// - Parameter isInto: Whether the node at the other end is bound.
  static func fanout(
    _ relationship: BoundPatternRelationship, from: BoundPatternNode, to: BoundPatternNode,
    isInto: Bool, isBackwards: Bool, statistics: PlanStatistics
  ) -> (rows: Double, effort: Double) {
    let direction = isBackwards ? relationship.direction.reversed : relationship.direction
    func closing(_ rows: Double) -> Double {
      isInto ? min(1, rows / max(1, statistics.count(to.labels)) + 0.001) : rows
    }
    guard let length = relationship.length else {
      let rows = closing(
        statistics.fanout(relationship.types, direction, from: from.labels, to: to.labels))
      return (rows, rows)
    }
    let walk = statistics.walk(
      relationship.types, direction, length, from: from.labels, to: to.labels)
    // A search finds one path, and looks from both sides.
    if relationship.search != .all { return (closing(min(walk.ends, 1e9)), min(walk.ends, 1e9)) }
    guard isInto, let maximum = length.maximum, maximum > 1 else {
      return (closing(walk.ends), walk.steps)
    }
    // Between two known nodes each side goes half the way.
    let ahead = statistics.walk(
      relationship.types, direction, .init(minimum: 0, maximum: (maximum + 1) / 2),
      from: from.labels, to: [])
    let back = statistics.walk(
      relationship.types, direction.reversed, .init(minimum: 0, maximum: maximum / 2),
      from: to.labels, to: [])
    return (closing(walk.ends), min(walk.steps, ahead.steps + back.steps))
  }
}
