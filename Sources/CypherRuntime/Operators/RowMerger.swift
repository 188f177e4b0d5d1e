import GraphIndex
import GraphModel

/// Sums multiplicities by node, at a cost of the rows alone.
final class RowMerger {
  private let sums: NodeMemory<UInt64>
  /// The nodes that have had a sum.
  private var touched: [NodePosition] = []
  private var position = 0

  init(limit: Int) { sums = NodeMemory(count: limit) }

  func add(_ node: NodePosition, times: UInt64) throws(Diagnostic) {
    if sums[node] == 0 { touched.append(node) }
    sums[node] = try sum(sums[node], times)
  }

  func add(_ nodes: UnsafeBufferPointer<NodePosition>, times: UInt64) throws(Diagnostic) {
    var overflow = false
    let sums = sums.pointer
    // The only reference is the local one, so that the list grows in place.
    var touched = self.touched
    self.touched = []
    defer { self.touched = touched }
    for node in nodes {
      let before = sums[Int(node)]
      if before == 0 { touched.append(node) }
      let (result, failed) = before.addingReportingOverflow(times)
      sums[Int(node)] = result
      overflow = overflow || failed
    }
    if overflow { throw .countOverflow }
  }

  /// Takes back what was added.
  func subtract(_ node: NodePosition, times: UInt64) {
    assert(sums[node] >= times, "more is taken back than was added")
    sums[node] &-= times
  }

  /// The next nodes that have a sum, at most `count`.
  func next(_ count: Int, slots: Int, slot: Int) -> Batch? {
    var nodes: [NodePosition] = []
    var multiplicity: [UInt64] = []
    nodes.reserveCapacity(count)
    multiplicity.reserveCapacity(count)
    while position < touched.count, nodes.count < count {
      let node = touched[position]
      position += 1
      // A sum that was taken back may have been begun again, so that the node is here twice.
      guard sums[node] > 0 else { continue }
      nodes.append(node)
      multiplicity.append(sums[node])
      sums[node] = 0
    }
    if nodes.isEmpty { return nil }
    var batch = Batch(slots: slots, count: nodes.count)
    batch.columns[slot] = .nodes(nodes)
    batch.multiplicity = multiplicity
    return batch
  }
}
