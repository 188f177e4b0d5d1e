import CypherPlan
import GraphIndex
import GraphModel

/// A hop that asks more of the row than the node that it starts from: further nodes that its far node
/// must, or may not, be joined to or be; relationships that may not be crossed again.
final class RowHop {
  let counter: HopCounter
  private var from: [NodePosition] = []
  private var differs: [[NodePosition]] = []
  private var excluded: [Column] = []
  private var closings: [Joined] = []
  private let context: ExecutionContext

  var hop: Tally.Hop { counter.hop }

  /// Another node of the row, with its neighbours marked.
  private final class Joined {
    let closing: Tally.Closing
    let reader: NeighborReader
    /// The same relationships from their other ends.
    let back: NeighborReader
    let marks: Marks
    var nodes: [NodePosition] = []

    init(_ closing: Tally.Closing, _ view: GraphView) {
      self.closing = closing
      reader = NeighborReader(
        view, types: view.types(closing.types), Direction(closing.direction))
      back = NeighborReader(view, types: reader.types, reader.direction.reversed)
      marks = Marks(limit: view.nodeLimit)
    }

    /// Whether neighbours are searched for instead: where marking them would cost more.
    var searches = false

    /// Whether searching for the nodes of `list` one by one costs less than marking the neighbours of
    /// `node`.
    func searchIsCheaper(
      for node: NodePosition, _ list: UnsafeBufferPointer<NodePosition>
    ) -> Bool {
      guard reader.canSearch, let first = list.first else { return false }
      let degree = reader.degree(of: node)
      if degree <= 4 { return false }
      let shorter = min(degree, back.degree(of: first))
      return degree > 2 * list.count * (Int.bitWidth + 1 - shorter.leadingZeroBitCount)
    }

    /// How many relationships join `node` to `other`, searched for from the end that has fewer.
    func search(from node: NodePosition, to other: NodePosition) -> UInt64 {
      let degree = reader.degree(of: node)
      return UInt64(
        back.degree(of: other) < degree
          ? back.count(from: other, to: node) : reader.count(from: node, to: other))
    }
  }

  init(_ hop: Tally.Hop, _ context: ExecutionContext) throws {
    self.context = context
    counter = try HopCounter(hop, context)
    let view = context.view
    for closing in hop.closings {
      try context.reserve(view.nodeLimit * 4)
      closings.append(Joined(closing, view))
    }
  }

  /// Reads what the hop asks of the rows of a batch.
  func prepare(_ batch: Batch) throws {
    let view = context.view
    from = try batch.nodes(hop.from, view)
    differs = try hop.differsFrom.map { try batch.nodes($0, view) }
    excluded = hop.distinctFrom.compactMap { batch.columns[$0.slot] }
    for index in closings.indices {
      closings[index].nodes = try batch.nodes(closings[index].closing.node, view)
    }
  }

  /// Gets ready for a row; false where nothing can match.
  private func begin(
    _ row: Int, _ list: UnsafeBufferPointer<NodePosition>
  ) throws -> Bool {
    for nodes in differs where nodes[row] == noNode { return false }
    for index in closings.indices {
      let node = closings[index].nodes[row]
      if closings[index].marks.node == node {
        closings[index].searches = false
        continue
      }
      // Marks serve all rows that follow with the same node, and cost a write a neighbour.
      let isAlone = row + 1 >= closings[index].nodes.count || closings[index].nodes[row + 1] != node
      closings[index].searches = isAlone && closings[index].searchIsCheaper(for: node, list)
      if !closings[index].searches {
        let marked = closings[index].reader.list(of: node)
        closings[index].marks.set(node, marked)
        counter.note(edges: marked.count)
        try context.tick(marked.count)
      }
    }
    return true
  }

  /// How often the row's conditions count a far node, beside what hangs from it.
  @inline(__always)
  private func factor(_ node: NodePosition, _ row: Int) -> UInt64 {
    for nodes in differs where nodes[row] == node { return 0 }
    var factor: UInt64 = 1
    for joined in closings {
      let count =
        joined.searches
        ? joined.search(from: joined.nodes[row], to: node)
        : UInt64(joined.marks[node])
      factor &*= joined.closing.kind.result(count)
      if factor == 0 { return 0 }
    }
    return factor
  }

  /// What a far node counts for a row.
  private func weight(_ node: NodePosition, _ row: Int) throws -> UInt64 {
    let factor = factor(node, row)
    return factor == 0 ? 0 : try product(factor, try counter.count(at: node))
  }

  /// Whether the far nodes are asked nothing of the row.
  var isFree: Bool { differs.isEmpty && closings.isEmpty && excluded.isEmpty }

  /// The far nodes of a row, until the next call.
  func list(_ row: Int) -> UnsafeBufferPointer<NodePosition> {
    let list = counter.reader.list(of: from[row])
    counter.note(edges: list.count)
    return list
  }

  /// The matches of all `rows`, with ``Tally/Kind`` looked at.
  func sums(_ rows: [Int32], into counts: inout [UInt64]) throws {
    guard hop.edgePredicates.isEmpty else {
      counts = try checkedSums(rows).map(hop.kind.result)
      return
    }
    guard differs.count <= 1, closings.count == 1, excluded.isEmpty,
      counter.degree == nil || counter.degree?.isPlain == true
    else {
      for (index, row) in rows.enumerated() {
        counts[index] = hop.kind.result(try sum(Int(row)))
      }
      return
    }
    try joinedSums(rows, closings[0], &counts)
  }

  /// The same for at most one node to differ from and just one to be joined to: what does not change
  /// from row to row is looked up before the loop.
  private func joinedSums(
    _ rows: [Int32], _ joined: Joined, _ counts: inout [UInt64]
  ) throws {
    let (from, anchors, others) = (from, joined.nodes, differs.first)
    let (reader, marks, kind) = (counter.reader, joined.marks, joined.closing.kind)
    let (weights, degree) = (counter.known?.pointer, counter.degree)
    let isSimple = weights == nil && degree == nil && others == nil && kind == .all
    var marked = marks.node
    var ticks = 0
    for (index, row) in rows.enumerated() {
      let row = Int(row)
      let list = reader.list(of: from[row])
      ticks &+= list.count &+ 1
      if list.isEmpty || (others.map { $0[row] == noNode } ?? false) {
        counts[index] = hop.kind.result(0)
        continue
      }
      let anchor = anchors[row]
      if anchor != marked {
        let next = index &+ 1 < rows.count ? anchors[Int(rows[index &+ 1])] : noNode
        if next != anchor, joined.searchIsCheaper(for: anchor, list) {
          counts[index] = hop.kind.result(try searchedSum(row, list, joined))
          continue
        }
        let neighbors = joined.reader.list(of: anchor)
        marks.set(anchor, neighbors)
        marked = anchor
        ticks &+= neighbors.count
      }
      if ticks > 65_536 {
        counter.note(edges: ticks)
        try context.tick(ticks)
        ticks = 0
      }
      let pointer = marks.pointer
      if isSimple {
        var total: UInt64 = 0
        for node in list { total &+= UInt64(pointer[Int(node)]) }
        counts[index] = hop.kind.result(total)
        continue
      }
      if weights != nil { try counter.learn(list: list) }
      let other = others.map { $0[row] } ?? noNode
      let total =
        switch kind {
        case .all:
          try Self.total(list, without: other, weights, degree) { UInt64(pointer[Int($0)]) }
        case .none:
          try Self.total(list, without: other, weights, degree) { pointer[Int($0)] == 0 ? 1 : 0 }
        case .exists, .optional:
          try Self.total(list, without: other, weights, degree) { pointer[Int($0)] == 0 ? 0 : 1 }
        }
      counts[index] = hop.kind.result(total)
    }
    counter.note(edges: ticks)
    try context.tick(ticks)
  }

  private func searchedSum(
    _ row: Int, _ list: UnsafeBufferPointer<NodePosition>, _ joined: Joined
  ) throws -> UInt64 {
    let anchor = joined.nodes[row]
    var total: UInt64 = 0
    for node in list where !differs.contains(where: { $0[row] == node }) {
      let factor = joined.closing.kind.result(joined.search(from: anchor, to: node))
      if factor == 0 { continue }
      total = try CypherRuntime.sum(total, try product(factor, try counter.count(at: node)))
    }
    return total
  }

  /// The matches of the row, before ``Tally/Kind`` is looked at.
  func sum(_ row: Int) throws -> UInt64 {
    let node = from[row]
    guard node != noNode else { return 0 }
    if isFree, counter.isPlain { return UInt64(counter.reader.degree(of: node)) }
    let list = counter.reader.list(of: node)
    guard !list.isEmpty, try begin(row, list) else { return 0 }
    counter.note(edges: list.count)
    try context.tick(list.count + 1)
    let total = try kernel(row, list) ?? slowSum(row, list)
    return total - (try excludedWeight(node, row))
  }

  private func slowSum(_ row: Int, _ list: UnsafeBufferPointer<NodePosition>) throws -> UInt64 {
    var total: UInt64 = 0
    for neighbor in list { total = try CypherRuntime.sum(total, try weight(neighbor, row)) }
    return total
  }

  /// The sum in one loop over pointers, for at most one node to differ from and one to be joined to.
  private func kernel(
    _ row: Int, _ list: UnsafeBufferPointer<NodePosition>
  ) throws -> UInt64? {
    guard differs.count <= 1, closings.count <= 1, closings.first?.searches != true,
      counter.degree == nil || counter.degree?.isPlain == true
    else { return nil }
    try counter.learn(list: list)
    let other = differs.first?[row] ?? noNode
    let weights = counter.known?.pointer
    let degree = counter.degree
    guard let joined = closings.first else {
      return try Self.total(list, without: other, weights, degree) { _ in 1 }
    }
    let marks = joined.marks.pointer
    switch joined.closing.kind {
    case .all:
      if weights == nil, degree == nil, differs.isEmpty {
        var total: UInt64 = 0
        for node in list { total &+= UInt64(marks[Int(node)]) }
        return total
      }
      return try Self.total(list, without: other, weights, degree) { UInt64(marks[Int($0)]) }
    case .exists:
      return try Self.total(list, without: other, weights, degree) { marks[Int($0)] == 0 ? 0 : 1 }
    case .none:
      return try Self.total(list, without: other, weights, degree) { marks[Int($0)] == 0 ? 1 : 0 }
    case .optional: return nil
    }
  }

  /// The sum over the list of what the nodes count.
  ///
  /// - Parameters:
  ///   - weights: What each node counts and one more.
  ///   - degree: What gives a node's count where `weights` is nil; each counts once where both are.
  ///   - factor: What the count is multiplied by.
  @inline(__always)
  private static func total(
    _ list: UnsafeBufferPointer<NodePosition>, without other: NodePosition,
    _ weights: UnsafeMutablePointer<UInt64>?, _ degree: NeighborReader?,
    _ factor: (NodePosition) -> UInt64
  ) throws -> UInt64 {
    var total: UInt64 = 0
    var overflows = false
    for node in list where node != other {
      let factor = factor(node)
      if factor == 0 { continue }
      var weight: UInt64 = 1
      if let weights {
        weight = weights[Int(node)] &- 1
      } else if let degree {
        let (start, end) = degree.slots(of: node)
        weight = UInt64(end &- start)
      }
      let (part, tooMuch) = factor.multipliedReportingOverflow(by: weight)
      let (sum, tooMany) = total.addingReportingOverflow(part)
      total = sum
      overflows = overflows || tooMuch || tooMany
    }
    if overflows { throw Diagnostic.countOverflow }
    return total
  }

  /// What the relationships that the row may not cross again would count.
  private func excludedWeight(_ node: NodePosition, _ row: Int) throws -> UInt64 {
    guard !excluded.isEmpty else { return 0 }
    var seen: [RelationshipHandle] = []
    var ends: [NodePosition] = []
    for column in excluded {
      column.forEachHandle(row) { handle in
        guard let end = counter.reader.otherEnd(of: handle, at: node), !seen.contains(handle) else {
          return
        }
        seen.append(handle)
        ends.append(end)
      }
    }
    return try ends.reduce(0) { $0 + (try weight($1, row)) }
  }

  /// The matches of all `rows` where relationships must satisfy something too.
  func checkedSums(_ rows: [Int32]) throws -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: rows.count)
    var candidates = EdgeCandidates(hop, context)
    for (index, row) in rows.enumerated() {
      let row = Int(row)
      guard from[row] != noNode, try begin(row, counter.reader.list(of: from[row])) else {
        continue
      }
      try addCandidates(row, Int32(index), &candidates, &sums)
    }
    try candidates.settle(&sums)
    return sums
  }

  /// Adds the relationships of a row whose far nodes satisfy its conditions.
  private func addCandidates(
    _ row: Int, _ owner: Int32, _ candidates: inout EdgeCandidates, _ sums: inout [UInt64]
  ) throws {
    let reader = counter.reader
    // Most far nodes fall out by their mark, which is looked at first and by itself.
    if reader.isPlain, let joined = closings.first, !joined.searches, joined.closing.kind != .none {
      let marks = joined.marks.pointer
      let neighbors = reader.neighborPointer
      let (start, end) = reader.slots(of: from[row])
      for slot in start..<end where marks[Int(neighbors[slot])] != 0 {
        try addCandidate(
          row, owner, neighbors[slot], reader.handle(at: slot), &candidates, &sums)
      }
      counter.note(edges: end - start)
      try context.tick(end - start)
    } else {
      try counter.forEachEdge(of: from[row]) { neighbor, handle in
        try addCandidate(row, owner, neighbor, handle, &candidates, &sums)
      }
    }
  }

  private func addCandidate(
    _ row: Int, _ owner: Int32, _ neighbor: NodePosition, _ handle: RelationshipHandle,
    _ candidates: inout EdgeCandidates, _ sums: inout [UInt64]
  ) throws {
    let factor = factor(neighbor, row)
    if factor == 0 { return }
    for column in excluded where column.holds(handle, row) { return }
    let times = try product(factor, try counter.count(at: neighbor))
    try candidates.add(owner, neighbor, handle, times: times, to: &sums)
  }

  /// What the far node of each relationship that `reader` finds counts here and in `other`, multiplied.
  func shared(_ row: Int, with other: RowHop, over reader: NeighborReader) throws -> UInt64 {
    let list = reader.list(of: from[row])
    guard !list.isEmpty, try begin(row, list), try other.begin(row, list)
    else { return 0 }
    var total: UInt64 = 0
    for neighbor in list {
      total = try CypherRuntime.sum(
        total, try product(try weight(neighbor, row), try other.weight(neighbor, row)))
    }
    return total
  }

  /// The sum of what the far nodes of the row count, each times what it has in `sums`.
  func gather(_ row: Int, from sums: NodeMemory<UInt64>) throws -> UInt64 {
    let list = counter.reader.list(of: from[row])
    guard !list.isEmpty, try begin(row, list) else { return 0 }
    var total: UInt64 = 0
    for neighbor in list where sums[neighbor] != 0 {
      total = try CypherRuntime.sum(
        total, try product(sums[neighbor], try weight(neighbor, row)))
    }
    return total
  }

  /// Adds to `sums`, and lists in `nodes`, what each far node of the row counts, all its relationships
  /// together.
  func spread(_ row: Int, over sums: NodeMemory<UInt64>, _ nodes: inout [NodePosition]) throws {
    let list = counter.reader.list(of: from[row])
    guard !list.isEmpty, try begin(row, list) else { return }
    counter.note(edges: list.count)
    for neighbor in list {
      let weight = try weight(neighbor, row)
      if weight == 0 { continue }
      if sums[neighbor] == 0 { nodes.append(neighbor) }
      sums[neighbor] = try CypherRuntime.sum(sums[neighbor], weight)
    }
  }
}
