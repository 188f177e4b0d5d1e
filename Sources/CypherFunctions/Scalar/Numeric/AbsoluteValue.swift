import GraphModel

extension ScalarFunction {
  static let abs = ScalarFunction(
    "abs", [.init("number", .number)], returns: .number,
    summary: "The number without its sign.",
    examples: [.init([-5], 5), .init([-1.5], 1.5), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .integer(let integer): integer < 0 ? try Value.negate(value) : value
      case .float(let float): .float(float.magnitude)
      default: throw .argument(value, of: "abs", expected: "a number")
      }
    })

  static let sign = ScalarFunction(
    "sign", [.init("number", .number)], returns: .integer,
    summary: "-1, 0 or 1, as the number is negative, zero or positive.",
    examples: [.init([-0.5], -1), .init([0], 0), .init([7], 1), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .integer(let integer): .integer(integer.signum())
      case .float(let float): .integer(float > 0 ? 1 : (float < 0 ? -1 : 0))
      default: throw .argument(value, of: "sign", expected: "a number")
      }
    })

  static let isNaN = ScalarFunction(
    "isNaN", [.init("number", .number)], returns: .boolean,
    summary: "Whether the number is NaN, the float that is not a number.",
    examples: [.init([.float(.nan)], true), .init([1.5], false), .init([1], false)],
    .unary { (value) throws(Diagnostic) in .boolean(try value.number(for: "isNaN").isNaN) })
}
