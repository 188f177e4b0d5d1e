import CypherPlan
import GraphIndex
import GraphModel

/// The nodes that each row's node reaches within the bounds, each once, however many trails there are;
/// between two nodes of a row, `ReachBetweenOperator` looks.
///
/// Breadth first with one mark array for all rows.
///
/// - Complexity: O(relationships of the nodes reached) a row.
final class ReachOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction
  /// The number of the search that visited each node last.
  private var visited = NodeMemory<UInt32>(count: 0)
  private var search: UInt32 = 0
  private var frontier: [NodePosition] = []
  private var next: [NodePosition] = []

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    if visited.count < view.nodeLimit {
      try context.reserve((view.nodeLimit - visited.count) * 4)
      visited = NodeMemory(count: view.nodeLimit)
      search = 0
    }
    let from = try batch.nodes(expand.from, view)
    let reader = NeighborReader(view, types: view.types(expand.types), direction)
    let masks = expand.toLabels.map { view.labelMask($0) }
    let properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    try batch.rows.forEach { row in
      guard from[row] != noNode else { return }
      var wanted: ((RelationshipHandle) -> Bool)?
      if !properties.isEmpty {
        wanted = { [view] handle in
          properties.allSatisfy { key, column in
            let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
            return Value.equals(own, column.value(row, view)) == true
          }
        }
      }
      let start = nodes.count
      try reach(from[row], reader, wanted, &nodes)
      if !masks.isEmpty {
        let found = nodes[start...].filter { node in
          masks.allSatisfy { $0[view.labelSet(of: node)] }
        }
        nodes.replaceSubrange(start..., with: found)
      }
      owners.append(contentsOf: repeatElement(Int32(row), count: nodes.count - start))
    }
    var result = batch.gathered(owners, keeping: step.live)
    result.columns[expand.to] = .nodes(nodes)
    return result
  }

  /// Adds every node that is reached from `start` within the bounds.
  private func reach(
    _ start: NodePosition, _ reader: NeighborReader, _ wanted: ((RelationshipHandle) -> Bool)?,
    _ found: inout [NodePosition]
  ) throws {
    if search == .max {
      visited = NodeMemory(count: visited.count)
      search = 0
    }
    search += 1
    let mark = search
    let visited = visited.pointer
    // With a least length of one the start counts only where a cycle leads back to it.
    if expand.length.minimum == 0 {
      visited[Int(start)] = mark
      found.append(start)
    }
    // The lists are kept from search to search; the only references are the local ones.
    var frontier: [NodePosition] = []
    var next: [NodePosition] = []
    swap(&frontier, &self.frontier)
    swap(&next, &self.next)
    frontier.removeAll(keepingCapacity: true)
    frontier.append(start)
    var level = 0
    while !frontier.isEmpty, level < expand.length.maximum ?? .max {
      level += 1
      next.removeAll(keepingCapacity: true)
      var seen = 0
      for node in frontier {
        let list = reader.list(of: node)
        seen &+= list.count
        if let wanted {
          let handles = reader.handles(of: node)
          for (place, neighbor) in Array(list).enumerated()
          where visited[Int(neighbor)] != mark && wanted(handles[place]) {
            visited[Int(neighbor)] = mark
            next.append(neighbor)
          }
        } else {
          for neighbor in list where visited[Int(neighbor)] != mark {
            visited[Int(neighbor)] = mark
            next.append(neighbor)
          }
        }
        if seen > 65_536 {
          countEdges(seen)
          try context.tick(seen)
          seen = 0
        }
      }
      countEdges(seen)
      try context.tick(seen + frontier.count)
      found.append(contentsOf: next)
      swap(&frontier, &next)
    }
    swap(&frontier, &self.frontier)
    swap(&next, &self.next)
  }
}
