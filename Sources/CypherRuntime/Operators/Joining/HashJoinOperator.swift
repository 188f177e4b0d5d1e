import CypherPlan
import GraphIndex
import GraphModel

/// Rows beside those of an inner plan whose keys are equal.
///
/// The inner plan's rows go into a table, in which each row is looked up as it comes. Where the rows
/// themselves are known to be few and the inner plan's many, it is the other way round: the rows are
/// in the table, the inner plan's pass by, and what was found is put back into the order of the rows.
final class HashJoinOperator: Operator {
  let join: HashJoin
  private let inner: RunningPlan
  private let produced: SlotSet
  let outerKept: SlotSet
  let innerKept: SlotSet
  let texts = JoinTexts()
  /// The inner plan's rows.
  private var table: JoinMemory.Table?
  private let memory: JoinMemory
  /// Rows that have been read ahead, the next one last.
  private var ahead: [Batch] = []
  private var isStarted = false
  private var probe: Probe?
  /// What comes of rows that were in a table themselves.
  private var sorted: SortedMatches?

  /// A batch of rows whose matches are being handed on.
  private struct Probe {
    var batch: Batch
    var groups: [Int32]
    var rows: [Int32]
    var row = 0
    var taken = 0
  }

  /// Pairs of a row and a row of the inner plan, in the order of the rows.
  private struct SortedMatches {
    var rows: Batch
    var owners: [Int32]
    var inner: Batch
    var innerRows: [Int32]
    var position = 0
    var bytes: Int
  }

  init(_ join: HashJoin, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.join = join
    inner = RunningPlan(join.inner, context: context)
    memory = context.memory(of: join)
    produced = join.produces
    outerKept = step.live.subtracting(produced).union(join.reads)
    innerKept = step.live.intersection(produced).union(join.innerReads)
    super.init(step, input: input, context: context)
  }

  override func reset() {
    ahead = []
    isStarted = false
    probe = nil
    sorted = nil
    super.reset()
  }

  /// Whether nobody reads the inner plan's rows, so that their number is enough.
  private var isCounted: Bool { join.apart.isEmpty && step.live.isDisjoint(with: produced) }

  override func produce() throws -> Batch? {
    if !isStarted {
      isStarted = true
      if let counted = try start() { return counted }
    }
    if sorted != nil { return try nextSorted() }
    while true {
      if probe != nil { return try nextMatches() }
      guard let batch = try ahead.popLast() ?? nextInput() else { return nil }
      if let counted = try look(up: batch) { return counted }
    }
  }

  private func nextInput() throws -> Batch? {
    try input?.next()?.compacted(keeping: outerKept)
  }

  // MARK: Which side is in the table

  /// Reads rows ahead and decides; gives the rows where all of them have been counted for already.
  private func start() throws -> Batch? {
    guard let first = try nextInput() else { return nil }
    ahead = [first]
    memory.runs += 1
    table = memory.table(in: context)
    if table != nil { return nil }
    var count = first.count
    var isWhole = false
    // An inner plan that runs again and again is better kept.
    if memory.runs == 1 || context.isUpdating {
      while count < fewRows {
        guard let batch = try nextInput() else {
          isWhole = true
          break
        }
        try context.need(batch.footprint)
        count += batch.count
        ahead.append(batch)
      }
    }
    if isWhole {
      switch try passBy(ahead) {
      case .counted(let batch):
        ahead = []
        return batch
      case .sorted(let matches):
        ahead = []
        sorted = matches
        return nil
      case .tooMany: break
      }
    }
    ahead.reverse()
    try fill()
    return nil
  }

  /// So many rows are worth putting into a table instead of the inner plan's.
  private var fewRows: Int {
    let inner = join.inner.steps.last?.estimate ?? 0
    return max(batchSize, Int(min(inner / 4, 1_000_000)))
  }

  private func fill() throws {
    inner.root.reset()
    var batches: [Batch] = []
    var bytes = 0
    while let batch = try inner.root.next() {
      let compact = batch.compacted(keeping: innerKept)
      // All batches are there once more while they are put side by side.
      let size = 2 * compact.footprint + JoinTable.footprint(of: compact.count)
      try context.reserve(size)
      bytes += size
      batches.append(compact)
      try context.tick(compact.count)
    }
    let all = Batch.concatenated(batches, view)
    context.release(all.footprint)
    bytes -= all.footprint
    let keys = try keys(join.keys.map(\.inner), all)
    let made = try JoinTable(all, keys: keys.columns, hashes: keys.hashes, in: context)
    table = JoinMemory.Table(
      table: made, totals: isCounted ? try made.totals() : [], failed: keys.failed, bytes: bytes)
    memory.table = table
  }

  // MARK: The inner plan's rows in the table

  /// Looks a batch up; gives its rows where their number is enough, and otherwise begins to hand on
  /// their matches.
  private func look(up batch: Batch) throws -> Batch? {
    guard let table else { return nil }
    let keys = try keys(join.keys.map(\.outer), batch)
    if !keys.failed.isEmpty {
      try raise(
        batch, keys.failed, beside: table.table.rows, Array(0..<Int32(table.table.rows.count)))
    }
    if !table.failed.isEmpty {
      try raise(
        batch, Array(0..<Int32(batch.count)), beside: table.table.rows, table.failed)
    }
    let groups = table.table.groups(of: keys.columns, keys.hashes, batch.rows, view)
    try context.tick(batch.count)
    if isCounted {
      return try counted(batch) { row in groups[row] < 0 ? 0 : table.totals[Int(groups[row])] }
    }
    probe = Probe(
      batch: batch, groups: groups,
      rows: (0..<Int32(batch.count)).filter { groups[Int($0)] >= 0 })
    return nil
  }

  /// The rows that have a number, multiplied by it.
  private func counted(_ batch: Batch, _ number: (Int) -> UInt64) throws -> Batch {
    var result = batch
    var multiplicity = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    var kept: [Int32] = []
    for row in 0..<batch.count {
      let times = number(row)
      if times == 0 { continue }
      kept.append(Int32(row))
      multiplicity[row] = try product(multiplicity[row], times)
    }
    result.selection = kept
    result.multiplicity = multiplicity
    return result
  }

  private func nextMatches() throws -> Batch? {
    guard var current = probe, let table else { return nil }
    probe = nil
    var (owners, found): ([Int32], [Int32]) = ([], [])
    while current.row < current.rows.count, owners.count < batchSize {
      let owner = current.rows[current.row]
      let members = table.table.rows(of: current.groups[Int(owner)])
      let some = members.dropFirst(current.taken).prefix(batchSize - owners.count)
      owners.append(contentsOf: repeatElement(owner, count: some.count))
      found.append(contentsOf: some)
      current.taken += some.count
      if current.taken == members.count {
        current.row += 1
        current.taken = 0
      }
    }
    try context.tick(owners.count)
    let batch = current.batch
    if current.row < current.rows.count { probe = current }
    return try joined(batch, owners, table.table.rows, found)
  }

  // MARK: Pairs

  /// The pairs as rows, without those in which a relationship occurs twice.
  private func joined(
    _ rows: Batch, _ owners: [Int32], _ inner: Batch, _ found: [Int32]
  ) throws -> Batch {
    let areApart = areApart(rows, owners, inner, found)
    guard let areApart else { return try pairs(rows, owners, inner, found, keeping: step.live) }
    return try pairs(
      rows, areApart.map { owners[$0] }, inner, areApart.map { found[$0] }, keeping: step.live)
  }

  /// The places of the pairs in which no relationship occurs twice; nil where that is not asked.
  private func areApart(
    _ rows: Batch, _ owners: [Int32], _ inner: Batch, _ found: [Int32]
  ) -> [Int]? {
    if join.apart.isEmpty { return nil }
    return owners.indices.filter { place in
      join.apart.allSatisfy { pair in
        guard let mine = rows.columns[pair.outer.slot], let other = inner.columns[pair.inner.slot]
        else { return true }
        var isApart = true
        other.forEachHandle(Int(found[place])) { handle in
          if mine.holds(handle, Int(owners[place])) { isApart = false }
        }
        return isApart
      }
    }
  }

  func pairs(
    _ rows: Batch, _ owners: [Int32], _ inner: Batch, _ found: [Int32], keeping live: SlotSet
  ) throws -> Batch {
    var result = rows.gathered(owners, keeping: live.subtracting(produced))
    for slot in live.intersection(produced) {
      result.columns[slot] = inner.columns[slot]?.gathered(found)
    }
    guard let times = inner.multiplicity else { return result }
    var multiplicity = result.multiplicity ?? [UInt64](repeating: 1, count: owners.count)
    for place in owners.indices {
      multiplicity[place] = try product(multiplicity[place], times[Int(found[place])])
    }
    result.multiplicity = multiplicity
    return result
  }

  // MARK: The rows in the table

  /// What comes of letting the inner plan's rows pass by a table of the rows.
  private enum Passed {
    case counted(Batch)
    case sorted(SortedMatches)
    /// They find so many that it is better done the other way round.
    case tooMany
  }

  private func passBy(_ batches: [Batch]) throws -> Passed {
    let rows = Batch.concatenated(batches, view)
    let bytes = 2 * rows.footprint + JoinTable.footprint(of: rows.count)
    try context.reserve(bytes)
    defer { context.release(bytes) }
    let outer = try keys(join.keys.map(\.outer), rows)
    let table = try JoinTable(rows, keys: outer.columns, hashes: outer.hashes, in: context)
    var totals = [UInt64](repeating: 0, count: table.groupCount)
    var (owners, parts, reserved): ([Int32], [Batch], Int) = ([], [], 0)
    inner.root.reset()
    while let batch = try inner.root.next() {
      let batch = batch.compacted(keeping: innerKept)
      let keys = try keys(join.keys.map(\.inner), batch)
      if !keys.failed.isEmpty {
        try raise(rows, Array(0..<Int32(rows.count)), beside: batch, keys.failed)
      }
      if !outer.failed.isEmpty {
        try raise(rows, outer.failed, beside: batch, Array(0..<Int32(batch.count)))
      }
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
        owners.append(contentsOf: members)
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
        for row in table.rows(of: Int32(group)) { numbers[Int(row)] = totals[group] }
      }
      return .counted(try counted(rows) { numbers[$0] })
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

  private func nextSorted() throws -> Batch? {
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

/// What a join keeps from run to run.
final class JoinMemory {
  /// The rows of the inner plan, and those whose keys raise an error.
  struct Table {
    var table: JoinTable
    var totals: [UInt64]
    var failed: [Int32]
    var bytes: Int
  }
  /// How often the join has run.
  var runs = 0
  var table: Table?

  /// The table, where the graph is as it was when the table was made: the inner plan reads nothing of
  /// the rows, so that only what the statement writes can change it.
  func table(in context: ExecutionContext) -> Table? {
    if context.isUpdating, let known = table {
      context.release(known.bytes)
      table = nil
    }
    return table
  }
}

extension OperatorMaker {
  func make(_ join: HashJoin) -> Operator {
    HashJoinOperator(join, step, input: input, context: context)
  }
}
