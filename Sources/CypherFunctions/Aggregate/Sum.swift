import GraphModel

extension AggregateFunction {
  static let sum = AggregateFunction(
    "sum", [.init("value", [.integer, .float, .duration])], returns: [.integer, .float, .duration],
    summary: "The sum of numbers or of durations; integers stay an integer unless a float is "
      + "among them.",
    examples: [
      .init([1, 2, 3], 6), .init([1, 2.5], 3.5), .init([], 0),
      .init([.integer(.max), 1, -1], .integer(.max)), .init([1e16, 1.0, -1e16], 1.0),
    ],
    traits: [.isDeterministic, .ignoresOrder, .isMergeable], kernel: .sum
  ) { (_) throws(Diagnostic) in SumAccumulator(name: "sum") }

  static let average = AggregateFunction(
    "avg", [.init("value", [.integer, .float, .duration])], returns: [.float, .duration],
    summary: "The mean of numbers, as a float, or of durations; null where there is none.",
    examples: [
      .init([1, 2], 1.5), .init([1, 2.5, 2.5], 2.0), .init([], nil),
      .init([.integer(.max), .integer(.max)], 9.223372036854775807e18),
      .init([1e308, 1e308], 1e308),
    ],
    traits: [.isDeterministic, .ignoresOrder, .isMergeable], kernel: .average
  ) { (_) throws(Diagnostic) in AverageAccumulator() }
}

/// Sums numbers or durations.
///
/// Integers are summed in 128 bits, so that the order of the values cannot decide whether the sum
/// overflows: only the result must fit.
struct SumAccumulator: Accumulator {
  let name: String
  private(set) var integers: Int128 = 0
  private(set) var floats = CompensatedSum()
  private(set) var durations: DurationSum?
  private(set) var hasFloat = false
  private(set) var hasNumber = false

  init(name: String) { self.name = name }

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    switch value {
    case .integer(let integer):
      hasNumber = true
      guard accumulate(&integers, Int128(integer), times) else { throw .aggregateOverflow(name) }
    case .float(let float):
      hasNumber = true
      hasFloat = true
      floats.add(float, times: times)
    case .duration(let duration):
      var sum = durations ?? DurationSum()
      guard sum.add(duration, times: times) else { throw .aggregateOverflow(name) }
      durations = sum
    default: throw .argument(value, of: name, expected: "numbers or Durations")
    }
    if hasNumber, durations != nil { throw .mixedAggregate(name) }
  }

  func result() throws(Diagnostic) -> Value {
    if let durations {
      guard let duration = durations.value else { throw .aggregateOverflow(name) }
      return .duration(duration)
    }
    if hasFloat {
      var total = floats
      total.add(Double(integers), times: 1)
      return .float(total.value)
    }
    guard let sum = Int(exactly: integers) else { throw .aggregateOverflow(name) }
    return .integer(sum)
  }
}

/// The mean of numbers or durations.
struct AverageAccumulator: Accumulator {
  private var sum = SumAccumulator(name: "avg")
  /// The floats divided by 2⁶⁴⁰, for the mean of floats whose sum is beyond all floats. The scale
  /// is a power of two, so that it rounds nothing but what is far too small to matter then.
  private var scaled = CompensatedSum()
  private var finite = true
  private var count: UInt64 = 0

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    let (next, overflow) = count.addingReportingOverflow(times)
    guard !overflow else { throw .aggregateOverflow("avg") }
    count = next
    try sum.add(value, times: times)
    if case .float(let float) = value {
      scaled.add(float * 0x1p-640, times: times)
      finite = finite && float.isFinite
    }
  }

  func result() throws(Diagnostic) -> Value {
    guard count > 0 else { return .null }
    if sum.durations != nil {
      guard let divisor = Int(exactly: count) else { throw .aggregateOverflow("avg") }
      return try Value.divide(sum.result(), .integer(divisor))
    }
    guard sum.hasFloat else {
      // Dividing quotient and remainder apart keeps digits that the sum as a float would lose.
      let (quotient, rest) = sum.integers.quotientAndRemainder(dividingBy: Int128(count))
      return .float(Double(quotient) + Double(rest) / Double(count))
    }
    guard case .float(let total) = try sum.result() else { return .null }
    if total.isFinite || !finite { return .float(total / Double(count)) }
    return .float(scaled.value / Double(count) * 0x1p640)
  }
}
