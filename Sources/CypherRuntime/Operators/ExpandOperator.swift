import CypherPlan
import GraphIndex
import GraphModel

/// From the node of each row over one relationship.
///
/// Three forms of one walk: new rows with relationship and neighbour; new rows only where the
/// neighbour is the node that is bound already; and, where nobody reads either, no new rows but a
/// multiplicity times their number.
final class ExpandOperator: Operator {
  private let expand: Expand
  private let direction: Direction
  private var outer: Batch?
  private var rows: [Int32] = []
  private var from: [NodePosition] = []
  private var to: [NodePosition]?
  private var bound: [RelationshipHandle]?
  private var excluded: [Column] = []
  private var row = 0
  private var typeIndex = 0
  private var slot = 0
  private var types: [Int] = []
  private var mask: [Bool]?
  private var merger: RowMerger?

  init(_ expand: Expand, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override func reset() {
    outer = nil
    merger = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if step.mergesRows { return try produceMerged() }
    if expand.countsOnly { return try produceCounts() }
    return try produceRows()
  }

  private func prepare(_ batch: Batch) throws {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    typeIndex = 0
    slot = 0
    types = view.types(expand.types)
    let labels = expand.toLabels.map { view.labelMask($0) }
    mask = labels.first.map { first in
      labels.dropFirst().reduce(first) { zip($0, $1).map { $0 && $1 } }
    }
    from = try batch.nodes(expand.from, view)
    to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    bound = expand.isRelationshipBound ? try batch.handles(expand.relationship, view) : nil
    excluded = expand.distinctFrom.compactMap { batch.columns[$0.slot] }
  }

  // MARK: New rows

  private func produceRows() throws -> Batch? {
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    var handles: [RelationshipHandle] = []
    owners.reserveCapacity(batchSize)
    nodes.reserveCapacity(batchSize)
    handles.reserveCapacity(batchSize)
    while nodes.count < batchSize {
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
      try fill(&owners, &nodes, &handles)
    }
    guard let outer else { return nil }
    var result = outer.gathered(owners, keeping: step.live)
    if !expand.isInto { result.columns[expand.to] = .nodes(nodes) }
    if step.live.contains(expand.relationship) {
      result.columns[expand.relationship] = .relationships(handles)
    }
    if row >= rows.count { self.outer = nil }
    return result
  }

  /// Adds neighbours of the current row until the batch is full or the row is done.
  private func fill(
    _ owners: inout [Int32], _ nodes: inout [NodePosition], _ handles: inout [RelationshipHandle]
  ) throws {
    let index = Int(rows[row])
    let node = from[index]
    guard node != noNode, typeIndex < types.count else {
      nextRow()
      return
    }
    let type = types[typeIndex]
    if direction != .either, !view.isTouched(type: type) {
      try fillPlain(type, index, node, &owners, &nodes, &handles)
    } else {
      // Both directions, or changes over the base: the row's neighbours at once.
      var seen = 0
      view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
        seen += 1
        if accepts(neighbor, handle, index) {
          owners.append(Int32(index))
          nodes.append(neighbor)
          handles.append(handle)
        }
      }
      countEdges(seen)
      try context.tick(seen + 1)
      nextType()
    }
  }

  private func fillPlain(
    _ type: Int, _ index: Int, _ node: NodePosition, _ owners: inout [Int32],
    _ nodes: inout [NodePosition], _ handles: inout [RelationshipHandle]
  ) throws {
    guard let adjacency = view.adjacency(type: type) else {
      nextType()
      return
    }
    let side = adjacency.side(direction)
    let all = side.slots(of: node)
    if let target = to?[index] {
      let found = side.slots(of: node, to: target)
      for slot in found {
        let handle = relationshipHandle(type: type, position: side.position(slot))
        if accepts(target, handle, index) {
          owners.append(Int32(index))
          nodes.append(target)
          handles.append(handle)
        }
      }
      countEdges(found.count)
      try context.tick(found.count + 1)
      nextType()
      return
    }
    let start = max(all.lowerBound, slot)
    let room = batchSize - nodes.count
    let end = min(all.upperBound, start + room)
    let isPlain = mask == nil && excluded.isEmpty && bound == nil
    let neighbors = side.neighbors.pointer(covering: start..<end)
    let base = UInt64(truncatingIfNeeded: type) << 32
    var current = start
    while current < end {
      let neighbor = neighbors[current]
      let handle = base | UInt64(side.position(current))
      if isPlain || accepts(neighbor, handle, index) {
        owners.append(Int32(truncatingIfNeeded: index))
        nodes.append(neighbor)
        handles.append(handle)
      }
      current &+= 1
    }
    countEdges(end - start)
    try context.tick(end - start + 1)
    if end >= all.upperBound { nextType() } else { slot = end }
  }

  private func nextType() {
    typeIndex += 1
    slot = 0
    if typeIndex >= types.count { nextRow() }
  }

  private func nextRow() {
    row += 1
    typeIndex = 0
    slot = 0
  }

  private func accepts(_ neighbor: NodePosition, _ handle: RelationshipHandle, _ row: Int) -> Bool {
    if let to, to[row] != neighbor { return false }
    if let bound, bound[row] != handle { return false }
    if let mask, !mask[view.labelSet(of: neighbor)] { return false }
    for column in excluded where column.holds(handle, row) { return false }
    return true
  }

  // MARK: Counting

  private func produceCounts() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    try prepare(batch)
    outer = nil
    var multiplicity = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    var kept: [Int32] = []
    kept.reserveCapacity(rows.count)
    for row in rows {
      let count = try self.count(Int(row))
      if count == 0 { continue }
      multiplicity[Int(row)] = try product(multiplicity[Int(row)], UInt64(count))
      kept.append(row)
    }
    var result = batch
    result.multiplicity = multiplicity
    result.selection = kept
    return result
  }

  /// How many relationships lead on from the row.
  private func count(_ row: Int) throws -> Int {
    let node = from[row]
    guard node != noNode else { return 0 }
    var total = 0
    for type in types {
      let isPlain = excluded.isEmpty || (to == nil && mask == nil)
      if direction != .either, !view.isTouched(type: type), isPlain, bound == nil {
        guard let adjacency = view.adjacency(type: type) else { continue }
        let side = adjacency.side(direction)
        if let target = to?[row] {
          total += side.slots(of: node, to: target).count
        } else if !excluded.isEmpty {
          total += side.degree(of: node) - excludedCount(at: node, adjacency, type, row)
        } else if let mask {
          let slots = side.slots(of: node)
          let neighbors = side.neighbors.pointer(covering: slots)
          for slot in slots where mask[view.labelSet(of: neighbors[slot])] {
            total += 1
          }
          countEdges(slots.count)
          try context.tick(slots.count + 1)
        } else {
          total += side.degree(of: node)
        }
      } else {
        var seen = 0
        view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
          seen += 1
          if accepts(neighbor, handle, row) { total += 1 }
        }
        countEdges(seen)
        try context.tick(seen + 1)
      }
    }
    return total
  }

  /// How many of the relationships that the row may not cross again are among those that lead on.
  private func excludedCount(
    at node: NodePosition, _ adjacency: Adjacency, _ type: Int, _ row: Int
  ) -> Int {
    var seen: [RelationshipHandle] = []
    for column in excluded {
      column.forEachHandle(row) { handle in
        guard relationshipType(handle) == type, !seen.contains(handle) else { return }
        let position = relationshipPosition(handle)
        // Outgoing slots are positions; an incoming relationship is known by its end.
        let isHere =
          direction == .outgoing
          ? adjacency.outgoing.slots(of: node).contains(Int(position))
          : adjacency.end(of: position) == node
        if isHere { seen.append(handle) }
      }
    }
    return seen.count
  }

  // MARK: Merging

  /// Takes in all rows and hands on one a neighbour, with the sum of the multiplicities.
  private func produceMerged() throws -> Batch? {
    if merger == nil {
      let merger = RowMerger(limit: view.nodeLimit)
      try context.reserve(view.nodeLimit * 8)
      while let batch = try input?.next() {
        try prepare(batch)
        outer = nil
        for row in rows {
          let times = batch.times(Int(row))
          try addNeighbors(of: Int(row), times: times, to: merger)
        }
      }
      self.merger = merger
    }
    return merger?.next(batchSize, slots: context.slotCount, slot: expand.to)
  }

  private func addNeighbors(of row: Int, times: UInt64, to merger: RowMerger) throws {
    let node = from[row]
    guard node != noNode else { return }
    for type in types {
      if direction != .either, !view.isTouched(type: type), excluded.isEmpty, bound == nil,
        mask == nil
      {
        guard let adjacency = view.adjacency(type: type) else { continue }
        let side = adjacency.side(direction)
        let slots = side.slots(of: node)
        try merger.add(
          UnsafeBufferPointer(rebasing: side.neighbors.buffer[slots]), times: times)
        countEdges(slots.count)
        try context.tick(slots.count + 1)
      } else {
        var seen = 0
        try view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
          seen += 1
          if accepts(neighbor, handle, row) { try merger.add(neighbor, times: times) }
        }
        countEdges(seen)
        try context.tick(seen + 1)
      }
    }
  }
}

/// Sums multiplicities by node, densely.
final class RowMerger {
  private var sums: [UInt64]
  private var position = 0

  init(limit: Int) { sums = Array(repeating: 0, count: limit) }

  func add(_ node: NodePosition, times: UInt64) throws(Diagnostic) {
    sums[Int(node)] = try sum(sums[Int(node)], times)
  }

  func add(_ nodes: UnsafeBufferPointer<NodePosition>, times: UInt64) throws(Diagnostic) {
    var overflow = false
    sums.withUnsafeMutableBufferPointer { sums in
      for node in nodes {
        let (result, failed) = sums[Int(node)].addingReportingOverflow(times)
        sums[Int(node)] = result
        overflow = overflow || failed
      }
    }
    if overflow { throw .countOverflow }
  }

  /// The next nodes that have a sum, at most `count`.
  func next(_ count: Int, slots: Int, slot: Int) -> Batch? {
    var nodes: [NodePosition] = []
    var multiplicity: [UInt64] = []
    while position < sums.count, nodes.count < count {
      if sums[position] > 0 {
        nodes.append(NodePosition(position))
        multiplicity.append(sums[position])
      }
      position += 1
    }
    if nodes.isEmpty { return nil }
    var batch = Batch(slots: slots, count: nodes.count)
    batch.columns[slot] = .nodes(nodes)
    batch.multiplicity = multiplicity
    return batch
  }
}
