import CypherPlan
import GraphIndex
import GraphModel

/// The rows of which one node is reached from the other within the bounds, however many trails there are.
///
/// Different nodes are looked for from both: a shortest walk between them comes to no node twice, so it
/// is a trail, whatever its direction. From a node back to itself something else is asked: whether a
/// trail of at least one step leads there.
///
/// - Complexity: O(relationships of the nodes that either side reaches) a row.
final class ReachBetweenOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction
  private var search: TwoSidedSearch?
  private var reader: NeighborReader?

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    let from = try batch.nodes(expand.from, view)
    let to = try batch.nodes(expand.to, view)
    let properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    let types = view.types(expand.types)
    if context.isUpdating { (search, reader) = (nil, nil) }
    let search = try self.search ?? TwoSidedSearch(types: types, direction, context)
    let reader = self.reader ?? NeighborReader(view, types: types, direction)
    (self.search, self.reader) = (search, reader)
    let limit = expand.length.maximum ?? .max
    let reached = try batch.rows.filtered { row in
      let (start, end) = (from[row], to[row])
      if start == noNode || end == noNode { return false }
      if start == end, expand.length.minimum == 0 { return true }
      var accepts: ((RelationshipHandle) -> Bool)?
      if !properties.isEmpty {
        accepts = { [view] handle in
          properties.allSatisfy { key, column in
            let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
            return Value.equals(own, column.value(row, view)) == true
          }
        }
      }
      if start == end {
        var closed = ClosedTrailSearch(reader, direction, context)
        defer { countEdges(closed.edges) }
        return try closed.isThere(from: start, limit: limit, accepts: accepts)
      }
      defer { countEdges(search.edges) }
      return try search.path(from: start, to: end, limit: limit, accepts: accepts) != nil
    }
    var result = batch
    result.selection = reached.indices
    return result
  }
}

/// Whether a trail leads from a node back to it.
///
/// The shortest that does comes to no other node twice. Breadth first, each node remembers over which
/// relationship of the start it was reached first: with open directions, the ring is closed by a
/// relationship between two nodes that were reached over different ones, or by a second one to the
/// start; a walk that goes back over the relationship that it came by closes none.
///
/// - Complexity: O(relationships of the nodes within half of the limit; within all of it where the
///   relationships are directed).
private struct ClosedTrailSearch {
  private struct Reached {
    let level: Int
    /// The first relationship on the way.
    let first: RelationshipHandle
    /// The last.
    let last: RelationshipHandle
  }

  private let reader: NeighborReader
  private let direction: Direction
  private let context: ExecutionContext
  /// How many relationships were looked at.
  private(set) var edges = 0

  init(_ reader: NeighborReader, _ direction: Direction, _ context: ExecutionContext) {
    self.reader = reader
    self.direction = direction
    self.context = context
  }

  /// Whether there is one of at most `limit` steps.
  mutating func isThere(
    from start: NodePosition, limit: Int, accepts: ((RelationshipHandle) -> Bool)?
  ) throws -> Bool {
    var reached = [start: Reached(level: 0, first: noRelationship, last: noRelationship)]
    var queue = [start]
    var place = 0
    defer { context.release(queue.count * 64) }
    try context.reserve(64)
    while place < queue.count {
      let node = queue[place]
      place += 1
      guard let own = reached[node] else { continue }
      let least = direction == .either ? 2 * own.level + 1 : own.level + 1
      if least > limit { return false }
      let neighbors = Array(reader.list(of: node))
      edges += neighbors.count
      try context.tick(neighbors.count + 1)
      let before = queue.count
      for (neighbor, handle) in zip(neighbors, reader.handles(of: node)) {
        if handle == own.last { continue }
        if let accepts, !accepts(handle) { continue }
        let first = own.level == 0 ? handle : own.first
        guard let other = reached[neighbor] else {
          reached[neighbor] = Reached(level: own.level + 1, first: first, last: handle)
          queue.append(neighbor)
          continue
        }
        if neighbor == start || direction == .either && other.first != first {
          if own.level + other.level + 1 <= limit {
            // What the lines before have added is not taken yet.
            try context.reserve((queue.count - before) * 64)
            return true
          }
        }
      }
      try context.reserve((queue.count - before) * 64)
    }
    return false
  }
}
