import GraphModel

extension ScalarFunction {
  /// The planner takes a pattern as the argument for the question whether it has a match; this body is
  /// for values.
  static let exists = ScalarFunction(
    "exists", [.init("value", .any)], returns: .boolean,
    summary: "Whether the value is not null, as of a property, or whether the pattern has a match.",
    examples: [.init([0], true), .init([nil], false)],
    meaning: .presence, nullInNullOut: false,
    .unary { (value) throws(Diagnostic) in .boolean(!value.isNull) })

  /// The planner evaluates the arguments one by one and stops at the first that is not null; this
  /// body is for where all of them are known already.
  static let coalesce = ScalarFunction(
    "coalesce", [.init("value", .any)], variadic: true, returns: .any,
    summary: "The first of the values that is not null.",
    examples: [.init([nil, 2, 3], 2), .init([nil, nil], nil), .init(["a"], "a")],
    meaning: .firstNonNull, nullInNullOut: false,
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
