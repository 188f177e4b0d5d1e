import CypherPlan
import GraphIndex
import GraphModel

/// From the node of each row over several relationships, none of them twice: every trail within the
/// bounds is a row.
///
/// Depth first with a stack of its own, so that depth costs heap, not stack, and a full batch can be
/// handed on in the middle of a row.
final class ExpandVariableOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction
  private var outer: Batch?
  private var rows: [Int32] = []
  private var row = 0
  private var isStarted = false
  private var from: [NodePosition] = []
  private var to: [NodePosition]?
  private var boundLists: Column?
  private var excluded: [Column] = []
  private var types: [Int] = []
  private var mask: [Bool]?
  private var properties: [(key: Int?, column: Column)] = []
  private var frames: [Frame] = []
  private var trail: [RelationshipHandle] = []

  /// Trails may be long: a batch has no more than that many relationships.
  private static let mostHandles = 1 << 16

  /// A node on the trail and the relationships that lead on from it.
  private struct Frame {
    var node: NodePosition
    var next: [(node: NodePosition, handle: RelationshipHandle)]
    var index = 0
  }

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    outer = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    var lists = RelationshipLists()
    while nodes.count < batchSize, lists.handles.count < Self.mostHandles {
      if outer == nil {
        guard nodes.isEmpty else { break }
        guard let batch = try input?.next() else { return nil }
        try prepare(batch)
      }
      guard row < rows.count else {
        if nodes.isEmpty {
          outer = nil
          continue
        }
        break
      }
      try walk(&owners, &nodes, &lists)
    }
    guard let outer else { return nil }
    var result = outer.gathered(owners, keeping: step.live)
    if !expand.isInto { result.columns[expand.to] = .nodes(nodes) }
    if step.live.contains(expand.relationships), !expand.isListBound {
      result.columns[expand.relationships] = .relationshipLists(lists)
    }
    if row >= rows.count { self.outer = nil }
    return result
  }

  private func prepare(_ batch: Batch) throws {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    isStarted = false
    types = view.types(expand.types)
    let labels = expand.toLabels.map { view.labelMask($0) }
    mask = labels.first.map { first in
      labels.dropFirst().reduce(first) { zip($0, $1).map { $0 && $1 } }
    }
    from = try batch.nodes(expand.from, view)
    to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    boundLists = expand.isListBound ? batch.columns[expand.relationships] : nil
    excluded = expand.distinctFrom.compactMap { batch.columns[$0.slot] }
    properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
  }

  /// Goes on with the current row until it is done or the batch is full.
  private func walk(
    _ owners: inout [Int32], _ nodes: inout [NodePosition], _ lists: inout RelationshipLists
  ) throws {
    let index = Int(rows[row])
    if !isStarted {
      frames = []
      trail = []
      guard from[index] != noNode else {
        row += 1
        return
      }
      isStarted = true
      if expand.length.minimum == 0 { emit(index, from[index], &owners, &nodes, &lists) }
      try push(from[index], index)
    }
    while nodes.count < batchSize, lists.handles.count < Self.mostHandles {
      guard let last = frames.indices.last else {
        isStarted = false
        row += 1
        return
      }
      guard frames[last].index < frames[last].next.count else {
        frames.removeLast()
        if !trail.isEmpty { trail.removeLast() }
        continue
      }
      let (node, handle) = frames[last].next[frames[last].index]
      frames[last].index += 1
      if trail.contains(handle) { continue }
      trail.append(handle)
      if trail.count >= expand.length.minimum {
        emit(index, node, &owners, &nodes, &lists)
        try context.tick(trail.count)
      }
      try push(node, index)
    }
  }

  private func push(_ node: NodePosition, _ index: Int) throws {
    var next: [(node: NodePosition, handle: RelationshipHandle)] = []
    if trail.count < expand.length.maximum ?? .max {
      var seen = 0
      for type in types {
        view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
          seen += 1
          if accepts(handle, index) { next.append((neighbor, handle)) }
        }
      }
      countEdges(seen)
      try context.tick(seen + 1)
    }
    frames.append(Frame(node: node, next: next))
  }

  private func accepts(_ handle: RelationshipHandle, _ row: Int) -> Bool {
    for (key, column) in properties {
      let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
      if Value.equals(own, column.value(row, view)) != true { return false }
    }
    for column in excluded where column.holds(handle, row) { return false }
    return true
  }

  private func emit(
    _ index: Int, _ node: NodePosition, _ owners: inout [Int32], _ nodes: inout [NodePosition],
    _ lists: inout RelationshipLists
  ) {
    if let to, to[index] != node { return }
    if let mask, !mask[view.labelSet(of: node)] { return }
    let list = expand.isReversed ? Array(trail.reversed()) : trail
    if let boundLists, !isSame(list, boundLists.value(index, view)) { return }
    owners.append(Int32(index))
    nodes.append(node)
    lists.append(list)
  }

  private func isSame(_ list: [RelationshipHandle], _ value: Value) -> Bool {
    guard case .list(let values) = value, values.count == list.count else { return false }
    return zip(list, values).allSatisfy { handle, value in
      guard case .relationship(let relationship) = value else { return false }
      return view.handle(of: relationship) == handle
    }
  }
}

extension OperatorMaker {
  func make(_ expand: ExpandVariable) -> Operator {
    if expand.search != .all {
      return ShortestPathOperator(expand, step, input: input, context: context)
    }
    if expand.reachesOnly, expand.isReachedByWalks {
      return expand.isInto
        ? ReachBetweenOperator(expand, step, input: input, context: context)
        : ReachOperator(expand, step, input: input, context: context)
    }
    // A list that is bound leads where it leads.
    if expand.isInto, !expand.isListBound {
      return TrailsBetweenOperator(expand, step, input: input, context: context)
    }
    return ExpandVariableOperator(expand, step, input: input, context: context)
  }
}
