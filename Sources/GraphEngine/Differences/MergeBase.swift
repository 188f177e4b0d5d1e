import GraphIndex
import GraphModel

/// What two graphs have come from.
struct MergeBase {
  let view: GraphView
  private let toFirst: GraphComparison
  private let toSecond: GraphComparison
  /// What relationships were in the base, of those that were asked for.
  private var firsts: [RelationshipHandle: RelationshipHandle] = [:]
  private var seconds: [RelationshipHandle: RelationshipHandle] = [:]
  private var inSecond: Set<RelationshipHandle> = []
  private var inFirst: Set<RelationshipHandle> = []

  init(_ base: ComparedGraph, _ first: ComparedGraph, _ second: ComparedGraph) throws {
    view = base.view
    toFirst = try GraphComparison(base, first, unnamed: .byNeighbours)
    toSecond = try GraphComparison(base, second, unnamed: .byNeighbours)
  }

  func checkSound() throws {
    try toFirst.checkSound()
    try toSecond.checkSound()
  }

  // MARK: Nodes

  /// What a node of both graphs was; nil where it was not, or each was another.
  func node(_ p: NodePosition, _ q: NodePosition) -> NodePosition? {
    let origin = toFirst.nodes.before[Int(p)]
    return origin != noNode && origin == toSecond.nodes.before[Int(q)] ? origin : nil
  }

  /// Whether a node that only the first graph has was taken from the second.
  func isRemovedFromSecond(_ p: NodePosition) -> Bool {
    let origin = toFirst.nodes.before[Int(p)]
    return origin != noNode && toSecond.nodes.after[Int(origin)] == noNode
  }

  /// Whether a node that only the second graph has was taken from the first.
  func isRemovedFromFirst(_ q: NodePosition) -> Bool {
    let origin = toSecond.nodes.before[Int(q)]
    return origin != noNode && toFirst.nodes.after[Int(origin)] == noNode
  }

  // MARK: Relationships

  /// Finds what relationships were.
  mutating func find(_ wanted: [RelationshipMatching.Pair]) throws {
    let x = Set(wanted.compactMap(\.before))
    let y = Set(wanted.compactMap(\.after))
    try toFirst.forEachRelationshipPair { origin, handle in
      if let origin, let handle, x.contains(handle) { firsts[handle] = origin }
    }
    let origins = Set(firsts.values)
    try toSecond.forEachRelationshipPair { origin, handle in
      guard let origin, let handle else { return }
      if y.contains(handle) { seconds[handle] = origin }
      if origins.contains(origin) { inSecond.insert(origin) }
    }
    let others = Set(seconds.values)
    if others.isSubset(of: origins) { return inFirst = others }
    try toFirst.forEachRelationshipPair { origin, handle in
      if let origin, handle != nil, others.contains(origin) { inFirst.insert(origin) }
    }
  }

  func relationship(_ x: RelationshipHandle, _ y: RelationshipHandle) -> RelationshipHandle? {
    guard let origin = firsts[x], origin == seconds[y] else { return nil }
    return origin
  }

  func isRemovedFromSecond(relationship x: RelationshipHandle) -> Bool {
    firsts[x].map { !inSecond.contains($0) } ?? false
  }

  func isRemovedFromFirst(relationship y: RelationshipHandle) -> Bool {
    seconds[y].map { !inFirst.contains($0) } ?? false
  }

  /// Where a relationship of the base leads, as positions of the first graph.
  func ends(_ origin: RelationshipHandle) -> (start: NodePosition, end: NodePosition) {
    let ends = view.ends(of: origin)
    return (toFirst.nodes.after[Int(ends.start)], toFirst.nodes.after[Int(ends.end)])
  }
}
