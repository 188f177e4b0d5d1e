import GraphModel

extension AggregateFunction {
  /// `count(*)` needs no values: the runtime sums the rows' multiplicities itself.
  static let count = AggregateFunction(
    "count", [.init("value", .any)], returns: .integer,
    summary: "How many values are not null.",
    examples: [.init([1, "a", []], 3), .init([], 0)],
    traits: [.isDeterministic, .ignoresOrder, .isMergeable], kernel: .count
  ) { (_) throws(Diagnostic) in CountAccumulator() }
}

/// Counts values.
struct CountAccumulator: Accumulator {
  private var total: UInt64 = 0

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    let (sum, overflow) = total.addingReportingOverflow(times)
    guard !overflow else { throw .aggregateOverflow("count") }
    total = sum
  }

  func result() throws(Diagnostic) -> Value {
    guard let count = Int(exactly: total) else { throw .aggregateOverflow("count") }
    return .integer(count)
  }
}
