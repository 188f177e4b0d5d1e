import GraphModel

extension AggregateFunction {
  static let minimum = AggregateFunction(
    "min", [.init("value", .any)], returns: .any,
    summary: "The value that ORDER BY puts first; null where there is none.",
    examples: [
      .init([2, 0.5, 1], 0.5), .init(["b", "a"], "a"), .init([1, "a", [1]], [1]), .init([], nil),
    ],
    traits: [.isDeterministic, .ignoresOrder, .ignoresDuplicates, .isMergeable], kernel: .minimum
  ) { (_) throws(Diagnostic) in ExtremeAccumulator(sign: -1) }

  static let maximum = AggregateFunction(
    "max", [.init("value", .any)], returns: .any,
    summary: "The value that ORDER BY puts last; null where there is none.",
    examples: [
      .init([2, 0.5, 5], 5), .init(["a", "abc", "b", "B"], "b"), .init([1, "a", [1]], 1),
      .init([[1], [2], [2, 1]], [2, 1]), .init([], nil),
    ],
    traits: [.isDeterministic, .ignoresOrder, .ignoresDuplicates, .isMergeable], kernel: .maximum
  ) { (_) throws(Diagnostic) in ExtremeAccumulator(sign: 1) }
}

/// Keeps the value that comes first or last in the order of ORDER BY; of equal ones the first seen.
struct ExtremeAccumulator: Accumulator {
  /// 1 for the last value, -1 for the first.
  let sign: Int
  private var extreme: Value?

  init(sign: Int) { self.sign = sign }

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    if let extreme, Value.order(value, extreme).signum() != sign { return }
    extreme = value
  }

  func result() throws(Diagnostic) -> Value { extreme ?? .null }
}
