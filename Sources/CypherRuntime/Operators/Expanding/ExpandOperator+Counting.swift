import GraphIndex
import GraphModel

/// Where nobody reads the new node or the relationship: a multiplicity times their number.
extension ExpandOperator {
  func produceCounts() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    try prepare(batch)
    outer = nil
    var multiplicity = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    var kept: [Int32] = []
    kept.reserveCapacity(rows.count)
    let reader = currentReader()
    for row in rows {
      let count = try self.count(Int(row), reader)
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
  private func count(_ row: Int, _ reader: NeighborReader) throws -> Int {
    let node = from[row]
    guard node != noNode else { return 0 }
    if let target = to?[row], reader.canSearch, bound == nil {
      let count = target == noNode ? 0 : reader.count(from: node, to: target)
      return count == 0 || excluded.isEmpty
        ? count : count - excludedCount(at: node, to: target, reader, row)
    }
    if to == nil, mask == nil, bound == nil {
      let degree = reader.degree(of: node)
      return excluded.isEmpty ? degree : degree - excludedCount(at: node, to: nil, reader, row)
    }
    var total = 0
    let list = reader.list(of: node)
    if excluded.isEmpty, bound == nil {
      for neighbor in list {
        if let target = to?[row], target != neighbor { continue }
        if let mask, !mask[view.labelSet(of: neighbor)] { continue }
        total += 1
      }
    } else {
      let handles = reader.handles(of: node)
      for (place, neighbor) in list.enumerated() where accepts(neighbor, handles[place], row) {
        total += 1
      }
    }
    countEdges(list.count)
    try context.tick(list.count + 1)
    return total
  }

  /// How many of the relationships that the row may not cross again are among those that lead on, to
  /// `target` alone where it is given.
  private func excludedCount(
    at node: NodePosition, to target: NodePosition?, _ reader: NeighborReader, _ row: Int
  ) -> Int {
    var seen: [RelationshipHandle] = []
    for column in excluded {
      column.forEachHandle(row) { handle in
        guard let end = reader.otherEnd(of: handle, at: node), target ?? end == end,
          !seen.contains(handle)
        else { return }
        seen.append(handle)
      }
    }
    return seen.count
  }
}
