import GraphModel

extension AggregateFunction {
  static let collect = AggregateFunction(
    "collect", [.init("value", .any)], returns: .list, summary: "All values in one list.",
    examples: [.init([1, "a", [2]], [1, "a", [2]]), .init([], [])],
    traits: .isDeterministic, kernel: .collect, bytesPerValue: .value
  ) { (_) throws(Diagnostic) in CollectAccumulator() }
}

/// Gathers values into a list, each as often as its row counts.
struct CollectAccumulator: Accumulator {
  private var values: [Value] = []

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    // The bound is asked before the memory, however often one row counts.
    guard times <= UInt64(ValueLimit.listElements),
      values.count + Int(times) <= ValueLimit.listElements
    else {
      throw .listTooLong("collect()", hint: "Aggregate by count() or collect DISTINCT values")
    }
    if times == 1 {
      values.append(value)
    } else {
      values.append(contentsOf: repeatElement(value, count: Int(times)))
    }
  }

  func result() throws(Diagnostic) -> Value { .list(values) }
}
