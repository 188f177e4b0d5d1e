import GraphIndex

/// Two hops of one row that may not end alike, or not over the same relationship.
extension RowHop {
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
