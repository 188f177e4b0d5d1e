import CypherPlan
import GraphIndex
import GraphModel

/// All rows in order; of `ORDER BY … LIMIT k` only the k best are kept.
final class SortOperator: Operator {
  private let keys: [Sort.Key]
  private let top: Sort.Top?
  private let argument: ArgumentOperator?
  private var sorted: [(batch: Int32, row: Int32)]?
  private var batches: [Batch] = []
  /// The key columns of each batch.
  private var keyColumns: [[Column]] = []
  /// The bytes that each batch takes.
  private var footprints: [Int] = []
  private var position = 0

  init(
    _ sort: Sort, _ step: PlanStep, input: Operator?, argument: ArgumentOperator?,
    context: ExecutionContext
  ) {
    keys = sort.keys
    top = sort.top
    self.argument = argument
    super.init(step, input: input, context: context)
  }

  override func reset() {
    sorted = nil
    batches = []
    keyColumns = []
    footprints = []
    position = 0
    super.reset()
  }

  override func produce() throws -> Batch? {
    if sorted == nil { try sortAll() }
    guard let sorted, position < sorted.count else { return nil }
    let end = min(sorted.count, position + batchSize)
    let result = Batch.gathered(
      sorted[position..<end], from: batches, keeping: step.live, view)
    position = end
    return result
  }

  private func sortAll() throws {
    let wanted = try self.wanted()
    var order: [SortEntry] = []
    /// The last row that is wanted of those seen, once there are enough.
    var last: SortEntry?
    let needed = step.live.union(keys.map(\.slot))
    while let batch = try input?.next() {
      var compact = batch.compacted(keeping: needed)
      // What they take is reserved here, for as long as they are kept.
      compact.claims = []
      let index = Int32(batches.count)
      batches.append(compact)
      keyColumns.append(keys.map { compact.columns[$0.slot] ?? .constant(.null) })
      // The order of the rows grows, is sorted with half of it beside, and read as pairs.
      footprints.append(compact.count * 32 + compact.footprint)
      try context.reserve(footprints[Int(index)])
      for row in candidates(in: compact, after: last) {
        let entry = SortEntry(
          group: compact.ordinals?[Int(row)] ?? 0, batch: index, row: row)
        // What does not come before the last row that is wanted is not wanted.
        if let last, try !precedes(entry, last) { continue }
        order.append(entry)
        // Twice the rows that are wanted are enough to keep at any time.
        if let wanted, wanted > 0, order.count > 2 * wanted + 64 {
          try sort(&order)
          order.removeSubrange(wanted...)
          last = order.last
          letGo(allBut: order, before: index)
        }
      }
      if last != nil { letGo(allBut: order, before: index + 1) }
      try context.tick(compact.count)
    }
    try sort(&order)
    sorted = order.map { ($0.batch, $0.row) }
    keyColumns = []
  }

  /// Gives back the batches before `end` of which no row is wanted.
  private func letGo(allBut order: [SortEntry], before end: Int32) {
    var isWanted = [Bool](repeating: false, count: batches.count)
    for entry in order { isWanted[Int(entry.batch)] = true }
    for index in 0..<Int(end) where !isWanted[index] && footprints[index] > 0 {
      batches[index] = Batch(count: 0)
      keyColumns[index] = []
      context.release(footprints[index])
      footprints[index] = 0
    }
  }

  /// The rows of the latest batch that the first key does not put behind the last row that is wanted.
  private func candidates(in batch: Batch, after last: SortEntry?) -> [Int32] {
    let all = Array(0..<Int32(batch.count))
    guard let last, batch.ordinals == nil, let key = keys.first, let own = keyColumns.last?.first
    else { return all }
    let other = keyColumns[Int(last.batch)][0]
    switch (own, other) {
    case (.integers(let values, nil), .integers(let others, nil)):
      let bound = others[Int(last.row)]
      return key.descending
        ? all.filter { values[Int($0)] >= bound } : all.filter { values[Int($0)] <= bound }
    case (.codes(let codes, let one), .codes(let others, let two)) where one === two:
      let bound = others[Int(last.row)]
      return key.descending
        ? all.filter { codes[Int($0)] >= bound } : all.filter { codes[Int($0)] <= bound }
    default: return all
    }
  }

  /// How many rows will be read; nil for all.
  private func wanted() throws -> Int? {
    guard let top, !context.isUpdating else { return nil }
    // Inside an inner plan the limit holds for each outer row, not for all together.
    if isInner { return nil }
    guard case .integer(let limit) = try evaluator.constant(top.limit), limit >= 0,
      limit < 1 << 40
    else { return nil }
    guard let skip = top.skip else { return limit }
    guard case .integer(let skipped) = try evaluator.constant(skip), skipped >= 0,
      skipped < 1 << 40
    else { return nil }
    return limit + skipped
  }

  private var isInner: Bool { argument?.ordinalCount != nil }

  private func sort(_ order: inout [SortEntry]) throws {
    // `sort` takes a throwing predicate, so that even a long sort can be cancelled.
    try order.sort { a, b in
      try context.tick(1)
      return try precedes(a, b)
    }
  }

  private func precedes(_ a: SortEntry, _ b: SortEntry) throws -> Bool {
    if a.group != b.group { return a.group < b.group }
    for index in keys.indices {
      let part = try Column.order(
        keyColumns[Int(a.batch)][index], Int(a.row), keyColumns[Int(b.batch)][index], Int(b.row),
        context)
      if part != 0 { return keys[index].descending ? part > 0 : part < 0 }
    }
    // Rows that are equal stay in the order in which they came.
    return a.batch != b.batch ? a.batch < b.batch : a.row < b.row
  }
}

/// Where a row lies; its keys are read from the columns when it is compared, so that no row costs an
/// allocation.
private struct SortEntry {
  var group: Int32
  var batch: Int32
  var row: Int32
}

extension Column {
  /// The order of two rows by ORDER BY's rules, without making values where both are integers or texts
  /// of one dictionary, whose codes are in order.
  static func order(
    _ a: Column, _ row: Int, _ b: Column, _ other: Int, _ context: ExecutionContext
  ) throws(Diagnostic) -> Int {
    switch (a, b) {
    case (.integers(let x, nil), .integers(let y, nil)):
      return x[row] == y[other] ? 0 : (x[row] < y[other] ? -1 : 1)
    case (.codes(let x, let one), .codes(let y, let two)) where one === two:
      // The code of null is the greatest, as null is.
      return x[row] == y[other] ? 0 : (x[row] < y[other] ? -1 : 1)
    default:
      let value = a.value(row, context.view)
      try context.pace(value)
      return Value.order(value, b.value(other, context.view))
    }
  }
}

extension Batch {
  /// Rows picked from several batches.
  static func gathered(
    _ rows: ArraySlice<(batch: Int32, row: Int32)>, from batches: [Batch], keeping live: SlotSet,
    _ view: GraphView
  ) -> Batch {
    if batches.count == 1 {
      return batches[0].gathered(rows.map(\.row), keeping: live)
    }
    var result = Batch(count: rows.count)
    for slot in live where batches.contains(where: { $0.columns[slot] != nil }) {
      result.columns[slot] = column(slot, rows, from: batches, view)
    }
    if batches.contains(where: { $0.multiplicity != nil }) {
      result.multiplicity = rows.map { batches[Int($0.batch)].times(Int($0.row)) }
    }
    if batches.contains(where: { $0.annotations != nil }) {
      result.annotations = rows.map { batches[Int($0.batch)].annotation(Int($0.row)) }
    }
    if batches.contains(where: { $0.ordinals != nil }) {
      result.ordinals = rows.map { batches[Int($0.batch)].ordinals?[Int($0.row)] ?? 0 }
    }
    return result
  }

  private static func column(
    _ slot: Int, _ rows: ArraySlice<(batch: Int32, row: Int32)>, from batches: [Batch],
    _ view: GraphView
  ) -> Column {
    if let nodes = all(batches, slot, { if case .nodes(let nodes) = $0 { nodes } else { nil } }) {
      return .nodes(rows.map { nodes[Int($0.batch)][Int($0.row)] })
    }
    if let handles = all(
      batches, slot, { if case .relationships(let handles) = $0 { handles } else { nil } })
    {
      return .relationships(rows.map { handles[Int($0.batch)][Int($0.row)] })
    }
    return .values(
      rows.map { batches[Int($0.batch)].columns[slot]?.value(Int($0.row), view) ?? .null })
  }

  /// The arrays of a slot in all batches, where all have the same shape.
  private static func all<Element>(
    _ batches: [Batch], _ slot: Int, _ read: (Column) -> [Element]?
  ) -> [[Element]]? {
    var arrays: [[Element]] = []
    for batch in batches {
      guard let column = batch.columns[slot], let array = read(column) else { return nil }
      arrays.append(array)
    }
    return arrays
  }
}

extension OperatorMaker {
  func make(_ sort: Sort) -> Operator {
    SortOperator(sort, step, input: input, argument: argument, context: context)
  }
}
