import GraphModel

/// avg(x) over integers, until another type or an overflow comes; then the general form takes over.
final class AverageState: AggregateState {
  private var sums: [Int] = []
  private var counts: [Int] = []
  private var general: GeneralState?
  private let makeGeneral: () throws -> GeneralState

  init(makeGeneral: @escaping () throws -> GeneralState) { self.makeGeneral = makeGeneral }

  override func grow(to count: Int) throws {
    if sums.count < count {
      sums.append(contentsOf: repeatElement(0, count: count - sums.count))
      counts.append(contentsOf: repeatElement(0, count: count - counts.count))
    }
    try general?.grow(to: count)
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    guard general == nil, case .integers(let values, let nulls) = column else {
      return try becomeGeneral().add(column, batch, groups: groups)
    }
    /// The first row that does not fit, and all after it.
    var rest: [Int32] = []
    let multiplicity = batch.multiplicity
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        batch.rows.forEach { row in
          if !rest.isEmpty { return rest.append(Int32(row)) }
          if let nulls, nulls[row] { return }
          let group = Int(groups[row])
          let times = Int(clamping: multiplicity?[row] ?? 1)
          let (part, tooMuch) = values[row].multipliedReportingOverflow(by: times)
          let (sum, tooGreat) = sums[group].addingReportingOverflow(part)
          let (count, tooMany) = counts[group].addingReportingOverflow(times)
          if tooMuch || tooGreat || tooMany { return rest.append(Int32(row)) }
          sums[group] = sum
          counts[group] = count
        }
      }
    }
    if rest.isEmpty { return }
    var later = batch
    later.selection = rest
    try becomeGeneral().add(column, later, groups: groups)
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    for (part, groups) in parts {
      guard let part = part as? AverageState, part.general == nil else { throw NotMergeable() }
      for (index, group) in groups.enumerated() {
        let (sum, tooGreat) = sums[Int(group)].addingReportingOverflow(part.sums[index])
        let (count, tooMany) = counts[Int(group)].addingReportingOverflow(part.counts[index])
        if tooGreat || tooMany { throw NotMergeable() }
        (sums[Int(group)], counts[Int(group)]) = (sum, count)
      }
    }
  }

  private func becomeGeneral() throws -> GeneralState {
    if let general { return general }
    let made = try makeGeneral()
    try made.grow(to: sums.count)
    for (group, count) in counts.enumerated() where count > 0 {
      // One number that is the sum, and nothing as often as there were others.
      try made.add(.integer(sums[group]), times: 1, to: group) { [] }
      if count > 1 { try made.add(.integer(0), times: UInt64(count - 1), to: group) { [] } }
    }
    general = made
    return made
  }

  /// The mean of a group that has values: quotient and remainder are divided apart, which keeps digits
  /// that the sum as a float would lose.
  private func mean(_ group: Int) -> Double {
    let (quotient, rest) = sums[group].quotientAndRemainder(dividingBy: counts[group])
    return Double(quotient) + Double(rest) / Double(counts[group])
  }

  override func result(_ group: Int) throws -> Value {
    try general?.result(group) ?? (counts[group] == 0 ? .null : .float(mean(group)))
  }

  override func column(_ range: Range<Int>) throws -> Column {
    if general != nil { return try super.column(range) }
    let isNull = range.map { counts[$0] == 0 }
    return .floats(
      range.map { counts[$0] == 0 ? 0 : mean($0) },
      nulls: isNull.contains(true) ? isNull : nil)
  }
}
