import CypherPlan
import GraphIndex
import GraphModel

// The rows in the table, by which the inner plan's rows pass.
extension HashJoinOperator {
  /// What comes of letting the inner plan's rows pass by a table of the rows.
  enum Passed {
    case counted(Batch)
    case sorted(SortedMatches)
    /// They find so many that it is better done the other way round.
    case tooMany
  }

  func passBy(_ batches: [Batch]) throws -> Passed {
    let rows = Batch.concatenated(batches, view)
    let bytes = 2 * rows.footprint + JoinTable.footprint(of: rows.count)
    try context.reserve(bytes)
    defer { context.release(bytes) }
    let outer = try keys(of: .outer, rows)
    let origins = outer.origins
    let places = origins.map { Batch(count: $0.count) } ?? rows
    let table = try JoinTable(places, keys: outer.columns, hashes: outer.hashes, in: context)
    var totals = [UInt64](repeating: 0, count: table.groupCount)
    var (owners, parts, reserved): ([Int32], [Batch], Int) = ([], [], 0)
    inner.root.reset()
    while let batch = try inner.root.next() {
      var batch = batch.compacted(keeping: innerKept)
      let keys = try keys(of: .inner, batch)
      if !keys.failed.isEmpty {
        try raise(rows, Array(0..<Int32(rows.count)), beside: batch, keys.failed)
      }
      if !outer.failed.isEmpty {
        try raise(rows, outer.failed, beside: batch, Array(0..<Int32(batch.count)))
      }
      if let origins = keys.origins { batch = batch.gathered(origins) }
      let groups = table.groups(of: keys.columns, keys.hashes, batch.rows, view)
      try context.tick(batch.count)
      if isCounted {
        for row in 0..<batch.count where groups[row] >= 0 {
          totals[Int(groups[row])] = try sum(totals[Int(groups[row])], batch.times(row))
        }
        continue
      }
      var found: [Int32] = []
      for row in 0..<batch.count where groups[row] >= 0 {
        let members = table.rows(of: groups[row])
        if owners.count + members.count > Self.mostMatches {
          context.release(reserved)
          return .tooMany
        }
        if let origins {
          owners.append(contentsOf: members.lazy.map { origins[Int($0)] })
        } else {
          owners.append(contentsOf: members)
        }
        found.append(contentsOf: repeatElement(Int32(row), count: members.count))
      }
      let part = batch.gathered(found, keeping: innerKept)
      try context.reserve(2 * part.footprint)
      reserved += 2 * part.footprint
      parts.append(part)
    }
    if isCounted {
      var numbers = [UInt64](repeating: 0, count: rows.count)
      for group in totals.indices {
        for place in table.rows(of: Int32(group)) {
          let row = origins.map { Int($0[Int(place)]) } ?? Int(place)
          numbers[row] = try sum(numbers[row], totals[group])
        }
      }
      return .counted(try counted(rows) { row throws(Diagnostic) in numbers[row] })
    }
    return .sorted(
      sort(rows, owners, Batch.concatenated(parts, view), reserved))
  }

  /// So many matches are put back into order; more are made in order.
  private static let mostMatches = 1 << 18

  /// Puts the matches into the order of the rows; those of one row stay in theirs.
  private func sort(
    _ rows: Batch, _ owners: [Int32], _ inner: Batch, _ bytes: Int
  ) -> SortedMatches {
    var next = [Int32](repeating: 0, count: rows.count + 1)
    for owner in owners { next[Int(owner) + 1] += 1 }
    for row in 0..<rows.count { next[row + 1] += next[row] }
    var order = [Int32](repeating: 0, count: owners.count)
    for (place, owner) in owners.enumerated() {
      order[Int(next[Int(owner)])] = Int32(place)
      next[Int(owner)] += 1
    }
    return SortedMatches(
      rows: rows, owners: order.map { owners[Int($0)] }, inner: inner, innerRows: order,
      bytes: bytes)
  }

  func nextSorted() throws -> Batch? {
    guard var matches = sorted else { return nil }
    let end = min(matches.owners.count, matches.position + batchSize)
    guard matches.position < end else {
      context.release(matches.bytes)
      sorted?.bytes = 0
      return nil
    }
    let range = matches.position..<end
    matches.position = end
    sorted?.position = end
    return try joined(
      matches.rows, Array(matches.owners[range]), matches.inner, Array(matches.innerRows[range]))
  }
}
