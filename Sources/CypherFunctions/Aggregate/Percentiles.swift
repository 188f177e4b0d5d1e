import GraphModel

extension AggregateFunction {
  private static let parameters: [ScalarFunction.Parameter] = [
    .init("value", .number), .init("percentile", .number),
  ]

  static let percentileCont = AggregateFunction(
    "percentileCont", parameters, returns: .float,
    summary: "The percentile, from 0.0 to 1.0, by linear interpolation between the two values "
      + "around it.",
    examples: [
      .init([10, 20, 30], 20.0, arguments: [0.5]), .init([10, 20], 12.5, arguments: [0.25]),
      .init([30, 10.0, 20], 30.0, arguments: [1]), .init([], nil, arguments: [0.5]),
    ],
    traits: [.isDeterministic, .ignoresOrder],
    // In an array that grows, and once more in order.
    bytesPerValue: .row(bytes: 128)
  ) { (arguments) throws(Diagnostic) in
    try PercentileAccumulator(name: "percentileCont", arguments, interpolates: true)
  }

  static let percentileDisc = AggregateFunction(
    "percentileDisc", parameters, returns: .number,
    summary: "The percentile, from 0.0 to 1.0, as the nearest of the values.",
    examples: [
      .init([10.0, 20.0, 30.0], 10.0, arguments: [0.0]),
      .init([10.0, 20.0, 30.0], 20.0, arguments: [0.5]),
      .init([10.0, 20.0, 30.0], 30.0, arguments: [1.0]),
      .init([1, 2, 3, 4], 2, arguments: [0.5]), .init([], nil, arguments: [0.5]),
    ],
    traits: [.isDeterministic, .ignoresOrder],
    // In an array that grows, and once more in order.
    bytesPerValue: .row(bytes: 128)
  ) { (arguments) throws(Diagnostic) in
    try PercentileAccumulator(name: "percentileDisc", arguments, interpolates: false)
  }
}

/// Gathers weighted numbers and answers with one of their percentiles.
struct PercentileAccumulator: Accumulator {
  let name: String
  let percentile: Double
  let interpolates: Bool
  private var entries: [(value: Value, times: UInt64)] = []
  private var count: UInt64 = 0

  init(name: String, _ arguments: [Value], interpolates: Bool) throws(Diagnostic) {
    let argument = arguments.first ?? .null
    percentile = try argument.number(for: name)
    guard percentile >= 0, percentile <= 1 else {
      throw .outOfRange(argument, of: name, expected: "a percentile from 0.0 to 1.0")
    }
    self.name = name
    self.interpolates = interpolates
  }

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    guard times > 0 else { return }
    _ = try value.number(for: name)
    let (next, overflow) = count.addingReportingOverflow(times)
    guard !overflow else { throw .aggregateOverflow(name) }
    guard entries.count < ValueLimit.listElements else { throw .listTooLong("\(name)()") }
    count = next
    entries.append((value, times))
  }

  func result() throws(Diagnostic) -> Value {
    guard count > 0 else { return .null }
    let sorted = entries.sorted { Value.order($0.value, $1.value) < 0 }
    guard interpolates else { return value(at: discretePosition, in: sorted) }
    let place = percentile * Double(count - 1)
    let below = place.rounded(.down)
    let low = value(at: position(below), in: sorted)
    let high = value(at: position(place.rounded(.up)), in: sorted)
    let x = try low.number(for: name)
    let y = try high.number(for: name)
    // Equal neighbours need no interpolation, which would make NaN of infinities.
    let part = place - below
    return .float(x == y ? x : x * (1 - part) + y * part)
  }

  /// The nearest rank: the least value that at least this part of all values does not exceed.
  private var discretePosition: UInt64 {
    let rank = (percentile * Double(count)).rounded(.up)
    return position(max(0, rank - 1))
  }

  /// The place as a position from 0 up to the last, also where rounding took it further.
  private func position(_ place: Double) -> UInt64 {
    UInt64(exactly: place).map { min($0, count - 1) } ?? count - 1
  }

  private func value(
    at position: UInt64, in sorted: [(value: Value, times: UInt64)]
  ) -> Value {
    var rest = position
    for entry in sorted {
      if rest < entry.times { return entry.value }
      rest -= entry.times
    }
    return .null
  }
}
