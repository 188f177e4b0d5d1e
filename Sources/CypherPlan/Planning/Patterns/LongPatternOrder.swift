import CypherSyntax

extension BoundPattern {
  /// Whether there is no time to weigh many orders of the pattern.
  var isLong: Bool { relationships.count > 16 || nodes.count > 32 }
}

/// Chooses in which order the parts of a long pattern are matched: from the node that is found most
/// cheaply on, each time over the relationship that leaves the fewest rows.
///
/// ``PatternOrder`` tries every node as the start and weighs whole orders, which takes the fourth power
/// of the pattern's length; here each part is priced once.
///
/// - Complexity: O(n²) comparisons of numbers, O(n + predicates) prices.
struct LongPatternOrder {
  let pattern: BoundPattern
  let bound: SlotSet
  let statistics: PlanStatistics
  /// By slot: the predicates that read it.
  private let predicates: [Int: [BoundExpression]]
  /// By node: the relationships that meet it.
  private let incident: [[Int]]

  init(
    pattern: BoundPattern, predicates: [BoundExpression], bound: SlotSet,
    statistics: PlanStatistics
  ) {
    self.pattern = pattern
    self.bound = bound
    self.statistics = statistics
    var bySlot: [Int: [BoundExpression]] = [:]
    for predicate in predicates {
      for slot in predicate.slots { bySlot[slot, default: []].append(predicate) }
    }
    self.predicates = bySlot
    var incident = [[Int]](repeating: [], count: pattern.nodes.count)
    for (index, relationship) in pattern.relationships.enumerated() {
      incident[relationship.left].append(index)
      if relationship.right != relationship.left { incident[relationship.right].append(index) }
    }
    self.incident = incident
  }

  /// How far the order has come.
  private struct State {
    var known: Set<Int> = []
    var isCrossed: [Bool]
    /// Relationships that lead on, with the rows that each leaves; those between known nodes leave few.
    var open: [(index: Int, rows: Double)] = []
    var moves: [PatternOrder.Move] = []
  }

  /// The moves.
  func moves() -> [PatternOrder.Move] {
    var state = State(
      isCrossed: [Bool](repeating: false, count: pattern.relationships.count))
    // Components that touch what is bound come first, for they restrict.
    for (index, node) in pattern.nodes.enumerated() where bound.contains(node.slot) {
      reach(index, &state)
    }
    crossAll(&state)
    let access = NodeAccess(statistics: statistics, bound: bound)
    let starts = pattern.nodes.indices.filter { !state.known.contains($0) }.map { index in
      let node = pattern.nodes[index]
      return (
        index: index, cost: access.rows(node, predicates: predicates[node.slot] ?? []).cost
      )
    }
    for start in starts.sorted(by: { ($0.cost, $0.index) < ($1.cost, $1.index) })
    where !state.known.contains(start.index) {
      state.moves.append(.start(start.index))
      reach(start.index, &state)
      crossAll(&state)
    }
    return state.moves
  }

  /// Crosses all that can be reached.
  private func crossAll(_ state: inout State) {
    while let place = state.open.indices.min(by: { state.open[$0].rows < state.open[$1].rows }) {
      let index = state.open.remove(at: place).index
      if state.isCrossed[index] { continue }
      state.isCrossed[index] = true
      let relationship = pattern.relationships[index]
      let isForward = state.known.contains(relationship.left)
      state.moves.append(.cross(index, backwards: !isForward))
      reach(isForward ? relationship.right : relationship.left, &state)
    }
  }

  /// Takes down that a node is known, and what leads on from it.
  private func reach(_ node: Int, _ state: inout State) {
    guard state.known.insert(node).inserted else { return }
    for index in incident[node] where !state.isCrossed[index] {
      let relationship = pattern.relationships[index]
      let isForward = relationship.left == node
      let other = isForward ? relationship.right : relationship.left
      let isInto = state.known.contains(other)
      // A path between two nodes that are known is searched for from both.
      if relationship.search != .all, !isInto, isSought(pattern.nodes[other]) { continue }
      var rows = PatternOrder.fanout(
        relationship, from: pattern.nodes[node], to: pattern.nodes[other], isInto: isInto,
        isBackwards: !isForward, statistics: statistics
      ).rows
      if !isInto { rows *= selectivity(of: pattern.nodes[other]) }
      state.open.append((index, isInto && relationship.length == nil ? -1 : rows))
    }
  }

  private func isSought(_ node: BoundPatternNode) -> Bool {
    NodeAccess(statistics: statistics, bound: bound)
      .seek(node, predicates: predicates[node.slot] ?? []).map { $0.rows <= 10 } ?? false
  }

  /// The part of the rows that the predicates on the node alone leave.
  private func selectivity(of node: BoundPatternNode) -> Double {
    (predicates[node.slot] ?? []).reduce(1) { part, predicate in
      predicate.slots.count == 1
        ? part * statistics.selectivity(of: predicate, labels: [node.slot: node.labels]) : part
    }
  }
}
