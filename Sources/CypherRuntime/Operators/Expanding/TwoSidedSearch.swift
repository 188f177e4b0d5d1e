import GraphIndex
import GraphModel

/// A shortest path between two nodes, searched from both: level by level, always on the side whose next
/// level has fewer relationships, until the two meet (Pohl, "Bi-directional Search").
///
/// Where degrees are alike, each side goes half the way and so looks at the square root of what one
/// side alone would; where nothing leads to the end, the side that runs dry first says so.
///
/// - Complexity: O(relationships of the nodes that either side reaches).
final class TwoSidedSearch {
  /// One side: how far each node is from its end.
  private struct Side {
    let reader: NeighborReader
    /// One more than the distance; 0 where a node has not been reached.
    let levels: NodeMemory<UInt32>
    var frontier: [NodePosition] = []
    var touched: [NodePosition] = []
    var depth: UInt32 = 0

    mutating func start(at node: NodePosition) {
      for node in touched { levels[node] = 0 }
      touched = [node]
      frontier = [node]
      depth = 0
      levels[node] = 1
    }
  }

  private var forward: Side
  private var backward: Side
  private let context: ExecutionContext
  /// How many relationships were looked at.
  private(set) var edges = 0

  init(types: [Int], _ direction: Direction, _ context: ExecutionContext) throws {
    self.context = context
    let view = context.view
    try context.reserve(view.nodeLimit * 8)
    forward = Side(
      reader: NeighborReader(view, types: types, direction),
      levels: NodeMemory(count: view.nodeLimit))
    backward = Side(
      reader: NeighborReader(view, types: types, direction.reversed),
      levels: NodeMemory(count: view.nodeLimit))
  }

  /// The relationships of a shortest path of at most `limit`; nil where there is none.
  ///
  /// - Parameter accepts: Whether a path may use a relationship; nil where it may use any.
  func path(
    from start: NodePosition, to end: NodePosition, limit: Int,
    accepts: ((RelationshipHandle) -> Bool)?
  ) throws -> [RelationshipHandle]? {
    edges = 0
    forward.start(at: start)
    backward.start(at: end)
    if start == end { return [] }
    while Int(forward.depth) + Int(backward.depth) < limit {
      let ahead = forward.frontier.withUnsafeBufferPointer { forward.reader.degrees(of: $0) }
      let back = backward.frontier.withUnsafeBufferPointer { backward.reader.degrees(of: $0) }
      if ahead == 0 || back == 0 { return nil }
      let met =
        try ahead <= back
        ? Self.advance(&forward, meeting: backward.levels, accepts, context, &edges)
        : Self.advance(&backward, meeting: forward.levels, accepts, context, &edges)
      if let met {
        let first = steps(from: met, towards: forward, over: backward.reader, accepts)
        let second = steps(from: met, towards: backward, over: forward.reader, accepts)
        return first.reversed() + second
      }
    }
    return nil
  }

  /// Reaches one level more; the node where the sides meet by the shortest way, if they do.
  private static func advance(
    _ side: inout Side, meeting other: NodeMemory<UInt32>,
    _ accepts: ((RelationshipHandle) -> Bool)?, _ context: ExecutionContext, _ edges: inout Int
  ) throws -> NodePosition? {
    var next: [NodePosition] = []
    var best: (node: NodePosition, level: UInt32)?
    let (levels, others) = (side.levels.pointer, other.pointer)
    let level = side.depth + 2
    for node in side.frontier {
      let list = side.reader.list(of: node)
      edges &+= list.count
      let handles = accepts == nil ? [] : side.reader.handles(of: node)
      for (place, neighbor) in list.enumerated() where levels[Int(neighbor)] == 0 {
        if let accepts, !accepts(handles[place]) { continue }
        levels[Int(neighbor)] = level
        next.append(neighbor)
        let other = others[Int(neighbor)]
        if other != 0, best.map({ other < $0.level }) ?? true { best = (neighbor, other) }
      }
      try context.tick(list.count + 1)
    }
    side.depth += 1
    side.frontier = next
    side.touched.append(contentsOf: next)
    return best?.node
  }

  /// The relationships from `node` to the end of `side`, each to the first neighbour that is nearer.
  private func steps(
    from node: NodePosition, towards side: Side, over reader: NeighborReader,
    _ accepts: ((RelationshipHandle) -> Bool)?
  ) -> [RelationshipHandle] {
    var steps: [RelationshipHandle] = []
    var current = node
    while side.levels[current] > 1 {
      let level = side.levels[current]
      let handles = reader.handles(of: current)
      let nearer = reader.list(of: current).enumerated().first { place, neighbor in
        side.levels[neighbor] == level - 1 && accepts?(handles[place]) ?? true
      }
      // Every node but the end was reached over a relationship from one that is nearer.
      guard let nearer else { return steps }
      steps.append(handles[nearer.offset])
      current = nearer.element
    }
    return steps
  }
}
