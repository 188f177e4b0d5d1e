import CypherPlan
import GraphIndex

/// Hops from whose far nodes something goes on that asks the row: the far nodes are gathered with what
/// they count, and the next hop goes on from all of them together.
extension RowHop {
  /// The matches of the row from each of `nodes`, times what stands beside it, added up.
  func flow(
    _ row: Int, _ nodes: UnsafeBufferPointer<NodePosition>, times: UnsafeBufferPointer<UInt64>?
  ) throws -> UInt64 {
    guard let chained, relaxed == nil else { return try endingFlow(row, nodes, times) }
    if times == nil, nodes.count == 1, isUnasking {
      // The list of the only node is what the walk goes on from.
      let list = counter.reader.list(of: nodes[0])
      counter.note(edges: list.count)
      return try chained.flow(row, list, times: nil)
    }
    var total: UInt64 = 0
    func goOn() throws {
      let ends = UnsafeBufferPointer(start: UnsafePointer(front.nodes), count: front.count)
      let times = UnsafeBufferPointer(start: UnsafePointer(front.times), count: front.count)
      total = try CypherRuntime.sum(total, try chained.flow(row, ends, times: times))
      front.removeAll()
    }
    var place = 0
    while place < nodes.count {
      place = try walk(row, nodes, times, from: place)
      if front.count > 0 { try goOn() }
    }
    return total
  }

  /// The same where no chain goes on.
  private func endingFlow(
    _ row: Int, _ nodes: UnsafeBufferPointer<NodePosition>, _ times: UnsafeBufferPointer<UInt64>?
  ) throws -> UInt64 {
    if isSimple, let weights = counter.weights(asking: nodes.count) {
      return try simpleFlow(row, nodes, times, weights)
    }
    var total: UInt64 = 0
    for (index, node) in nodes.enumerated() {
      let matches = try sum(row, from: node)
      if matches == 0 { continue }
      total = try CypherRuntime.sum(total, try product(times?[index] ?? 1, matches))
    }
    return total
  }

  /// The same where the hop ``isSimple``.
  private func simpleFlow(
    _ row: Int, _ nodes: UnsafeBufferPointer<NodePosition>, _ times: UnsafeBufferPointer<UInt64>?,
    _ weights: NodeWeights
  ) throws -> UInt64 {
    let (other, anchor) = (differs.first.map { $0[row] }, joined.first.map { $0.nodes[row] })
    var total: UInt64 = 0
    try forEachSimpleSum(
      nodes.count, weights, row: { _ in row }, node: { nodes[$0] },
      anchor: { _ in anchor ?? noNode }, other: { _ in other }
    ) { index, matches in
      if matches == 0 { return }
      total = try CypherRuntime.sum(total, try product(times?[index] ?? 1, matches))
    }
    return total
  }

  /// Whether every far node counts one, whatever the row is, beside what the branches make of it.
  private var isUnasking: Bool {
    excluded.isEmpty && counter.isPlain && differs.isEmpty && joined.isEmpty
  }

  /// Adds the far nodes that count anything to ``front``, until there are many; returns the place of the
  /// first node that is left.
  private func walk(
    _ row: Int, _ nodes: UnsafeBufferPointer<NodePosition>, _ times: UnsafeBufferPointer<UInt64>?,
    from start: Int
  ) throws -> Int {
    guard excluded.isEmpty, differs.isEmpty, joined.count <= 1,
      let weights = counter.weights(asking: counter.reader.degree(of: nodes[start]))
    else {
      try walkSlowly(row, from: nodes[start], times: times?[start] ?? 1)
      return start + 1
    }
    let (reader, front, joined) = (counter.reader, front, joined.first)
    let anchor = joined.map { $0.nodes[row] } ?? noNode
    let learns = counter.known != nil
    var isMarked = joined == nil
    var (place, ticks) = (start, 0)
    while place < nodes.count, front.count < Self.mostEnds, ticks < 65_536 {
      let list = reader.list(of: nodes[place])
      let number = times?[place] ?? 1
      place &+= 1
      if list.isEmpty { continue }
      ticks &+= list.count
      if !isMarked, let joined {
        ticks &+= joined.prepare(for: anchor, list)
        isMarked = !joined.searches
        if !isMarked {
          try walkSlowly(row, from: nodes[place - 1], times: number)
          continue
        }
      }
      if learns { try counter.learn(list: list) }
      try weights.append(list, times: number, joined: joined, to: front)
    }
    counter.note(edges: ticks)
    try context.tick(ticks)
    return place
  }

  /// The same for one node, asking whatever can be asked.
  private func walkSlowly(_ row: Int, from node: NodePosition, times: UInt64) throws {
    let list = counter.reader.list(of: node)
    guard !list.isEmpty, try begin(row, list) else { return }
    counter.note(edges: list.count)
    try context.tick(list.count)
    let handles = excluded.isEmpty ? [] : counter.reader.handles(of: node)
    for (place, neighbor) in list.enumerated() {
      let factor = factor(neighbor, row)
      if factor == 0 { continue }
      if excluded.contains(where: { $0.holds(handles[place], row) }) { continue }
      let count = try counter.count(at: neighbor)
      if count == 0 { continue }
      front.append(neighbor, times: try product(times, try product(factor, count)))
    }
  }
}
