import CypherPlan
import GraphIndex
import GraphModel

/// Counts the matches of a ``Tally/Hop`` and all that hangs from it, for one node after another.
///
/// The matches below a far node depend on that node alone, so they are counted once and kept. A hop
/// whose far node is asked nothing is a degree; one whose far node is asked nothing but a degree is a
/// sum of degrees.
///
/// - Complexity: O(relationships of the nodes asked about, and of the nodes below, each once).
final class HopCounter {
  let hop: Tally.Hop
  let reader: NeighborReader
  private let context: ExecutionContext
  private let children: [HopCounter]
  /// By label set: whether it is wanted; nil where all are.
  private let mask: FixedMask?
  /// Whether every far node counts once.
  let isPlain: Bool
  /// What counts for a far node, where that is a degree and nothing else.
  let degree: NeighborReader?
  /// By far node: what it counts and one more; 0 where that is not known. Nil where nothing is kept.
  let known: NodeMemory<UInt64>?
  private let counts: UnsafeMutablePointer<UInt64>?
  /// How many relationships were looked at. Behind a pointer, for a stored property of a class is
  /// guarded at every access.
  private let edges: UnsafeMutablePointer<Int>
  /// Whether predicates are computed here or below, for many nodes at a time.
  let needsBatches: Bool
  /// Whether far nodes are asked for labels and nothing else.
  private let isLabelled: Bool
  /// How many far nodes have been asked for labels.
  private var labelsAsked = 0

  private var view: GraphView { reader.view }

  init(_ hop: Tally.Hop, _ context: ExecutionContext) throws {
    self.hop = hop
    self.context = context
    let view = context.view
    edges = .allocate(capacity: 1)
    edges.initialize(to: 0)
    reader = NeighborReader(view, types: view.types(hop.types), Direction(hop.direction))
    children = try hop.children.map { try HopCounter($0, context) }
    mask = hop.toLabels.isEmpty ? nil : FixedMask(hop.toLabels.map { view.labelMask($0) })
    let isUnasked = hop.nodePredicates.isEmpty && children.isEmpty
    isPlain = mask == nil && isUnasked
    isLabelled = mask != nil && isUnasked
    if mask == nil, hop.nodePredicates.isEmpty, children.count == 1, children[0].isPlain,
      children[0].hop.kind == .all, hop.children[0].edgePredicates.isEmpty
    {
      degree = children[0].reader
    } else {
      degree = nil
    }
    if isPlain || isLabelled || degree != nil {
      known = nil
    } else {
      try context.reserve(view.nodeLimit * 8)
      known = NodeMemory(count: view.nodeLimit)
    }
    counts = known?.pointer
    needsBatches =
      !hop.nodePredicates.isEmpty || !hop.edgePredicates.isEmpty
      || children.contains(where: \.needsBatches)
  }

  deinit { edges.deallocate() }

  /// Notes that relationships were looked at.
  @inline(__always)
  func note(edges count: Int) { edges.pointee &+= count }

  /// All relationships looked at below and here since the last question.
  func takeEdges() -> Int {
    let total = children.reduce(edges.pointee) { $0 + $1.takeEdges() }
    edges.pointee = 0
    return total
  }

  /// Multiplies each of `counts` by the matches from the node beside it.
  func multiply(
    _ counts: UnsafeMutableBufferPointer<UInt64>, from nodes: UnsafeBufferPointer<NodePosition>
  ) throws {
    if !hop.edgePredicates.isEmpty {
      let sums = try checkedSums(of: nodes)
      for index in 0..<nodes.count {
        counts[index] = try product(counts[index], hop.kind.result(sums[index]))
      }
      return
    }
    if hop.kind == .all, isPlain {
      var overflows = false
      for (index, node) in nodes.enumerated() {
        let (result, overflow) = counts[index]
          .multipliedReportingOverflow(by: UInt64(reader.degree(of: node)))
        counts[index] = result
        overflows = overflows || overflow
      }
      if overflows { throw Diagnostic.countOverflow }
      return
    }
    if needsBatches, degree == nil { try learn(nodes) }
    var seen = edges.pointee
    for (index, node) in nodes.enumerated() where counts[index] != 0 {
      counts[index] = try product(counts[index], hop.kind.result(try sum(of: node)))
      if edges.pointee - seen > 65_536 {
        try context.tick(edges.pointee - seen)
        seen = edges.pointee
      }
    }
    try context.tick(edges.pointee - seen + nodes.count)
  }

  /// The matches from one node, before ``Tally/Kind`` is looked at.
  private func sum(of node: NodePosition) throws -> UInt64 {
    let list = reader.list(of: node)
    edges.pointee &+= list.count
    if isPlain { return UInt64(list.count) }
    if let degree { return degree.degrees(of: list) }
    guard let known = counts else {
      return try weights(asking: list.count)?.total(list, without: noNode, joined: nil)
        ?? list.reduce(0) { $0 + (try count(at: $1)) }
    }
    var total: UInt64 = 0
    for neighbor in list {
      let count = known[Int(neighbor)]
      let (result, overflow) = total.addingReportingOverflow(
        count != 0 ? count &- 1 : try learn(neighbor))
      if overflow { throw Diagnostic.countOverflow }
      total = result
    }
    return total
  }

  // MARK: Far nodes

  /// What a far node counts.
  @inline(__always)
  func count(at node: NodePosition) throws -> UInt64 {
    if isPlain { return 1 }
    if let degree { return UInt64(degree.degree(of: node)) }
    if isLabelled, let mask { return mask.pointer[view.labelSet(of: node)] ? 1 : 0 }
    let count = counts.map { $0[Int(node)] } ?? 1
    return count != 0 ? count &- 1 : try learn(node)
  }

  /// What far nodes count, for loops over lists; nil where each has to be asked.
  ///
  /// - Parameter count: How many are about to be asked about: the label sets of many are read whole,
  ///   those of a few are not.
  func weights(asking count: Int) -> NodeWeights? {
    if isPlain { return .one }
    if let degree { return degree.isPlain ? .degree(degree.arm) : nil }
    if let counts { return .known(counts) }
    labelsAsked &+= count
    guard labelsAsked > 1024, let mask, view.labelSetsAreBase else { return nil }
    return .labelled(view.base.labelSets.pointer, mask.pointer)
  }

  /// Counts what hangs from every node of the list, so that ``known`` holds it.
  func learn(list: UnsafeBufferPointer<NodePosition>) throws {
    guard let known = counts else { return }
    guard needsBatches else {
      for node in list where known[Int(node)] == 0 { _ = try learn(node) }
      return
    }
    var unknown: [NodePosition] = []
    for node in list where known[Int(node)] == 0 {
      known[Int(node)] = .max
      unknown.append(node)
    }
    if !unknown.isEmpty { try learn(all: unknown) }
  }

  /// Counts what hangs from one far node.
  private func learn(_ node: NodePosition) throws -> UInt64 {
    if let mask, !mask.pointer[view.labelSet(of: node)] { return try keep(0, at: node) }
    if !hop.nodePredicates.isEmpty {
      try learn(all: [node])
      return counts.map { $0[Int(node)] &- 1 } ?? 0
    }
    var count: UInt64 = 1
    for child in children where count != 0 {
      let matches =
        child.hop.edgePredicates.isEmpty
        ? try child.sum(of: node)
        : try withUnsafePointer(to: node) { one in
          try child.checkedSums(of: UnsafeBufferPointer(start: one, count: 1))[0]
        }
      count = try product(count, child.hop.kind.result(matches))
    }
    return try keep(count, at: node)
  }

  private func keep(_ count: UInt64, at node: NodePosition) throws -> UInt64 {
    counts?[Int(node)] = try CypherRuntime.sum(count, 1)
    return count
  }

  /// Counts what hangs from all far nodes of `nodes` that are not known, together.
  func learn(_ nodes: UnsafeBufferPointer<NodePosition>) throws {
    guard let known = counts else { return }
    var unknown: [NodePosition] = []
    for node in nodes {
      let list = reader.list(of: node)
      for neighbor in list where known[Int(neighbor)] == 0 {
        known[Int(neighbor)] = .max
        unknown.append(neighbor)
      }
      try context.tick(list.count)
    }
    try learn(all: unknown)
  }

  private func learn(all nodes: [NodePosition]) throws {
    guard let known = counts else { return }
    var start = 0
    while start < nodes.count {
      let chunk = Array(nodes[start..<min(nodes.count, start + 2048)])
      start += chunk.count
      var batch = Batch(count: chunk.count)
      batch.columns[hop.to] = .nodes(chunk)
      var rows = batch.rows
      if let mask { rows = rows.filtered { mask.pointer[view.labelSet(of: chunk[$0])] } }
      let evaluator = Evaluator(context: context)
      for predicate in hop.nodePredicates where rows.selectedCount > 0 {
        rows = try evaluator.filter(predicate, batch, rows)
      }
      for node in chunk { known[Int(node)] = 1 }
      let kept = rows.indices.map { $0.map { chunk[Int($0)] } } ?? chunk
      var counts = [UInt64](repeating: 1, count: kept.count)
      try kept.withUnsafeBufferPointer { kept in
        try counts.withUnsafeMutableBufferPointer { counts in
          for child in children { try child.multiply(counts, from: kept) }
        }
      }
      for (node, count) in zip(kept, counts) { _ = try keep(count, at: node) }
    }
  }

  // MARK: Relationships that must satisfy something

  private func checkedSums(of nodes: UnsafeBufferPointer<NodePosition>) throws -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: nodes.count)
    var candidates = EdgeCandidates(hop, context)
    for (index, node) in nodes.enumerated() {
      try forEachEdge(of: node) { neighbor, handle in
        try candidates.add(
          Int32(index), neighbor, handle, times: try count(at: neighbor), to: &sums)
      }
    }
    try candidates.settle(&sums)
    return sums
  }

  /// Calls `body` with every neighbour and the relationship that leads to it.
  func forEachEdge(
    of node: NodePosition, _ body: (NodePosition, RelationshipHandle) throws -> Void
  ) throws {
    if reader.isPlain {
      let (start, end) = reader.slots(of: node)
      for slot in start..<end { try body(reader.neighbor(at: slot), reader.handle(at: slot)) }
      note(edges: end - start)
      try context.tick(end - start)
    } else {
      let handles = reader.handles(of: node)
      note(edges: handles.count)
      // The list is copied: what `body` does may read another with the same reader.
      for (place, neighbor) in Array(reader.list(of: node)).enumerated() {
        try body(neighbor, handles[place])
      }
      try context.tick(handles.count)
    }
  }
}

extension Tally.Kind {
  /// What becomes of a number of matches.
  @inline(__always)
  func result(_ count: UInt64) -> UInt64 {
    switch self {
    case .all: count
    case .optional: max(1, count)
    case .exists: min(1, count)
    case .none: count == 0 ? 1 : 0
    }
  }
}
