import CypherSyntax
import GraphModel

/// Chooses in which order the parts of a pattern are matched.
///
/// Every node is tried as the start of its component; from there, the relationship that leaves the
/// fewest rows is crossed next. The cost of an order is the number of rows that it makes; a step into
/// a part that nobody reads makes none.
struct PatternOrder {
  enum Move {
    case start(Int)
    case cross(Int, backwards: Bool)
  }

  let pattern: BoundPattern
  let predicates: [BoundExpression]
  let bound: Set<Int>
  let neededLater: Set<Int>
  let statistics: PlanStatistics

  /// The moves of the cheapest order found.
  func best() -> [Move] {
    var moves: [Move] = []
    var known = bound
    var remaining = Set(pattern.relationships.indices)
    // Components that touch what is bound come first, for they restrict.
    expand(from: &known, &remaining, &moves)
    while let next = cheapestStart(known, remaining) {
      moves += next.moves
      known = next.known
      remaining = next.remaining
    }
    return moves
  }

  private struct Attempt {
    var moves: [Move]
    var known: Set<Int>
    var remaining: Set<Int>
    var cost: Double
  }

  private func cheapestStart(_ known: Set<Int>, _ remaining: Set<Int>) -> Attempt? {
    var best: Attempt?
    for (index, node) in pattern.nodes.enumerated() where !known.contains(node.slot) {
      var attempt = Attempt(
        moves: [.start(index)], known: known.union([node.slot]), remaining: remaining, cost: 0)
      let access = NodeAccess(statistics: statistics, bound: known)
        .rows(node, predicates: predicates)
      var rows = access.rows
      attempt.cost = access.cost
      attempt.cost += expand(
        from: &attempt.known, &attempt.remaining, &attempt.moves, rows: &rows)
      // An order that leaves other components for later is compared by its own component alone.
      if best.map({ attempt.cost < $0.cost }) ?? true { best = attempt }
    }
    return best
  }

  private func expand(
    from known: inout Set<Int>, _ remaining: inout Set<Int>, _ moves: inout [Move]
  ) {
    var rows = 1.0
    _ = expand(from: &known, &remaining, &moves, rows: &rows)
  }

  /// Crosses every relationship that can be reached; returns the cost.
  private func expand(
    from known: inout Set<Int>, _ remaining: inout Set<Int>, _ moves: inout [Move],
    rows: inout Double
  ) -> Double {
    var cost = 0.0
    while let step = cheapestCrossing(known, remaining) {
      let relationship = pattern.relationships[step.index]
      remaining.remove(step.index)
      moves.append(.cross(step.index, backwards: step.backwards))
      let isDead = step.isDead
      let grown = rows * step.fanout
      cost += isDead ? rows : max(rows, grown)
      if !isDead { rows = grown * step.selectivity }
      known.insert(pattern.nodes[relationship.left].slot)
      known.insert(pattern.nodes[relationship.right].slot)
      known.insert(relationship.slot)
    }
    return cost
  }

  private struct Crossing {
    var index: Int
    var backwards: Bool
    var fanout: Double
    var selectivity: Double
    var isDead: Bool
    var result: Double { isDead ? 1 : fanout * selectivity }
  }

  private func cheapestCrossing(_ known: Set<Int>, _ remaining: Set<Int>) -> Crossing? {
    var best: Crossing?
    for index in remaining.sorted() {
      let relationship = pattern.relationships[index]
      let left = known.contains(pattern.nodes[relationship.left].slot)
      let right = known.contains(pattern.nodes[relationship.right].slot)
      guard left || right else { continue }
      let backwards = !left
      let from = pattern.nodes[backwards ? relationship.right : relationship.left]
      let to = pattern.nodes[backwards ? relationship.left : relationship.right]
      let isInto = left && right
      let fanout = Self.fanout(relationship, from: from, isInto: isInto, statistics: statistics)
      let crossing = Crossing(
        index: index, backwards: backwards, fanout: fanout,
        selectivity: isInto ? 1 : selectivity(of: to, known),
        isDead: !isInto && isDead(relationship, to, remaining.subtracting([index])))
      if best.map({ crossing.result < $0.result }) ?? true { best = crossing }
    }
    return best
  }

  /// Whether nobody reads the relationship or the node that it leads to.
  private func isDead(
    _ relationship: BoundPatternRelationship, _ to: BoundPatternNode, _ remaining: Set<Int>
  ) -> Bool {
    guard relationship.length == nil else { return false }
    let slots: Set<Int> = [relationship.slot, to.slot]
    if !neededLater.isDisjoint(with: slots) { return false }
    if predicates.contains(where: { !$0.slots.isDisjoint(with: slots) }) { return false }
    if !pattern.paths.isEmpty { return false }
    return !remaining.contains { index in
      let other = pattern.relationships[index]
      return pattern.nodes[other.left].slot == to.slot || pattern.nodes[other.right].slot == to.slot
    }
  }

  private func selectivity(of node: BoundPatternNode, _ known: Set<Int>) -> Double {
    var factor = 1.0
    for predicate in predicates where predicate.slots.contains(node.slot) {
      if predicate.slots.subtracting([node.slot]).isSubset(of: known) {
        factor *= Self.selectivity(of: predicate)
      }
    }
    return factor
  }

  /// The share of rows that a predicate is guessed to keep.
  static func selectivity(of predicate: BoundExpression) -> Double {
    switch predicate.kind {
    case .comparison(.equal, _, _), .membership: 0.1
    case .comparison(.notEqual, _, _), .isNull(_, negated: true): 0.9
    case .comparison: 0.3
    case .textMatch: 0.1
    case .or: 0.5
    default: 0.5
    }
  }

  /// About how many relationships one row meets.
  static func fanout(
    _ relationship: BoundPatternRelationship, from: BoundPatternNode, isInto: Bool,
    statistics: PlanStatistics
  ) -> Double {
    var total = statistics.relationshipCount(relationship.types)
    if relationship.direction == .either { total *= 2 }
    let nodes = max(1, statistics.count(from.labels))
    var fanout = total / nodes
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
    return isInto ? min(1, fanout / statistics.nodeCount + 0.01) : fanout
  }
}
