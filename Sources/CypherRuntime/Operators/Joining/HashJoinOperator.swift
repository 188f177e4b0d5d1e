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
  let inner: RunningPlan
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
  var sorted: SortedMatches?

  /// A batch of rows whose matches are being handed on.
  private struct Probe {
    var batch: Batch
    var groups: Groups
    var rows: [Int32]
    var row = 0
    var taken = 0
    /// The matches of the current row, once some are taken.
    var members: ArraySlice<Int32>?
  }

  /// The groups of a table whose keys agree with those of rows; -1 for none.
  private struct Groups {
    var groups: [Int32]
    /// Where the places of each row begin, where it may have several, and one more for the end.
    var starts: [Int32]?

    init(_ groups: [Int32], _ keys: Keys, count: Int) {
      self.groups = groups
      guard let origins = keys.origins else { return }
      var starts = [Int32](repeating: 0, count: count + 1)
      for row in origins { starts[Int(row) + 1] += 1 }
      for row in 0..<count { starts[row + 1] += starts[row] }
      self.starts = starts
    }

    /// Those of a row: each another, since its elements differ.
    func of(_ row: Int) -> ArraySlice<Int32> {
      guard let starts else { return groups[row...row] }
      return groups[Int(starts[row])..<Int(starts[row + 1])]
    }
  }

  /// Pairs of a row and a row of the inner plan, in the order of the rows.
  struct SortedMatches {
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
  var isCounted: Bool { join.apart.isEmpty && step.live.isDisjoint(with: produced) }

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
    var all = Batch.concatenated(batches, view)
    context.release(all.footprint)
    bytes -= all.footprint
    var keys = try keys(of: .inner, all)
    if let origins = keys.origins {
      // A row stands in the table once for each element of its list.
      let failed = Set(keys.failed)
      keys.failed = origins.indices.filter { failed.contains(origins[$0]) }.map(Int32.init)
      all = all.gathered(origins)
      let size = all.footprint + JoinTable.footprint(of: all.count)
      try context.reserve(size)
      bytes += size
    }
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
    let keys = try keys(of: .outer, batch)
    if !keys.failed.isEmpty {
      try raise(
        batch, keys.failed, beside: table.table.rows, Array(0..<Int32(table.table.rows.count)))
    }
    if !table.failed.isEmpty {
      try raise(
        batch, Array(0..<Int32(batch.count)), beside: table.table.rows, table.failed)
    }
    let groups = Groups(
      table.table.groups(of: keys.columns, keys.hashes, keys.selection, view), keys,
      count: batch.count)
    try context.tick(batch.count)
    if isCounted {
      return try counted(batch) { row throws(Diagnostic) in
        var total: UInt64 = 0
        for group in groups.of(row) where group >= 0 {
          total = try sum(total, table.totals[Int(group)])
        }
        return total
      }
    }
    probe = Probe(
      batch: batch, groups: groups,
      rows: (0..<Int32(batch.count)).filter { groups.of(Int($0)).contains { $0 >= 0 } })
    return nil
  }

  /// The rows that have a number, multiplied by it.
  func counted(
    _ batch: Batch, _ number: (Int) throws(Diagnostic) -> UInt64
  ) throws -> Batch {
    var result = batch
    var multiplicity = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    var kept: [Int32] = []
    for row in 0..<batch.count {
      let times = try number(row)
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
      let members = current.members ?? members(of: current.groups.of(Int(owner)), table.table)
      let some = members.dropFirst(current.taken).prefix(batchSize - owners.count)
      current.members = members
      owners.append(contentsOf: repeatElement(owner, count: some.count))
      found.append(contentsOf: some)
      current.taken += some.count
      if current.taken == members.count {
        current.row += 1
        current.taken = 0
        current.members = nil
      }
    }
    try context.tick(owners.count)
    let batch = current.batch
    if current.row < current.rows.count { probe = current }
    return try joined(batch, owners, table.table.rows, found)
  }

  /// The rows of several groups, in the order in which the inner plan made them.
  private func members(of groups: ArraySlice<Int32>, _ table: JoinTable) -> ArraySlice<Int32> {
    if groups.count == 1 { return groups.first.map(table.rows(of:)) ?? [] }
    return groups.filter { $0 >= 0 }.flatMap(table.rows(of:)).sorted()[...]
  }

  // MARK: Pairs

  /// The pairs as rows, without those in which a relationship occurs twice.
  func joined(
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
}

extension OperatorMaker {
  func make(_ join: HashJoin) -> Operator {
    HashJoinOperator(join, step, input: input, context: context)
  }
}
