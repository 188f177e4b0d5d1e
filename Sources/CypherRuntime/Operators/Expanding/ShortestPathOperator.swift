import CypherPlan
import GraphIndex
import GraphModel

/// One shortest path, or all of them, from the node of each row.
///
/// Breadth first from the start; each node remembers by which relationships it was first reached. With
/// the other end bound the search stops at its level. Where none of the paths of that length
/// satisfies what WHERE asks of the whole path, longer ones are tried, as `TrailSearch` does.
///
/// - Complexity: O(relationships of the nodes within the distance) a row, beside the paths themselves;
///   exponential in the length where no short path satisfies a test of the whole path.
final class ShortestPathOperator: Operator {
  let expand: ExpandVariable
  let direction: Direction
  /// The greatest length that the pattern and the condition allow.
  let greatestLength: Int
  private var twoSided: TwoSidedSearch?
  /// The bytes that the search of the current row has taken.
  var searched = 0

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    greatestLength = min(
      expand.length.maximum ?? .max,
      expand.condition.greatestLength(relationship: expand.relationships) ?? .max)
    super.init(step, input: input, context: context)
  }

  /// A path that was found: its end and its relationships from the start.
  struct Found {
    var end: NodePosition
    var relationships: [RelationshipHandle]
  }

  /// How a node was reached first.
  private struct Reached {
    var level: Int
    var parents: [(node: NodePosition, handle: RelationshipHandle)]
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    let from = try batch.nodes(expand.from, view)
    let to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    let masks = expand.toLabels.map { view.labelMask($0) }
    let properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    var owners: [Int32] = []
    var found: [Found] = []
    var kept = 0
    defer { context.release(kept) }
    try batch.rows.forEach { row in
      guard from[row] != noNode, to?[row] != noNode else { return }
      let wanted = properties.map { ($0.0, $0.1.value(row, view)) }
      let test = PathTest(self, batch, Int32(row), properties: wanted)
      searched = 0
      let paths = try search(from[row], to: to?[row], masks, test)
      // Of a search that is over only what it has found is left.
      context.release(searched)
      let bytes = paths.reduce(0) { $0 + 64 + 8 * $1.relationships.count }
      try context.reserve(bytes)
      kept += bytes
      found += paths
      owners += Array(repeating: Int32(row), count: paths.count)
    }
    var result = columns(of: found, in: batch.gathered(owners, keeping: step.live))
    if let claim = try context.claim(kept) { result.claims.append(claim) }
    return result
  }

  /// `batch` with the columns that the step fills.
  func columns(of found: [Found], in batch: Batch) -> Batch {
    var result = batch
    var lists = RelationshipLists()
    for path in found {
      lists.append(expand.isReversed ? path.relationships.reversed() : path.relationships)
    }
    if !expand.isInto { result.columns[expand.to] = .nodes(found.map(\.end)) }
    result.columns[expand.relationships] = .relationshipLists(lists)
    return result
  }

  // MARK: Search

  private func search(
    _ start: NodePosition, to target: NodePosition?, _ masks: [[Bool]], _ test: PathTest
  ) throws -> [Found] {
    guard try test.accepts(start: start) else { return [] }
    if let target, isTwoSided(test) { return try meet(from: start, to: target, masks, test) }
    let reached = try spread(from: start, to: target, test)
    var found: [Found] = []
    var missed: Set<NodePosition> = []
    for end in target.map({ [$0] }) ?? reached.keys.sorted() {
      guard let place = reached[end], masks.allSatisfy({ $0[view.labelSet(of: end)] }) else {
        continue
      }
      // From a node to itself there is only the path without relationships.
      if place.level == 0, expand.length.minimum > 0 { continue }
      var paths: [Found] = []
      if place.level >= expand.length.minimum {
        paths = try test.passing(
          try self.paths(to: end, reached), limit: expand.search == .shortest ? 1 : nil)
      }
      if paths.isEmpty, place.level > 0 { missed.insert(end) }
      found += paths
    }
    guard !missed.isEmpty, !test.isLocal || expand.length.minimum > 1 else { return found }
    return found + (try TrailSearch(self, test).paths(from: start, to: missed))
  }

  /// Whether any shortest path will do, and each relationship is accepted or not by itself.
  private func isTwoSided(_ test: PathTest) -> Bool {
    expand.search == .shortest && test.isLocal && !test.hasSteps && expand.length.minimum <= 1
  }

  /// The path between two nodes, searched from both.
  private func meet(
    from start: NodePosition, to target: NodePosition, _ masks: [[Bool]], _ test: PathTest
  ) throws -> [Found] {
    guard masks.allSatisfy({ $0[view.labelSet(of: target)] }) else { return [] }
    // From a node to itself there is only the path without relationships.
    if start == target {
      return expand.length.minimum > 0 ? [] : [Found(end: target, relationships: [])]
    }
    let search =
      try (context.isUpdating ? nil : self.twoSided)
      ?? TwoSidedSearch(types: view.types(expand.types), direction, context)
    twoSided = search
    let path = try search.path(
      from: start, to: target, limit: greatestLength,
      accepts: expand.properties.isEmpty ? nil : test.matches)
    countEdges(search.edges)
    return path.map { [Found(end: target, relationships: $0)] } ?? []
  }

  private func spread(
    from start: NodePosition, to target: NodePosition?, _ test: PathTest
  ) throws -> [NodePosition: Reached] {
    let types = view.types(expand.types)
    let keepsAll = expand.search == .allShortest || !test.isLocal
    var reached: [NodePosition: Reached] = [start: Reached(level: 0, parents: [])]
    var frontier = [start]
    var level = 0
    while !frontier.isEmpty, level < greatestLength {
      if let target, reached[target] != nil { break }
      level += 1
      var next: [NodePosition] = []
      for node in frontier {
        try forEachStep(from: node, types, test) { neighbor, handle in
          if let known = reached[neighbor] {
            if known.level == level, keepsAll { reached[neighbor]?.parents.append((node, handle)) }
          } else {
            reached[neighbor] = Reached(level: level, parents: [(node, handle)])
            next.append(neighbor)
          }
        }
      }
      // A table that doubles, with an array of parents in each place.
      try context.reserve(next.count * 192)
      searched += next.count * 192
      frontier = next
    }
    return reached
  }

  /// Calls `body` with the node at the other end, and the handle, of each relationship at `node` along
  /// which a path may go.
  func forEachStep(
    from node: NodePosition, _ types: [Int], _ test: PathTest,
    _ body: (NodePosition, RelationshipHandle) -> Void
  ) throws {
    var steps: [PathTest.Step] = []
    var seen = 0
    for type in types {
      view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
        seen += 1
        guard test.matches(handle) else { return }
        if test.hasSteps { steps.append((neighbor, handle)) } else { body(neighbor, handle) }
      }
    }
    countEdges(seen)
    try context.tick(seen + 1)
    for step in try test.accepted(steps) { body(step.node, step.handle) }
  }

  /// The relationships of each shortest path to `end`, from the start.
  private func paths(
    to end: NodePosition, _ reached: [NodePosition: Reached]
  ) throws -> [Found] {
    var open: [(node: NodePosition, tail: [RelationshipHandle])] = [(end, [])]
    var complete: [Found] = []
    while let (node, tail) = open.popLast() {
      guard let place = reached[node], place.level > 0 else {
        complete.append(Found(end: end, relationships: tail.reversed()))
        continue
      }
      for parent in place.parents { open.append((parent.node, tail + [parent.handle])) }
      let bytes = (96 + tail.count * 8) * max(1, place.parents.count)
      try context.reserve(bytes)
      searched += bytes
      try context.tick(tail.count + 1)
    }
    return complete
  }
}
