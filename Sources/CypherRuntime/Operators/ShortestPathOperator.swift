import CypherPlan
import GraphIndex
import GraphModel

/// One shortest path, or all of them, from the node of each row.
///
/// Breadth first from the start; each node remembers by which relationships it was first reached. With
/// the other end bound the search stops at its level.
///
/// - Complexity: O(relationships of the nodes within the distance) a row, beside the paths themselves.
final class ShortestPathOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  /// How a node was reached first.
  private struct Reached {
    var level: Int
    var parents: [(node: NodePosition, handle: RelationshipHandle)]
  }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    let from = try batch.nodes(expand.from, view)
    let to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    let types = view.types(expand.types)
    let masks = expand.toLabels.map { view.labelMask($0) }
    let properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    var lists = RelationshipLists()
    try batch.rows.forEach { row in
      guard from[row] != noNode, to?[row] != noNode else { return }
      let reached = try search(from[row], to: to?[row], types) { handle in
        properties.allSatisfy { key, column in
          let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
          return Value.equals(own, column.value(row, view)) == true
        }
      }
      let ends = to.map { [$0[row]] } ?? reached.keys.sorted()
      for end in ends {
        guard let found = reached[end], found.level >= expand.length.minimum,
          masks.allSatisfy({ $0[view.labelSet(of: end)] })
        else { continue }
        for path in try paths(to: end, reached) {
          owners.append(Int32(row))
          nodes.append(end)
          lists.append(expand.isReversed ? path.reversed() : path)
        }
      }
    }
    var result = batch.gathered(owners, keeping: step.live)
    if !expand.isInto { result.columns[expand.to] = .nodes(nodes) }
    result.columns[expand.relationships] = .relationshipLists(lists)
    return result
  }

  private func search(
    _ start: NodePosition, to target: NodePosition?, _ types: [Int],
    accepts: (RelationshipHandle) -> Bool
  ) throws -> [NodePosition: Reached] {
    var reached: [NodePosition: Reached] = [start: Reached(level: 0, parents: [])]
    var frontier = [start]
    var level = 0
    while !frontier.isEmpty, level < expand.length.maximum ?? .max {
      if let target, reached[target] != nil { break }
      level += 1
      var next: [NodePosition] = []
      for node in frontier {
        var seen = 0
        for type in types {
          view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
            seen += 1
            guard accepts(handle) else { return }
            if let known = reached[neighbor] {
              if known.level == level, expand.search == .allShortest {
                reached[neighbor]?.parents.append((node, handle))
              }
            } else {
              reached[neighbor] = Reached(level: level, parents: [(node, handle)])
              next.append(neighbor)
            }
          }
        }
        countEdges(seen)
        try context.tick(seen + 1)
      }
      try context.reserve(next.count * 64)
      frontier = next
    }
    return reached
  }

  /// The relationships of each shortest path to `end`, from the start.
  private func paths(
    to end: NodePosition, _ reached: [NodePosition: Reached]
  ) throws -> [[RelationshipHandle]] {
    var open: [(node: NodePosition, tail: [RelationshipHandle])] = [(end, [])]
    var complete: [[RelationshipHandle]] = []
    while let (node, tail) = open.popLast() {
      guard let found = reached[node], found.level > 0 else {
        complete.append(tail.reversed())
        continue
      }
      for parent in found.parents { open.append((parent.node, tail + [parent.handle])) }
      try context.tick(tail.count + 1)
    }
    return complete
  }
}
