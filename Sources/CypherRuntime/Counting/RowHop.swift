import CypherPlan
import GraphIndex
import GraphModel

/// A hop that asks more of the row than the node that it starts from: further nodes that its far node
/// must, or may not, be joined to or be; relationships that may not be crossed again; or anything of
/// this kind further down.
///
/// What asks nothing of the row is counted once a node by a ``HopCounter``. The rest depends on the row
/// and is walked for it, level by level over plain lists, without a row being made.
///
/// - Complexity: O(relationships of what is walked) a row.
final class RowHop {
  let counter: HopCounter
  let context: ExecutionContext
  /// The nodes that the rows start from.
  private(set) var from: [NodePosition] = []
  /// Relationships of the rows that may not be crossed again.
  private(set) var excluded: [Column] = []
  let joined: [JoinedNode]
  var differs: [[NodePosition]] = []
  /// What hangs from the far node and asks something of the row too.
  let branches: [RowHop]
  /// The only branch, where its matches add up along the way.
  let chained: RowHop?
  /// The far nodes that ``chained`` goes on from.
  let front = WalkFront()
  /// The same without the rule that the only branch may not cross relationships of the row, where that
  /// is all that it asks of the row: what the rule takes away is subtracted.
  let relaxed: RowHop?
  /// By start: the matches of ``relaxed`` and one more, where they do not depend on the row.
  private let relaxedSums: NodeMemory<UInt64>?
  /// A bit for each far node from which the branches have been asked.
  private var asked: NodeMemory<UInt64>?

  var hop: Tally.Hop { counter.hop }

  /// How many far nodes are gathered before the walk goes on from them.
  static let mostEnds = 1 << 16

  init(_ hop: Tally.Hop, _ context: ExecutionContext) throws {
    self.context = context
    var own = hop
    own.children = hop.children.filter(\.isFree)
    counter = try HopCounter(own, context)
    branches = try hop.children.filter { !$0.isFree }.map { try RowHop($0, context) }
    chained = branches.count == 1 && branches[0].hop.kind == .all ? branches[0] : nil
    let view = context.view
    relaxed = try hop.withoutExclusionBelow.map { try RowHop($0, context) }
    if let relaxed, relaxed.hop.isFree {
      try context.reserve(view.nodeLimit * 8)
      relaxedSums = NodeMemory(count: view.nodeLimit)
    } else {
      relaxedSums = nil
    }
    joined = try hop.closings.map { closing in
      try context.reserve(view.nodeLimit * 4)
      return JoinedNode(closing, view)
    }
  }

  /// Reads what the hop asks of the rows of a batch.
  func prepare(_ batch: Batch) throws {
    from = try batch.nodes(hop.from, context.view)
    try prepareBelow(batch)
  }

  private func prepareBelow(_ batch: Batch) throws {
    let view = context.view
    differs = try hop.differsFrom.map { try batch.nodes($0, view) }
    excluded = hop.distinctFrom.compactMap { batch.columns[$0.slot] }
    for joined in joined { try joined.read(batch, view) }
    for branch in branches { try branch.prepareBelow(batch) }
    try relaxed?.prepareBelow(batch)
  }

  /// Gets ready for a row; false where nothing can match.
  func begin(_ row: Int, _ list: UnsafeBufferPointer<NodePosition>) throws -> Bool {
    if !differs.isEmpty { for nodes in differs where nodes[row] == noNode { return false } }
    if joined.isEmpty { return true }
    for joined in joined {
      let marked = joined.prepare(for: joined.nodes[row], list)
      if marked == 0 { continue }
      counter.note(edges: marked)
      try context.tick(marked)
    }
    return true
  }

  /// How often the row's conditions count a far node, beside what hangs from it.
  @inline(__always)
  func factor(_ node: NodePosition, _ row: Int) -> UInt64 {
    for nodes in differs where nodes[row] == node { return 0 }
    var factor: UInt64 = 1
    for joined in joined {
      factor &*= joined.factor(node, row)
      if factor == 0 { return 0 }
    }
    return factor
  }

  /// What a far node counts for a row.
  func weight(_ node: NodePosition, _ row: Int) throws -> UInt64 {
    let factor = factor(node, row)
    if factor == 0 { return 0 }
    var weight = try product(factor, try counter.count(at: node))
    for branch in branches where weight != 0 {
      weight = try product(weight, branch.hop.kind.result(try branch.sum(row, from: node)))
    }
    return weight
  }

  /// Whether the far nodes are asked nothing of the row.
  var isFree: Bool {
    differs.isEmpty && joined.isEmpty && excluded.isEmpty && branches.isEmpty
  }

  /// The far nodes of a row, until the next call.
  func list(_ row: Int) -> UnsafeBufferPointer<NodePosition> {
    let list = counter.reader.list(of: from[row])
    counter.note(edges: list.count)
    return list
  }

  /// All relationships looked at here and below since the last question.
  func takeEdges() -> Int {
    branches.reduce(counter.takeEdges() + (relaxed?.takeEdges() ?? 0)) { $0 + $1.takeEdges() }
  }

  // MARK: Sums

  /// The matches of all `rows`, with ``Tally/Kind`` looked at.
  func sums(_ rows: [Int32], into counts: inout [UInt64]) throws {
    if needsBatches {
      let nodes = CypherRuntime.gather(from, rows)
      try nodes.withUnsafeBufferPointer { try learn(from: $0) }
    }
    guard hop.edgePredicates.isEmpty else {
      counts = try checkedSums(rows).map(hop.kind.result)
      return
    }
    if isSimple, let weights = counter.weights(asking: rows.count) {
      return try simpleSums(rows, weights, &counts)
    }
    for (index, row) in rows.enumerated() {
      counts[index] = hop.kind.result(try sum(Int(row)))
    }
  }

  /// Whether the row is asked for at most one node to differ from and one to be joined to.
  var isSimple: Bool {
    differs.count <= 1 && joined.count <= 1 && excluded.isEmpty && branches.isEmpty
  }

  /// The same where the hop ``isSimple``.
  private func simpleSums(
    _ rows: [Int32], _ weights: NodeWeights, _ counts: inout [UInt64]
  ) throws {
    let (from, anchors, others, kind) = (from, joined.first?.nodes, differs.first, hop.kind)
    try forEachSimpleSum(
      rows.count, weights,
      row: { Int(rows[$0]) }, node: { from[Int(rows[$0])] },
      anchor: { index in anchors.map { $0[Int(rows[index])] } ?? noNode },
      other: { index in others.map { $0[Int(rows[index])] } }
    ) { index, matches in counts[index] = kind.result(matches) }
  }

  /// Calls `body` with the matches of each of `count` starts, where the hop ``isSimple``: what does not
  /// change is looked up before the loop.
  @inline(__always)
  func forEachSimpleSum(
    _ count: Int, _ weights: NodeWeights, row: (Int) -> Int, node: (Int) -> NodePosition,
    anchor: (Int) -> NodePosition, other: (Int) -> NodePosition?,
    _ body: (Int, UInt64) throws -> Void
  ) throws {
    let (reader, joined) = (counter.reader, joined.first)
    var bits: UnsafeMutablePointer<UInt64>?
    if case .one = weights, differs.isEmpty, joined?.closing.kind == .all {
      bits = joined?.marks.bits
    }
    let learns = counter.known != nil
    var marked = joined?.marks.node ?? noNode
    var ticks = 0
    for index in 0..<count {
      let list = reader.list(of: node(index))
      let differing = other(index)
      ticks &+= list.count &+ 1
      if list.isEmpty || differing == noNode {
        try body(index, 0)
        continue
      }
      if let joined, anchor(index) != marked {
        ticks &+= joined.prepare(for: anchor(index), list)
        if joined.searches {
          try body(index, try slowSum(row(index), list))
          continue
        }
        marked = anchor(index)
      }
      if ticks > 65_536 {
        counter.note(edges: ticks)
        try context.tick(ticks)
        ticks = 0
      }
      if let bits, let joined, joined.marks.areSimple {
        try body(index, NodeWeights.count(list, bits))
        continue
      }
      if learns { try counter.learn(list: list) }
      try body(index, try weights.total(list, without: differing ?? noNode, joined: joined))
    }
    counter.note(edges: ticks)
    try context.tick(ticks)
  }

  /// The matches of the row, before ``Tally/Kind`` is looked at.
  func sum(_ row: Int) throws -> UInt64 { try sum(row, from: from[row]) }

  /// The matches of the row from another node than its own.
  func sum(_ row: Int, from node: NodePosition) throws -> UInt64 {
    guard node != noNode else { return 0 }
    if isFree, counter.isPlain { return UInt64(counter.reader.degree(of: node)) }
    if let relaxed {
      let all = try relaxedSum(relaxed, row, from: node)
      return all == 0 ? 0 : all - (try excludedBelow(row, from: node))
    }
    if chained != nil {
      return try withUnsafePointer(to: node) { node in
        try flow(row, UnsafeBufferPointer(start: node, count: 1), times: nil)
      }
    }
    let list = counter.reader.list(of: node)
    guard !list.isEmpty, try begin(row, list) else { return 0 }
    counter.note(edges: list.count)
    try context.tick(list.count + 1)
    let total = try kernel(row, list) ?? slowSum(row, list)
    return excluded.isEmpty ? total : total - (try excludedWeight(node, row))
  }

  func slowSum(_ row: Int, _ list: UnsafeBufferPointer<NodePosition>) throws -> UInt64 {
    var total: UInt64 = 0
    for neighbor in list { total = try CypherRuntime.sum(total, try weight(neighbor, row)) }
    return total
  }

  /// The sum in one loop over pointers, for at most one node to differ from and one to be joined to.
  private func kernel(
    _ row: Int, _ list: UnsafeBufferPointer<NodePosition>
  ) throws -> UInt64? {
    guard differs.count <= 1, joined.count <= 1, branches.isEmpty,
      joined.first?.searches != true, let weights = counter.weights(asking: list.count)
    else { return nil }
    try counter.learn(list: list)
    return try weights.total(list, without: differs.first?[row] ?? noNode, joined: joined.first)
  }

  private func relaxedSum(
    _ relaxed: RowHop, _ row: Int, from node: NodePosition
  ) throws -> UInt64 {
    guard let relaxedSums else { return try relaxed.sum(row, from: node) }
    if relaxedSums[node] == 0 {
      relaxedSums[node] = try CypherRuntime.sum(try relaxed.sum(row, from: node), 1)
    }
    return relaxedSums[node] &- 1
  }

  /// What the branch would count over relationships that the row may not cross again: only from far
  /// nodes that are an end of one.
  private func excludedBelow(_ row: Int, from node: NodePosition) throws -> UInt64 {
    guard let branch = chained else { return 0 }
    if branch.excluded.count == 1, case .relationships(let handles) = branch.excluded[0] {
      if handles[row] == noRelationship { return 0 }
      let (start, end) = context.view.ends(of: handles[row])
      let first = try excludedBelow(branch, row, from: node, at: start)
      return start == end
        ? first
        : try CypherRuntime.sum(first, try excludedBelow(branch, row, from: node, at: end))
    }
    return try branch.excludedEnds(row).reduce(0) { total, end in
      try CypherRuntime.sum(total, try excludedBelow(branch, row, from: node, at: end))
    }
  }

  private func excludedBelow(
    _ branch: RowHop, _ row: Int, from node: NodePosition, at end: NodePosition
  ) throws -> UInt64 {
    let joining = counter.reader.count(from: node, to: end)
    if joining == 0 { return 0 }
    let weight = try product(try counter.count(at: end), try branch.excludedWeight(end, row))
    return try product(UInt64(joining), weight)
  }

  /// The ends of the relationships that the row may not cross again, each once.
  private func excludedEnds(_ row: Int) -> Set<NodePosition> {
    var ends: Set<NodePosition> = []
    for column in excluded {
      column.forEachHandle(row) { handle in
        let (start, end) = context.view.ends(of: handle)
        ends.formUnion([start, end])
      }
    }
    return ends
  }

  /// What the relationships that the row may not cross again would count.
  private func excludedWeight(_ node: NodePosition, _ row: Int) throws -> UInt64 {
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

  // MARK: Predicates

  /// Whether predicates are computed here or below, for many nodes at a time.
  private var needsBatches: Bool {
    counter.needsBatches || branches.contains(where: \.needsBatches)
  }

  /// Computes the predicates of all far nodes here and below together.
  private func learn(from nodes: UnsafeBufferPointer<NodePosition>) throws {
    if hop.edgePredicates.isEmpty, counter.needsBatches { try counter.learn(nodes) }
    try relaxed?.learn(from: nodes)
    let below = branches.filter(\.needsBatches)
    if below.isEmpty { return }
    let limit = context.view.nodeLimit
    let asked = self.asked ?? NodeMemory(count: limit / 64 + 1)
    if self.asked == nil { try context.reserve(limit / 8) }
    self.asked = asked
    var found: [NodePosition] = []
    for node in nodes {
      let list = counter.reader.list(of: node)
      for neighbor in list where asked.pointer.mark(of: neighbor) == 0 {
        asked.pointer[Int(neighbor &>> 6)] |= 1 &<< UInt64(neighbor & 63)
        found.append(neighbor)
      }
      try context.tick(list.count)
    }
    try found.withUnsafeBufferPointer { found in
      for branch in below { try branch.learn(from: found) }
    }
  }
}

extension Tally.Hop {
  /// The hop without the rule that its only branch that asks the row may not cross relationships of the
  /// row; nil where there is none, or the row is asked for anything else.
  fileprivate var withoutExclusionBelow: Tally.Hop? {
    guard distinctFrom.isEmpty, differsFrom.isEmpty, closings.isEmpty else { return nil }
    var relaxed = self
    relaxed.kind = .all
    for (index, child) in children.enumerated() where !child.isFree {
      guard relaxed.children[index].kind == .all, child.differsFrom.isEmpty,
        child.closings.isEmpty, child.children.allSatisfy(\.isFree),
        children.filter({ !$0.isFree }).count == 1
      else { return nil }
      relaxed.children[index].distinctFrom = []
      return relaxed
    }
    return nil
  }
}
