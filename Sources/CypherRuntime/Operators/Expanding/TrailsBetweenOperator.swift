import CypherPlan
import GraphIndex
import GraphModel

/// Over several relationships, none of them twice, from one node of each row to another: every trail
/// within the bounds is a row.
///
/// The trails from either end are taken down level by level, always on the side whose next level has
/// fewer relationships, until together they are as long as the longest trail may be. Then those of one
/// side are walked, and each is put together with those of the other that end where it has come to. A
/// trail is cut at one place alone: so many steps before its end as the trees of that end are deep, so
/// that it is found once; two halves that share a relationship are no trail. (Pohl, "Bi-directional
/// Search".)
///
/// Where the halves would be too many to be kept, the walk goes on from the end with fewer
/// relationships, as `ExpandVariableOperator` does from its only one.
///
/// - Complexity: O(trails of half the length from both ends, and pairs of them that meet) a row.
final class TrailsBetweenOperator: Operator {
  private let expand: ExpandVariable
  private let direction: Direction
  private var outer: Batch?
  private var rows: [Int32] = []
  private var row = 0
  private var from: [NodePosition] = []
  private var to: [NodePosition] = []
  private var excluded: [Column] = []
  private var properties: [(key: Int?, column: Column)] = []
  private var ahead: TrailTree?
  private var back: TrailTree?
  private var walk: Walk?

  /// Trails may be long: a batch has no more than that many relationships.
  private static let mostHandles = 1 << 16

  /// The trails of a row, half of which are walked.
  private struct Walk {
    /// The tree whose trails are looked up, and the one along which the walk goes.
    let table: TrailTree
    let side: TrailTree
    /// Whether the walk goes from the far end to the near one.
    let isBackwards: Bool
    /// How many steps it takes.
    let depth: Int
    var frames: [Frame] = []
    var trail: [RelationshipHandle] = []
    /// The trails of the table that are still to be put together with this one.
    var meeting: ArraySlice<Int32> = []
    var edges = 0
  }

  /// A node on the walk and the relationships that lead on from it.
  private struct Frame {
    var next: [(node: NodePosition, handle: RelationshipHandle)] = []
    var index = 0
  }

  /// Rows that come out.
  private struct Output {
    var owners: [Int32] = []
    /// Where nobody reads the trails: how many each row stands for.
    var times: [UInt64] = []
    var lists = RelationshipLists()
    var trails = 0
  }

  init(_ expand: ExpandVariable, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    outer = nil
    walk = nil
    super.reset()
  }

  /// Whether somebody reads which trails there are; otherwise their number is enough.
  private var wantsLists: Bool { step.live.contains(expand.relationships) }

  override func produce() throws -> Batch? {
    var output = Output()
    while output.trails < batchSize, output.lists.handles.count < Self.mostHandles {
      if outer == nil {
        guard output.owners.isEmpty else { break }
        guard let batch = try input?.next() else {
          ahead?.clear()
          back?.clear()
          return nil
        }
        try prepare(batch)
      }
      guard row < rows.count else {
        if output.owners.isEmpty {
          outer = nil
          continue
        }
        break
      }
      try find(&output)
    }
    guard let outer else { return nil }
    var result = outer.gathered(output.owners, keeping: step.live)
    if wantsLists {
      result.columns[expand.relationships] = .relationshipLists(output.lists)
    } else if output.trails > output.owners.count {
      var multiplicity = output.times
      if let own = result.multiplicity {
        for place in own.indices {
          multiplicity[place] = try product(own[place], multiplicity[place])
        }
      }
      result.multiplicity = multiplicity
    }
    if row >= rows.count { self.outer = nil }
    return result
  }

  private func prepare(_ batch: Batch) throws {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    walk = nil
    from = try batch.nodes(expand.from, view)
    to = try batch.nodes(expand.to, view)
    excluded = expand.distinctFrom.compactMap { batch.columns[$0.slot] }
    properties = try expand.properties.map {
      (view.keys.number(of: $0.key), try evaluator.evaluate($0.value, batch))
    }
    if ahead == nil || context.isUpdating {
      ahead?.clear()
      back?.clear()
      let types = view.types(expand.types)
      ahead = TrailTree(types: types, direction, context)
      back = TrailTree(types: types, direction.reversed, context)
    }
  }

  private func accepts(_ handle: RelationshipHandle, _ row: Int) -> Bool {
    for (key, column) in properties {
      let own = key.map { view.relationshipProperty(handle, key: $0) } ?? .null
      if Value.equals(own, column.value(row, view)) != true { return false }
    }
    for column in excluded where column.holds(handle, row) { return false }
    return true
  }

  // MARK: Both sides

  /// Takes down trails from both ends, and says how the rest is walked.
  private func meet(_ index: Int) throws -> Walk? {
    guard let ahead, let back, from[index] != noNode, to[index] != noNode else { return nil }
    // In which order the trails of a row come must not depend on the rows before it.
    let isKept = !wantsLists && properties.isEmpty && excluded.isEmpty
    ahead.start(at: from[index], isKept: isKept)
    back.start(at: to[index], isKept: isKept)
    let longest = expand.length.maximum ?? .max
    var edges = 0
    var isComplete = true
    while ahead.depth + back.depth < longest, ahead.nextEdges > 0, back.nextEdges > 0 {
      // What has been spent beside a tree that stays might have been spent on it.
      let (forward, backward) = (
        ahead.nextEdges - ahead.credit, back.nextEdges - back.credit
      )
      let side = forward <= backward ? ahead : back
      guard side.mayGrow else {
        isComplete = false
        break
      }
      edges += try side.grow { accepts($0, index) }
    }
    countEdges(edges)
    let isBackwards: Bool
    let depth: Int
    if back.nextEdges == 0 || ahead.nextEdges == 0 {
      // All trails of one side are known.
      isBackwards = back.nextEdges > 0
      depth = 0
    } else if isComplete {
      isBackwards = back.count < ahead.count
      depth = longest - (isBackwards ? ahead : back).depth
    } else {
      isBackwards = back.nextEdges < ahead.nextEdges
      depth = longest - (isBackwards ? ahead : back).depth
    }
    var walk = Walk(
      table: isBackwards ? ahead : back, side: isBackwards ? back : ahead,
      isBackwards: isBackwards, depth: depth, edges: edges)
    walk.meeting = walk.table.trails(at: walk.side.root, onlyLongest: false)
    try step(&walk, to: walk.side.root, index)
    return walk
  }

  // MARK: The walk

  /// Finds trails of the current row until there are no more or the batch is full.
  private func find(_ output: inout Output) throws {
    let index = Int(rows[row])
    guard var walk = try self.walk ?? meet(index) else {
      row += 1
      return
    }
    self.walk = nil
    while output.trails < batchSize, output.lists.handles.count < Self.mostHandles {
      if let other = walk.meeting.popFirst() {
        let isFound = try putTogether(walk, other, index, &output)
        if isFound, expand.reachesOnly { return finish(walk) }
        continue
      }
      guard let last = walk.frames.indices.last else { return finish(walk) }
      guard walk.frames[last].index < walk.frames[last].next.count else {
        walk.frames.removeLast()
        if !walk.trail.isEmpty { walk.trail.removeLast() }
        continue
      }
      let (node, handle) = walk.frames[last].next[walk.frames[last].index]
      walk.frames[last].index += 1
      if walk.trail.contains(handle) { continue }
      walk.trail.append(handle)
      walk.meeting = walk.table.trails(at: node, onlyLongest: true)
      try step(&walk, to: node, index)
    }
    self.walk = walk
  }

  private func finish(_ walk: Walk) {
    ahead?.add(credit: walk.edges)
    back?.add(credit: walk.edges)
    row += 1
  }

  /// Adds a node to the walk, with what leads on from it.
  private func step(_ walk: inout Walk, to node: NodePosition, _ index: Int) throws {
    var frame = Frame()
    if walk.trail.count < walk.depth {
      // After the last step only what the other side reaches is wanted.
      let isLast = walk.trail.count + 1 == walk.depth
      var seen = 0
      walk.side.forEachStep(from: node) { neighbor, handle in
        seen += 1
        if isLast, !walk.table.reaches(neighbor) { return }
        if accepts(handle, index) { frame.next.append((neighbor, handle)) }
      }
      walk.edges += seen
      countEdges(seen)
      try context.tick(seen + 1)
    }
    walk.frames.append(frame)
  }

  /// Adds the walk so far and a trail of the table as a row, where both together are a trail.
  private func putTogether(
    _ walk: Walk, _ other: Int32, _ index: Int, _ output: inout Output
  ) throws -> Bool {
    var trail = walk.trail
    let isTrail = walk.table.append(other, to: &trail)
    try context.tick(trail.count + 1)
    guard isTrail, trail.count >= expand.length.minimum else { return false }
    output.trails += 1
    if wantsLists {
      output.owners.append(Int32(index))
      output.lists.append(expand.isReversed != walk.isBackwards ? trail.reversed() : trail)
    } else if output.owners.last == Int32(index) {
      output.times[output.times.count - 1] += 1
    } else {
      output.owners.append(Int32(index))
      output.times.append(1)
    }
    return true
  }
}
