import GraphModel

extension AggregateFunction {
  static let standardDeviation = AggregateFunction(
    "stDev", [.init("value", .number)], returns: .float,
    summary: "The standard deviation of a sample, with n - 1; 0.0 for fewer than two values.",
    examples: [
      .init([2, 4, 4, 4, 5, 5, 7, 9], 2.138089935299395), .init([1], 0.0), .init([], 0.0),
    ],
    traits: [.isDeterministic, .ignoresOrder]
  ) { (_) throws(Diagnostic) in DeviationAccumulator(name: "stDev", ofSample: true) }

  static let populationStandardDeviation = AggregateFunction(
    "stDevP", [.init("value", .number)], returns: .float,
    summary: "The standard deviation of a whole population, with n; 0.0 where there is no value.",
    examples: [
      .init([2, 4, 4, 4, 5, 5, 7, 9], 2.0), .init([1], 0.0), .init([], 0.0),
      .init([1e9, 1_000_000_002.0], 1.0),
    ],
    traits: [.isDeterministic, .ignoresOrder]
  ) { (_) throws(Diagnostic) in DeviationAccumulator(name: "stDevP", ofSample: false) }
}

/// The standard deviation in one pass, by updating mean and squared deviations with each weighted
/// value (West 1979, "Updating mean and variance estimates: an improved method"), which does not
/// cancel as the difference of two sums of squares does.
struct DeviationAccumulator: Accumulator {
  let name: String
  let ofSample: Bool
  private var weight: UInt64 = 0
  private var mean = 0.0
  private var squares = 0.0

  init(name: String, ofSample: Bool) {
    self.name = name
    self.ofSample = ofSample
  }

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    guard times > 0 else { return }
    let number = try value.number(for: name)
    let (next, overflow) = weight.addingReportingOverflow(times)
    guard !overflow else { throw .aggregateOverflow(name) }
    weight = next
    let deviation = number - mean
    let step = deviation * Double(times) / Double(weight)
    mean += step
    squares += Double(times) * deviation * (number - mean)
  }

  func result() throws(Diagnostic) -> Value {
    let divisor = ofSample ? Double(weight) - 1 : Double(weight)
    return .float(divisor > 0 ? (squares / divisor).squareRoot() : 0)
  }
}
