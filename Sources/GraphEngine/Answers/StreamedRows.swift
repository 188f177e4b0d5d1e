import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// Rows that are computed as they are read.
struct StreamedRows: RowProducer {
  private var plan: RunningPlan
  private(set) var context: ExecutionContext
  /// What the plan's annotation says of the row that was read last.
  private(set) var annotation = AnnotationHandle.one
  private let slots: [Int]
  private let kept: SlotSet
  /// Adds what each row rests on; nil where nobody asked.
  private var evidence: EvidenceColumns?
  private var batch: Batch?
  /// The columns of the batch that are the answer's.
  private var cells: [Column?] = []
  private var rows: [Int32] = []
  private var index = 0
  /// How often the current row is still to be given.
  private var left: UInt64 = 0
  private var current: [Value] = []
  /// Whether `current` is the row of which `left` are still to be given.
  private var hasCurrent = true
  /// What the current row takes of the query's memory; nil where rows are kept.
  private var held: Int?
  /// For how many rows values are made at once; nil before the first.
  private var madeAtOnce: Int?
  let summary = Summary()
  /// Makes the same rows from an index that was built anew, where a stored part is damaged.
  private var repaired: ((any Error) throws -> StreamedRows)?

  init(
    _ plan: RunningPlan, _ context: ExecutionContext, _ bound: BoundStatement,
    keepsRows: Bool = false, evidence: EvidenceColumns? = nil,
    repaired: ((any Error) throws -> StreamedRows)? = nil
  ) {
    self.repaired = repaired
    self.evidence = evidence
    held = keepsRows ? nil : 0
    self.plan = plan
    self.context = context
    slots = bound.columnSlots
    kept = bound.columnSet
  }

  mutating func next() throws -> [Value]? {
    while left == 0 {
      if index >= rows.count, try !advance() { return nil }
      guard let batch else { return nil }
      let row = Int(rows[index])
      index += 1
      left = batch.times(row)
      try fillCurrent(row)
    }
    // A batch may have ended within the copies of a row.
    if !hasCurrent { try fillCurrent(Int(rows[index - 1])) }
    // Once a row has left, the others cannot come from another index.
    repaired = nil
    left -= 1
    return current
  }
}

extension StreamedRows {
  /// Makes the values of a row, and what its annotation says.
  private mutating func fillCurrent(_ row: Int) throws {
    guard let batch else { return }
    annotation = batch.annotation(row)
    if let held, held > 0 { context.release(held) }
    var filling = RowFilling(context)
    current = try cells.map { column in
      try filling.filled(column?.value(row, context.view) ?? .null)
    }
    try evidence?.complete(&current, annotation)
    hasCurrent = true
    if held != nil { held = filling.bytes }
    // A text may be read from the file only now.
    if let fault = context.view.base.fault { try beginAnew(because: fault) }
  }

  /// What was made for the row that was read last, and its values.
  var bytesOfRow: Int { held ?? 0 }

  mutating func nextBatch() throws -> RowBatch.Contents? {
    if evidence != nil {
      // What a row rests on is told row by row.
      return try next().map { RowBatch.Contents([$0]) }
    }
    while true {
      if !hasRowAtHand, try !advance() { return nil }
      guard let batch else { return nil }
      if let held { context.release(held) }
      held = held == nil ? nil : 0
      let lent = try lend(batch)
      // A text may be read from the file only now.
      if let fault = context.view.base.fault {
        try beginAnew(because: fault)
        continue
      }
      repaired = nil
      return lent
    }
  }

  /// The rows that are left of a batch, or as many as one may have.
  private mutating func lend(_ batch: Batch) throws -> RowBatch.Contents {
    var lent = batch
    // Values are made for the rows of a batch, and all are there at once.
    let isPlain = cells.allSatisfy { $0?.isLentAsItIs ?? true }
    let most = isPlain ? RowBatch.most : try madeAtOnce ?? rowsMadeAtOnce()
    if index > 0 || left > 0 || batch.multiplicity != nil || rows.count > most {
      lent = batch.gathered(try takeOwners(batch, most), keeping: kept)
    } else {
      index = rows.count
      lent = batch.compacted(keeping: kept)
    }
    var filling = RowFilling(context)
    let count = lent.selection?.count ?? lent.count
    let values = try slots.map { slot throws in
      try lent.columns[slot]?.lent(count, context, &filling)
        ?? .values([Value](repeating: .null, count: count))
    }
    if held != nil { held = filling.bytes }
    if !isPlain {
      let fitting = count * RowBatch.bytesMade / max(1, filling.bytes)
      madeAtOnce = max(1, min(fitting, 2 * most, RowBatch.mostMade))
    }
    return RowBatch.Contents(count: count, values: values)
  }

  /// How many rows as the next one have values of moderate size together.
  private func rowsMadeAtOnce() throws -> Int {
    guard index < rows.count else { return 1 }
    var filling = RowFilling(context)
    for cell in cells {
      _ = try filling.filled(cell?.value(Int(rows[index]), context.view) ?? .null)
    }
    context.release(filling.bytes)
    return max(1, min(RowBatch.bytesMade / max(1, filling.bytes), RowBatch.mostMade))
  }

  /// The rows of the batch that come next, each as often as it counts.
  private mutating func takeOwners(_ batch: Batch, _ most: Int) throws -> [Int32] {
    var owners: [Int32] = []
    while owners.count < most, hasRowAtHand {
      if left == 0 {
        left = batch.times(Int(rows[index]))
        hasCurrent = false
        index += 1
        continue
      }
      let times = Int(min(left, UInt64(most - owners.count)))
      owners.append(contentsOf: repeatElement(rows[index - 1], count: times))
      left -= UInt64(times)
    }
    try context.tick(owners.count)
    return owners
  }

  /// Goes on to the next rows of the plan; false after the last.
  private mutating func advance() throws -> Bool {
    while true {
      guard let batch = try soundBatch() else { return false }
      guard !slots.isEmpty else {
        // Without columns there is nothing to show; the plan is run for what it changes.
        repaired = nil
        continue
      }
      self.batch = batch
      cells = slots.map { batch.columns[$0] }
      rows = batch.selection ?? Array(0..<Int32(batch.count))
      index = 0
      if !rows.isEmpty { return true }
    }
  }

  /// The next batch of the plan, of which all that was read is sound.
  private mutating func soundBatch() throws -> Batch? {
    let result = Result { try plan.root.next() }
    guard let fault = context.view.base.fault else { return try result.get() }
    // What was computed from zeros is nobody's answer, nor is an error that they have led to.
    try beginAnew(because: fault)
    return try plan.root.next()
  }

  /// Whether the next row needs no more than to be read.
  var hasRowAtHand: Bool { left > 0 || index < rows.count }

  /// Lets damage of the index end the answer: on a thread that may not ask the session for another.
  mutating func forgoRepair() { repaired = nil }

  /// Takes the memory of a row that is kept from the query's budget; false where there is not enough.
  func reserve(_ row: [Value]) -> Bool {
    do {
      try context.reserve(row)
      return true
    } catch {
      return false
    }
  }

  /// Goes back to the first row, over an index without the damage.
  private mutating func beginAnew(because fault: any Error) throws {
    guard let repaired else { throw fault }
    let other = try repaired(fault)
    (plan, context, evidence) = (other.plan, other.context, other.evidence)
    (self.repaired, batch, cells, rows, index, left) = (nil, nil, [], [], 0, 0)
    if held != nil { held = 0 }
  }
}

/// Rows that were computed before.
struct GatheredRows: RowProducer {
  private var rows: [[Value]]
  private var index = 0
  let summary: Summary

  init(rows: [[Value]] = [], summary: Summary = Summary()) {
    self.rows = rows
    self.summary = summary
  }

  mutating func next() -> [Value]? {
    guard index < rows.count else { return nil }
    index += 1
    return rows[index - 1]
  }

  mutating func nextBatch() -> RowBatch.Contents? {
    guard index < rows.count, rows.first?.isEmpty == false else { return nil }
    let end = min(index + RowBatch.most, rows.count)
    defer { index = end }
    return RowBatch.Contents(rows[index..<end])
  }
}

extension Column {
  /// Whether the column is lent without a value being made for each row.
  fileprivate var isLentAsItIs: Bool {
    switch self {
    case .integers, .floats, .booleans, .codes: true
    case .constant, .nodes, .relationships, .relationshipLists, .values: false
    }
  }

  /// The values of all rows, for somebody who keeps them.
  fileprivate func lent(
    _ count: Int, _ context: ExecutionContext, _ filling: inout RowFilling
  ) throws -> ColumnValues {
    switch self {
    case .integers(let values, let nulls): return .integers(values, nulls: nulls)
    case .floats(let values, let nulls): return .floats(values, nulls: nulls)
    case .booleans(let values): return .booleans(values)
    case .codes(let codes, let dictionary):
      let texts = TextValues(codes, dictionary)
      texts.load()
      return .texts(texts)
    case .constant, .nodes, .relationships, .relationshipLists, .values:
      try context.need(count * MemoryLayout<Value>.stride)
      var values: [Value] = []
      values.reserveCapacity(count)
      for row in 0..<count { values.append(try filling.filled(value(row, context.view))) }
      return ColumnValues(narrowing: values)
    }
  }
}
