import GraphModel

extension ScalarFunction {
  /// The parameters accept anything: openCypher reports a wrong type when the function is called.
  static let range = ScalarFunction(
    "range", [.init("start", .any), .init("end", .any), .init("step", .any, optional: true)],
    returns: .list,
    summary: "The integers from start to end, both included, at a distance of step, by default 1.",
    examples: [
      .init([0, 3], [0, 1, 2, 3]), .init([10, 0, -4], [10, 6, 2]), .init([0, 1, -1], []),
      .init([5, 5], [5]), .init([.integer(.max), .integer(.max)], [.integer(.max)]),
      .init([nil, 1], nil),
    ],
    volatility: .immutable, meaning: .integerRange,
    .contextual { (arguments, context) throws(Diagnostic) in
      let start = try bound(arguments[0])
      let end = try bound(arguments[1])
      let step = arguments.count > 2 ? try bound(arguments[2]) : 1
      guard step != 0 else {
        throw .outOfRange(.integer(step), of: "range", expected: "a step other than 0")
      }
      guard step > 0 ? start <= end : start >= end else { return .list([]) }
      // The distance of any two integers and its quotient by a step fit 64 bits without a sign.
      let distance = step > 0 ? end.subtractingWithWrap(start) : start.subtractingWithWrap(end)
      let steps = distance / UInt64(step.magnitude)
      guard steps < UInt64(ValueLimit.listElements) else {
        throw .listTooLong("range()", hint: "Nest two UNWINDs of smaller ranges")
      }
      let count = Int(steps) + 1
      try context.need(bytes: count * MemoryLayout<Value>.stride)
      var numbers: [Value] = []
      numbers.reserveCapacity(count)
      while numbers.count < count {
        let part = min(count, numbers.count + (1 << 15))
        try context.poll(part - numbers.count)
        for index in numbers.count..<part { numbers.append(.integer(start &+ index &* step)) }
      }
      return .list(numbers)
    })

  private static func bound(_ value: Value) throws(Diagnostic) -> Int {
    guard case .integer(let integer) = value else {
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentType",
        "range() expects Integer, not \(value.typeName)")
    }
    return integer
  }
}

extension Int {
  /// self - other as an unsigned number, where self is not less.
  fileprivate func subtractingWithWrap(_ other: Int) -> UInt64 {
    UInt64(bitPattern: Int64(self)) &- UInt64(bitPattern: Int64(other))
  }
}
