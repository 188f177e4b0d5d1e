import GraphModel
import Platform

// Outside of their domain these give NaN or an infinity, as IEEE 754 has it, and no error.
extension ScalarFunction {
  static let sqrt = ScalarFunction(
    "sqrt", [.init("number", .number)], returns: .float, summary: "The square root.",
    examples: [.init([256], 16.0), .init([-1], .float(.nan)), .init([nil], nil)],
    .number("sqrt") { $0.squareRoot() })

  static let exp = ScalarFunction(
    "exp", [.init("number", .number)], returns: .float,
    summary: "e raised to the power of the number.",
    examples: [.init([0], 1.0), .init([1], 2.718281828459045), .init([nil], nil)],
    .number("exp") { systemExp($0) })

  static let log = ScalarFunction(
    "log", [.init("number", .number)], returns: .float, summary: "The natural logarithm.",
    examples: [.init([1], 0.0), .init([0], .float(-.infinity)), .init([nil], nil)],
    .number("log") { systemLog($0) })

  static let log10 = ScalarFunction(
    "log10", [.init("number", .number)], returns: .float, summary: "The logarithm to the base 10.",
    examples: [.init([1000], 3.0), .init([-1], .float(.nan)), .init([nil], nil)],
    .number("log10") { systemLog10($0) })

  static let e = ScalarFunction(
    "e", [], returns: .float, summary: "The base of the natural logarithm.",
    examples: [.init([], 2.718281828459045)], .constant(2.718281828459045))

  static let pi = ScalarFunction(
    "pi", [], returns: .float, summary: "The ratio of a circle's circumference to its diameter.",
    examples: [.init([], 3.141592653589793)], .constant(.float(.pi)))
}

// Inside the extension the names would mean the functions of the language.
private func systemExp(_ x: Double) -> Double { exp(x) }
private func systemLog(_ x: Double) -> Double { log(x) }
private func systemLog10(_ x: Double) -> Double { log10(x) }
