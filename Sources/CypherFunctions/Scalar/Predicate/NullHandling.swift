import GraphModel

extension ScalarFunction {
  /// The planner evaluates the arguments one by one and stops at the first that is not null; this
  /// body is for where all of them are known already.
  static let coalesce = ScalarFunction(
    "coalesce", [.init("value", .any)], variadic: true, returns: .any,
    summary: "The first of the values that is not null.",
    examples: [.init([nil, 2, 3], 2), .init([nil, nil], nil), .init(["a"], "a")],
    nullInNullOut: false,
    .variadic { (arguments) throws(Diagnostic) in
      arguments.first { !$0.isNull } ?? .null
    })

  static let nullIf = ScalarFunction(
    "nullIf", [.init("value", .any), .init("other", .any)], returns: .any,
    summary: "Null where the two values are equal, else the first.",
    examples: [
      .init([1, 1.0], nil), .init([1, 2], 1), .init([1, nil], 1), .init([nil, 1], nil),
    ],
    nullInNullOut: false,
    .binary { (value, other) throws(Diagnostic) in
      Value.equals(value, other) == true ? .null : value
    })
}
