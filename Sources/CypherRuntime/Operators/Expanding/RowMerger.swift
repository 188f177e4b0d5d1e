import GraphIndex
import GraphModel

/// Sums multiplicities by node.
///
/// A few rows are kept as they come and sorted at the end; more go to a sum a node. Once an eighth of
/// all nodes have one, which they are is no longer noted: they are found by looking at every sum, which
/// hands them out in order.
///
/// - Complexity: O(rows), and O(nodes) where rows are not few.
final class RowMerger {
  private let limit: Int
  private let context: ExecutionContext
  /// What was added, and what was taken back, while that is little.
  private var few: [Part] = []
  private var taken: [Part] = []
  private var sums: NodeMemory<UInt64>?
  /// The nodes that have had a sum.
  private var touched: [NodePosition] = []
  /// Whether ``touched`` no longer tells.
  private var isWide = false
  private var position = 0

  private struct Part {
    var node: NodePosition
    var times: UInt64
  }

  private static let mostFew = 4096

  init(limit: Int, _ context: ExecutionContext) {
    self.limit = limit
    self.context = context
  }

  func add(_ node: NodePosition, times: UInt64) throws {
    try withUnsafePointer(to: node) {
      try add(UnsafeBufferPointer(start: $0, count: 1), times: times)
    }
  }

  func add(_ nodes: UnsafeBufferPointer<NodePosition>, times: UInt64) throws {
    if sums == nil {
      if few.count + nodes.count <= Self.mostFew {
        for node in nodes { few.append(Part(node: node, times: times)) }
        return
      }
      try leaveFew()
    }
    guard let sums else { return }
    if isWide {
      try Self.add(nodes, times, to: sums.pointer)
    } else {
      try addNoting(nodes, times, to: sums.pointer)
    }
  }

  /// Takes back what was added.
  func subtract(_ node: NodePosition, times: UInt64) {
    guard let sums else { return taken.append(Part(node: node, times: times)) }
    assert(sums[node] >= times, "more is taken back than was added")
    sums[node] &-= times
  }

  private func leaveFew() throws {
    try context.reserve(limit * 8)
    let sums = NodeMemory<UInt64>(count: limit)
    self.sums = sums
    for part in few { try add(part.node, times: part.times) }
    for part in taken { sums[part.node] &-= part.times }
    few = []
    taken = []
  }

  private static func add(
    _ nodes: UnsafeBufferPointer<NodePosition>, _ times: UInt64,
    to sums: UnsafeMutablePointer<UInt64>
  ) throws {
    var overflows = false
    for node in nodes {
      let (sum, overflow) = sums[Int(node)].addingReportingOverflow(times)
      sums[Int(node)] = sum
      overflows = overflows || overflow
    }
    if overflows { throw Diagnostic.countOverflow }
  }

  private func addNoting(
    _ nodes: UnsafeBufferPointer<NodePosition>, _ times: UInt64,
    to sums: UnsafeMutablePointer<UInt64>
  ) throws {
    var overflows = false
    // The only reference is the local one, so that the list grows in place.
    var touched: [NodePosition] = []
    swap(&touched, &self.touched)
    for node in nodes {
      let before = sums[Int(node)]
      if before == 0 { touched.append(node) }
      let (sum, overflow) = before.addingReportingOverflow(times)
      sums[Int(node)] = sum
      overflows = overflows || overflow
    }
    swap(&touched, &self.touched)
    if overflows { throw Diagnostic.countOverflow }
    if self.touched.count > limit / 8 {
      isWide = true
      self.touched = []
    }
  }

  /// Stops where sums and noted nodes do not agree, in the configuration of the tests.
  ///
  /// - Complexity: O(nodes).
  func checkInvariants() {
    #if INTERNAL_CHECKS
      precondition(
        sums == nil || (few.isEmpty && taken.isEmpty), "what is summed is not kept apart")
      guard let sums, !isWide else { return }
      let noted = Set(touched)
      for node in 0..<limit where sums[NodePosition(node)] != 0 {
        precondition(noted.contains(NodePosition(node)), "a node that has a sum must be noted")
      }
    #endif
  }

  // MARK: Handing out

  /// The next nodes that have a sum, at most `count`.
  func next(_ count: Int, slot: Int) throws -> Batch? {
    var (nodes, multiplicity): ([NodePosition], [UInt64]) = ([], [])
    if sums == nil, !few.isEmpty { try mergeFew() }
    guard let sums else {
      let end = min(few.count, position + count)
      nodes = few[position..<end].map(\.node)
      multiplicity = few[position..<end].map(\.times)
      position = end
      return batch(nodes, multiplicity, slot)
    }
    multiplicity = [UInt64](unsafeUninitializedCapacity: count) { multiplicity, filled in
      nodes = [NodePosition](unsafeUninitializedCapacity: count) { nodes, filled in
        filled = fill(nodes, multiplicity, sums.pointer)
      }
      filled = nodes.count
    }
    return batch(nodes, multiplicity, slot)
  }

  /// Writes nodes and their sums until the memory is full; returns how many there are.
  private func fill(
    _ nodes: UnsafeMutableBufferPointer<NodePosition>,
    _ multiplicity: UnsafeMutableBufferPointer<UInt64>, _ sums: UnsafeMutablePointer<UInt64>
  ) -> Int {
    var (filling, position) = (0, self.position)
    if isWide {
      while position < limit, filling < nodes.count {
        let sum = sums[position]
        nodes[filling] = NodePosition(truncatingIfNeeded: position)
        multiplicity[filling] = sum
        filling &+= sum == 0 ? 0 : 1
        position &+= 1
      }
    } else {
      while position < touched.count, filling < nodes.count {
        let node = touched[position]
        nodes[filling] = node
        multiplicity[filling] = sums[Int(node)]
        filling &+= sums[Int(node)] == 0 ? 0 : 1
        // A sum that was taken back may have been begun again, so that the node is here twice.
        sums[Int(node)] = 0
        position &+= 1
      }
    }
    self.position = position
    return filling
  }

  /// Makes one part a node of ``few``, without what was taken back.
  private func mergeFew() throws {
    if position > 0 { return }
    few.sort { $0.node < $1.node }
    taken.sort { $0.node < $1.node }
    var merged: [Part] = []
    for part in few {
      if let last = merged.last, last.node == part.node {
        merged[merged.count - 1].times = try sum(last.times, part.times)
      } else {
        merged.append(part)
      }
    }
    var place = 0
    for part in taken {
      while merged[place].node < part.node { place += 1 }
      merged[place].times &-= part.times
    }
    few = merged.filter { $0.times > 0 }
    taken = []
  }

  private func batch(
    _ nodes: [NodePosition], _ multiplicity: [UInt64], _ slot: Int
  ) -> Batch? {
    if nodes.isEmpty { return nil }
    var batch = Batch(count: nodes.count)
    batch.columns[slot] = .nodes(nodes)
    batch.multiplicity = multiplicity
    return batch
  }
}
