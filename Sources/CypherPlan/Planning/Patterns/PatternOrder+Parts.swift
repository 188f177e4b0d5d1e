import CypherSyntax

/// Which parts of a pattern are found for each row, and which once, to be joined.
extension PatternOrder {
  /// The moves of the cheapest order found.
  func best() -> [Move] {
    var progress = Progress(
      state: State(known: bound, remaining: Set(pattern.relationships.indices)),
      rows: max(rows, 1), isSingle: bound.isEmpty && rows <= 1)
    // Components that touch what is bound come first, for they restrict.
    enter(&progress)
    while step(&progress) {}
    checkInvariants(progress.state.moves)
    return progress.state.moves
  }

  /// How far the components of the pattern have been found.
  private struct Progress {
    var state: State
    /// About how many rows there are so far.
    var rows: Double
    /// Whether there is one row at most, whatever the graph holds.
    var isSingle: Bool

    /// The rows that a plan must be ready for: an estimate of few may be wrong, and then a part that
    /// is found for each row is found often.
    var likelyRows: Double { isSingle ? 1 : max(rows, 16) }
  }

  /// How much longer it takes to put a row into a table than to look at one.
  private static let tableEffort = 2.0

  /// A joined part must be cheaper by this much than walking on from what is bound, for walks count
  /// what nobody reads, and estimates are what they are.
  private static let clearlyCheaper = 4.0

  // MARK: From what is bound

  /// Crosses what leads on from the rows; a component is found from elsewhere and joined by the nodes
  /// that it shares with the rows where that is clearly the smaller walk.
  private func enter(_ progress: inout Progress) {
    var parts: [Part] = []
    if mayJoin, !progress.isSingle, !bound.isEmpty {
      for component in components(of: progress.state) {
        guard let part = cheaperPart(component, progress) else { continue }
        parts.append(part)
        progress.state.remaining.subtract(component.relationships)
      }
    }
    progress.state = crossed(progress.state)
    progress.rows *= progress.state.rows
    for part in parts {
      progress.state.moves.append(.join(part))
      progress.state.known.formUnion(part.slots)
    }
  }

  /// Nodes that hang together by relationships without passing through what is bound.
  private struct Component {
    /// Those that are not bound.
    var nodes: Set<Int>
    var relationships: Set<Int>
  }

  /// The components that touch what is known and lead to something that is not.
  private func components(of state: State) -> [Component] {
    func isKnown(_ node: Int) -> Bool { state.known.contains(pattern.nodes[node].slot) }
    var components: [Component] = []
    var open = state.remaining
    while let first = open.min() {
      var component = Component(nodes: [], relationships: [])
      var next = [first]
      while let index = next.popLast() {
        guard open.remove(index) != nil else { continue }
        component.relationships.insert(index)
        let ends = [pattern.relationships[index].left, pattern.relationships[index].right]
        for end in ends where !isKnown(end) && component.nodes.insert(end).inserted {
          next += open.filter {
            pattern.relationships[$0].left == end || pattern.relationships[$0].right == end
          }
        }
      }
      let isTouching = component.relationships.contains {
        isKnown(pattern.relationships[$0].left) || isKnown(pattern.relationships[$0].right)
      }
      if isTouching, !component.nodes.isEmpty { components.append(component) }
    }
    return components
  }

  /// The component as a part of its own, where that is clearly cheaper than walking to it.
  private func cheaperPart(_ component: Component, _ progress: Progress) -> Part? {
    guard isSelfContained(component.relationships) else { return nil }
    let walk = crossed(
      State(
        known: progress.state.known, remaining: component.relationships, rows: progress.rows))
    guard walk.cost > Self.leastWalk else { return nil }
    let slots = self.slots(of: component.nodes, component.relationships)
    guard let alone = alone(component, slots) else { return nil }
    let cost = alone.cost + Self.tableEffort * alone.rows + progress.rows
    guard cost * Self.clearlyCheaper < walk.cost else { return nil }
    return Part(moves: alone.moves, slots: slots)
  }

  /// The cost of a walk below which nothing else is looked for: planning takes as long as that.
  private static let leastWalk = 1_000.0

  // MARK: What hangs together with nothing

  /// Finds one more component; false where there is none.
  private func step(_ progress: inout Progress) -> Bool {
    let state = progress.state
    guard let first = cheapestStart(state) else { return false }
    var best = Choice(
      attempt: first, part: nil, rows: progress.rows * first.rows,
      cost: progress.likelyRows * first.cost, isLinked: isLinked(first, after: state))
    // Only where there are rows, it matters what comes beside them.
    if !state.known.isEmpty {
      for component in islands(of: state) {
        for choice in choices(component, progress) where choice.precedes(best) { best = choice }
      }
    }
    progress.isSingle =
      progress.isSingle && best.part == nil && isSingle(best.attempt, after: state)
    progress.rows = max(best.rows, 0)
    if let part = best.part {
      progress.state.moves.append(.join(part))
      progress.state.known.formUnion(part.slots)
      progress.state.remaining.subtract(
        pattern.relationships.indices.filter { part.slots.contains(pattern.relationships[$0].slot) }
      )
    } else {
      progress.state = best.attempt
    }
    return true
  }

  /// A way to find a component.
  private struct Choice {
    var attempt: State
    var part: Part?
    var rows: Double
    var cost: Double
    /// Whether a condition ties it to the rows, so that they do not multiply.
    var isLinked: Bool

    func precedes(_ other: Choice) -> Bool {
      isLinked != other.isLinked ? isLinked : cost < other.cost
    }
  }

  /// The components that touch nothing that is known.
  private func islands(of state: State) -> [Component] {
    var open = Set(
      pattern.nodes.indices.filter { !state.known.contains(pattern.nodes[$0].slot) })
    var islands: [Component] = []
    while let first = open.min() {
      var island = Component(nodes: [first], relationships: [])
      var count = 0
      while count < island.nodes.count {
        count = island.nodes.count
        for index in state.remaining {
          let ends = [pattern.relationships[index].left, pattern.relationships[index].right]
          guard !island.nodes.isDisjoint(with: ends) else { continue }
          island.nodes.formUnion(ends)
          island.relationships.insert(index)
        }
      }
      open.subtract(island.nodes)
      islands.append(island)
    }
    return islands
  }

  /// The ways to find a component beside the rows: anew for each, or once.
  private func choices(_ component: Component, _ progress: Progress) -> [Choice] {
    let state = progress.state
    guard let attempt = cheapestStart(state, where: component.nodes.contains) else { return [] }
    let isLinked = self.isLinked(attempt, after: state)
    var choices = [
      Choice(
        attempt: attempt, part: nil, rows: progress.rows * attempt.rows,
        cost: progress.likelyRows * attempt.cost, isLinked: isLinked)
    ]
    let slots = self.slots(of: component.nodes, component.relationships)
    let keys = predicates.filter { $0.joinKey(outer: state.known, inner: slots) != nil }
    guard mayJoin, !keys.isEmpty, isSelfContained(component.relationships),
      let alone = alone(component, slots)
    else { return choices }
    choices.append(
      Choice(
        attempt: attempt, part: Part(moves: alone.moves, slots: slots),
        rows: progress.rows * attempt.rows,
        cost: alone.cost + Self.tableEffort * alone.rows + progress.likelyRows, isLinked: true))
    return choices
  }

  /// Whether a condition reads of what the attempt has found and of what was known before; one node
  /// does not multiply the rows either.
  private func isLinked(_ attempt: State, after state: State) -> Bool {
    if isSingle(attempt, after: state) { return true }
    let new = attempt.known.subtracting(state.known)
    return predicates.contains { predicate in
      let read = predicate.freeSlots
      return !read.isDisjoint(with: new) && !read.isDisjoint(with: state.known)
        && read.isSubset(of: attempt.known)
    }
  }

  /// Whether all that the attempt does is to seek one node.
  private func isSingle(_ attempt: State, after state: State) -> Bool {
    guard attempt.moves.count == state.moves.count + 1, case .start(let node)? = attempt.moves.last
    else { return false }
    return NodeAccess(statistics: statistics, bound: state.known)
      .seek(pattern.nodes[node], predicates: predicates)?.isUnique ?? false
  }

  // MARK: Parts

  /// Whether the relationships can be found without the rows: none of them is bound, no path is
  /// searched for, and their own conditions read nothing.
  private func isSelfContained(_ relationships: Set<Int>) -> Bool {
    relationships.allSatisfy { index in
      let relationship = pattern.relationships[index]
      return !relationship.isBound && relationship.search == .all
        && relationship.properties.allSatisfy { $0.value.slots.isEmpty && $0.value.isStable }
    }
  }

  /// The cheapest way of finding all of the component by itself; nil where something would be left for
  /// later, as a walk is whose ends are both found first.
  private func alone(_ component: Component, _ slots: SlotSet) -> State? {
    let found = isolated(slots).cheapestStart(
      State(known: [], remaining: component.relationships), where: component.nodes.contains)
    guard let found, found.remaining.isEmpty,
      component.nodes.allSatisfy({ found.known.contains(pattern.nodes[$0].slot) })
    else { return nil }
    return found
  }

  private func slots(of nodes: Set<Int>, _ relationships: Set<Int>) -> SlotSet {
    var slots = SlotSet(nodes.map { pattern.nodes[$0].slot })
    for index in relationships {
      let relationship = pattern.relationships[index]
      slots.formUnion([
        relationship.slot, pattern.nodes[relationship.left].slot,
        pattern.nodes[relationship.right].slot,
      ])
    }
    return slots
  }

  /// The order of a part that is found for itself, whose nodes the rows are compared with.
  private func isolated(_ slots: SlotSet) -> PatternOrder {
    var order = self
    order.bound = []
    order.neededLater.formUnion(slots.intersection(bound))
    return order
  }
}
