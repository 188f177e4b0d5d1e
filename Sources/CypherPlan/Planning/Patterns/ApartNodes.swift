/// Which nodes of a pattern are known to be different: because a condition says so, or because a
/// relationship that cannot be a loop joins them.
struct ApartNodes {
  /// Two slots, in either order.
  private struct Pair: Hashable {
    let low: Int
    let high: Int

    init(_ a: Int, _ b: Int) {
      low = min(a, b)
      high = max(a, b)
    }
  }

  private var told: Set<Pair> = []
  /// The types of the relationships between two nodes.
  private var joined: [Pair: [LabelPredicate?]] = [:]

  /// Nothing is known.
  init() {}

  /// What the clause says.
  init(_ match: BoundMatch) {
    for predicate in match.predicates.flatMap(\.conjuncts) {
      guard let nodes = predicate.differingNodes?.sorted(), nodes.count == 2 else { continue }
      told.insert(Pair(nodes[0], nodes[1]))
    }
    let nodes = match.pattern.nodes
    for relationship in match.pattern.relationships where relationship.length == nil {
      let pair = Pair(nodes[relationship.left].slot, nodes[relationship.right].slot)
      joined[pair, default: []].append(relationship.types)
    }
  }

  /// Whether the nodes in two different slots are different.
  func holds(_ a: Int, _ b: Int, _ statistics: PlanStatistics) -> Bool {
    let pair = Pair(a, b)
    return told.contains(pair)
      || joined[pair]?.contains(where: { statistics.hasNoLoops($0) }) ?? false
  }
}
