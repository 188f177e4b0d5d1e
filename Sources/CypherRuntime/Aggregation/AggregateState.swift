import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel

/// One aggregate of all groups, fed batch by batch.
class AggregateState {
  /// Makes room for groups up to `count`.
  func grow(to count: Int) throws {}

  /// Takes in the rows that count.
  func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {}

  /// Takes in what others have gathered, while empty; `groups` gives, for each group of a part, the
  /// group here.
  ///
  /// - Throws: ``NotMergeable`` where the result depends on the order of all values.
  func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws { throw NotMergeable() }

  /// The result of a group.
  func result(_ group: Int) throws -> Value { .null }

  /// The results of the groups in `range`.
  func column(_ range: Range<Int>) throws -> Column {
    try .values(range.map { try result($0) }).narrowed()
  }
}

/// count(*) and count(x): sums of multiplicities.
final class CountState: AggregateState {
  private var counts: [UInt64] = []
  private let countsNulls: Bool

  init(countsNulls: Bool) { self.countsNulls = countsNulls }

  override func grow(to count: Int) {
    if counts.count < count {
      counts.append(contentsOf: repeatElement(0, count: count - counts.count))
    }
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    let rows = batch.rows
    var overflow = false
    counts.withUnsafeMutableBufferPointer { counts in
      groups.withUnsafeBufferPointer { groups in
        if !countsNulls, !column.hasNoNulls {
          rows.forEach { row in
            if column.isNull(row) { return }
            overflow = Self.add(batch.times(row), to: &counts[Int(groups[row])]) || overflow
          }
        } else if let multiplicity = batch.multiplicity {
          rows.forEach { row in
            overflow = Self.add(multiplicity[row], to: &counts[Int(groups[row])]) || overflow
          }
        } else {
          rows.forEach { row in
            overflow = Self.add(1, to: &counts[Int(groups[row])]) || overflow
          }
        }
      }
    }
    if overflow { throw Diagnostic.countOverflow }
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    for (part, groups) in parts {
      guard let part = part as? CountState else { throw NotMergeable() }
      var overflow = false
      counts.withUnsafeMutableBufferPointer { counts in
        for (count, group) in zip(part.counts, groups) {
          overflow = Self.add(count, to: &counts[Int(group)]) || overflow
        }
      }
      if overflow { throw Diagnostic.countOverflow }
    }
  }

  /// Adds `times` rows to a group.
  func add(_ times: UInt64, to group: Int) throws {
    if Self.add(times, to: &counts[group]) { throw Diagnostic.countOverflow }
  }

  /// Adds, and says whether that was too much.
  @inline(__always)
  private static func add(_ times: UInt64, to count: inout UInt64) -> Bool {
    let (result, overflow) = count.addingReportingOverflow(times)
    count = result
    return overflow
  }

  override func result(_ group: Int) throws -> Value {
    guard let count = Int(exactly: counts[group]) else { throw Diagnostic.countOverflow }
    return .integer(count)
  }

  override func column(_ range: Range<Int>) throws -> Column {
    var results: [Int] = []
    results.reserveCapacity(range.count)
    for group in range {
      guard let count = Int(exactly: counts[group]) else { throw Diagnostic.countOverflow }
      results.append(count)
    }
    return .integers(results, nulls: nil)
  }
}

/// sum(x) over integers, until another type or an overflow comes; then the general form takes over.
final class SumState: AggregateState {
  private var sums: [Int] = []
  private var general: GeneralState?
  private let makeGeneral: () throws -> GeneralState
  private let view: GraphView

  init(view: GraphView, makeGeneral: @escaping () throws -> GeneralState) {
    self.view = view
    self.makeGeneral = makeGeneral
  }

  override func grow(to count: Int) throws {
    if sums.count < count { sums.append(contentsOf: repeatElement(0, count: count - sums.count)) }
    try general?.grow(to: count)
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    guard general == nil, case .integers(let values, let nulls) = column else {
      try becomeGeneral().add(column, batch, groups: groups)
      return
    }
    /// The first row whose sum does not fit, and all after it.
    var rest: [Int32] = []
    sums.withUnsafeMutableBufferPointer { sums in
      batch.rows.forEach { row in
        if !rest.isEmpty { return rest.append(Int32(row)) }
        if let nulls, nulls[row] { return }
        let group = Int(groups[row])
        let times = batch.times(row)
        let (part, tooMuch) = values[row].multipliedReportingOverflow(by: Int(clamping: times))
        let (total, tooMany) = sums[group].addingReportingOverflow(part)
        if tooMuch || tooMany || times > UInt64(Int.max) { return rest.append(Int32(row)) }
        sums[group] = total
      }
    }
    if rest.isEmpty { return }
    var later = batch
    later.selection = rest
    try becomeGeneral().add(column, later, groups: groups)
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    for (part, groups) in parts {
      guard let part = part as? SumState, part.general == nil else { throw NotMergeable() }
      for (sum, group) in zip(part.sums, groups) {
        let (total, overflow) = sums[Int(group)].addingReportingOverflow(sum)
        // In the order of the rows it may fit.
        if overflow { throw NotMergeable() }
        sums[Int(group)] = total
      }
    }
  }

  private func becomeGeneral() throws -> GeneralState {
    if let general { return general }
    let made = try makeGeneral()
    try made.grow(to: sums.count)
    for (group, sum) in sums.enumerated() where sum != 0 {
      try made.add(.integer(sum), times: 1, to: group) { [] }
    }
    general = made
    return made
  }

  override func result(_ group: Int) throws -> Value {
    try general?.result(group) ?? .integer(sums[group])
  }

  override func column(_ range: Range<Int>) throws -> Column {
    general == nil ? .integers(Array(sums[range]), nulls: nil) : try super.column(range)
  }
}

/// Any aggregate, through its accumulator.
///
/// The second and later arguments are read from the first row of a group.
final class GeneralState: AggregateState {
  private var accumulators: [(any Accumulator)?] = []
  private let aggregate: BoundAggregate
  private let function: AggregateFunction
  private let context: ExecutionContext

  init(_ aggregate: BoundAggregate, _ function: AggregateFunction, _ context: ExecutionContext) {
    self.aggregate = aggregate
    self.function = function
    self.context = context
  }

  override func grow(to count: Int) throws {
    while accumulators.count < count { accumulators.append(nil) }
  }

  /// Takes in a value; `extra` gives the further arguments where the group has none yet.
  func add(_ value: Value, times: UInt64, to group: Int, extra: () -> [Value]) throws {
    do {
      if accumulators[group] == nil {
        accumulators[group] = try function.makeAccumulator(extra())
      }
      try accumulators[group]?.add(value, times: times)
    } catch {
      throw error.located(at: aggregate.span)
    }
  }

  /// The columns of the second and later arguments.
  func extraColumns(_ batch: Batch) throws -> [Column] {
    try aggregate.extra.map { try Evaluator(context: context).evaluate($0, batch) }
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    let view = context.view
    let each = function.bytesPerValue
    let extra = try extraColumns(batch)
    try batch.rows.forEach { row in
      let value = column.value(row, view)
      if value.isNull { return }
      let times = batch.times(row)
      try context.pace(value)
      switch each {
      case .none: break
      case .row(let bytes): try context.reserve(bytes)
      case .value:
        let (bytes, overflow) = times.multipliedReportingOverflow(by: UInt64(Value.grown))
        try context.reserve(overflow ? context.limits.memory : Int(clamping: bytes))
        // Each is a part of the list, whatever it shares with the others.
        let (all, tooMuch) = try context.footprint(of: value)
          .multipliedReportingOverflow(by: Int(clamping: times))
        try context.reserve(tooMuch ? context.limits.memory : all)
      }
      try add(value, times: times, to: Int(groups[row])) { extra.map { $0.value(row, view) } }
    }
    try context.tick(batch.selectedCount)
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    for (part, groups) in parts {
      guard let part = part as? GeneralState else { throw NotMergeable() }
      for (own, group) in zip(part.accumulators, groups) {
        guard let own else { continue }
        let group = Int(group)
        if accumulators[group] == nil {
          accumulators[group] = own
          continue
        }
        guard var whole = accumulators[group] as? any MergeableAccumulator else {
          throw NotMergeable()
        }
        // The only reference is the local one, so that what it holds grows in place.
        accumulators[group] = nil
        do {
          guard try whole.takeIn(own) else { throw NotMergeable() }
        } catch let error as Diagnostic {
          throw error.located(at: aggregate.span)
        }
        accumulators[group] = whole
      }
    }
  }

  override func result(_ group: Int) throws -> Value {
    do {
      if let accumulator = accumulators[group] { return try accumulator.result() }
      // A group without values: what the aggregate says of nothing, whatever its further arguments.
      guard aggregate.extra.isEmpty else { return .null }
      return try function.makeAccumulator([]).result()
    } catch {
      throw error.located(at: aggregate.span)
    }
  }
}

/// Any aggregate of DISTINCT values: each is fed once.
final class DistinctState: AggregateState {
  private let inner: GeneralState
  private var seen: [Set<Value>] = []
  private let context: ExecutionContext

  init(_ inner: GeneralState, _ context: ExecutionContext) {
    self.inner = inner
    self.context = context
  }

  override func grow(to count: Int) throws {
    while seen.count < count { seen.append([]) }
    try inner.grow(to: count)
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    let view = context.view
    let extra = try inner.extraColumns(batch)
    try batch.rows.forEach { row in
      let value = column.value(row, view)
      if value.isNull { return }
      try context.pace(value)
      let group = Int(groups[row])
      guard seen[group].insert(value).inserted else { return }
      // A set doubles at three quarters, and moves.
      try context.reserve(4 * MemoryLayout<Value>.stride + context.footprint(of: value))
      try inner.add(value, times: 1, to: group) { extra.map { $0.value(row, view) } }
    }
    try context.tick(batch.selectedCount)
  }

  override func result(_ group: Int) throws -> Value { try inner.result(group) }
}

extension Column {
  /// Whether the column is known to have no null.
  var hasNoNulls: Bool {
    switch self {
    case .integers(_, nil), .floats(_, nil): true
    case .constant(let value): !value.isNull
    default: false
    }
  }
}
