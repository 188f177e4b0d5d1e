import CypherPlan
import GraphIndex
import GraphModel

/// The nodes that each row's node reaches within the bounds, each once, however many trails there are.
///
/// Breadth first with one mark array for all rows.
///
/// - Complexity: O(relationships of the nodes reached) a row.
final class ReachOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction
  /// The number of the search that visited each node last.
  private var visited: [UInt32] = []
  private var search: UInt32 = 0

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    if visited.count < view.nodeLimit {
      try context.reserve((view.nodeLimit - visited.count) * 4)
      visited = Array(repeating: 0, count: view.nodeLimit)
      search = 0
    }
    let from = try batch.nodes(expand.from, view)
    let to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    let types = view.types(expand.types)
    let masks = expand.toLabels.map { view.labelMask($0) }
    let properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    try batch.rows.forEach { row in
      guard from[row] != noNode else { return }
      try reach(from[row], types) { handle in
        properties.allSatisfy { key, column in
          let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
          return Value.equals(own, column.value(row, view)) == true
        }
      } found: { node in
        if let to, to[row] != node { return }
        guard masks.allSatisfy({ $0[view.labelSet(of: node)] }) else { return }
        owners.append(Int32(row))
        nodes.append(node)
      }
    }
    var result = batch.gathered(owners, keeping: step.live)
    if !expand.isInto { result.columns[expand.to] = .nodes(nodes) }
    return result
  }

  private func reach(
    _ start: NodePosition, _ types: [Int], accepts: (RelationshipHandle) -> Bool,
    found: (NodePosition) -> Void
  ) throws {
    if search == .max {
      visited = Array(repeating: 0, count: visited.count)
      search = 0
    }
    search += 1
    let mark = search
    // With a least length of one the start counts only where a cycle leads back to it.
    if expand.length.minimum == 0 {
      visited[Int(start)] = mark
      found(start)
    }
    let isPlain = expand.properties.isEmpty
    var frontier = [start]
    var level = 0
    while !frontier.isEmpty, level < expand.length.maximum ?? .max {
      level += 1
      var next: [NodePosition] = []
      for node in frontier {
        var seen = 0
        for type in types {
          if isPlain, !view.isTouched(type: type) {
            guard let side = view.adjacency(type: type)?.side(direction) else { continue }
            let slots = side.slots(of: node)
            seen += slots.count
            for neighbor in UnsafeBufferPointer(rebasing: side.neighbors.buffer[slots])
            where visited[Int(neighbor)] != mark {
              visited[Int(neighbor)] = mark
              next.append(neighbor)
            }
          } else {
            view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
              seen += 1
              guard visited[Int(neighbor)] != mark, accepts(handle) else { return }
              visited[Int(neighbor)] = mark
              next.append(neighbor)
            }
          }
        }
        countEdges(seen)
        try context.tick(seen + 1)
      }
      for node in next { found(node) }
      frontier = next
    }
  }
}
