import CypherPlan
import GraphIndex

/// Hops whose relationships must satisfy something: those whose far nodes count are gathered until
/// there are enough for the predicates to be computed together.
extension RowHop {
  /// The matches of all `rows`, before ``Tally/Kind`` is looked at.
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
    if reader.isPlain, let joined = joined.first, !joined.searches, joined.closing.kind != .none {
      let bits = joined.marks.bits
      let neighbors = reader.neighborPointer
      let (start, end) = reader.slots(of: from[row])
      for slot in start..<end where bits.mark(of: neighbors[slot]) != 0 {
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
    if factor(neighbor, row) == 0 { return }
    for column in excluded where column.holds(handle, row) { return }
    let times = try weight(neighbor, row)
    try candidates.add(owner, neighbor, handle, times: times, to: &sums)
  }
}
