import GraphModel
import Platform

// Angles are in radians. Outside of their domain these give NaN, as IEEE 754 has it, and no error.
extension ScalarFunction {
  static let sin = trigonometric(
    "sin", "The sine of an angle.", [.init([0], 0.0), .init([nil], nil)]
  ) { System.sine($0) }
  static let cos = trigonometric(
    "cos", "The cosine of an angle.", [.init([0], 1.0), .init([nil], nil)]
  ) { System.cosine($0) }
  static let tan = trigonometric(
    "tan", "The tangent of an angle.", [.init([0], 0.0), .init([nil], nil)]
  ) { System.tangent($0) }
  static let cot = trigonometric(
    "cot", "The cotangent of an angle.", [.init([0], .float(.infinity)), .init([nil], nil)]
  ) { 1 / System.tangent($0) }
  static let asin = trigonometric(
    "asin", "The angle that has this sine.", [.init([1], 1.5707963267948966), .init([nil], nil)]
  ) { System.arcSine($0) }
  static let acos = trigonometric(
    "acos", "The angle that has this cosine.", [.init([1], 0.0), .init([2], .float(.nan))]
  ) { System.arcCosine($0) }
  static let atan = trigonometric(
    "atan", "The angle that has this tangent.", [.init([1], 0.7853981633974483), .init([nil], nil)]
  ) { System.arcTangent($0) }
  static let haversin = trigonometric(
    "haversin", "Half the versine of an angle: (1 - cos x) / 2.",
    [.init([0], 0.0), .init([.float(.pi)], 1.0)]
  ) { x in
    // sin²(x/2) is the same and keeps its digits for small angles.
    let half = System.sine(x / 2)
    return half * half
  }
  static let degrees = trigonometric(
    "degrees", "The angle in degrees.", [.init([.float(.pi)], 180.0), .init([nil], nil)]
  ) { $0 * 180 / .pi }
  static let radians = trigonometric(
    "radians", "An angle in degrees as radians.",
    [.init([180], 3.141592653589793), .init([nil], nil)]
  ) { $0 / 180 * .pi }

  static let atan2 = ScalarFunction(
    "atan2", [.init("y", .number), .init("x", .number)], returns: .float,
    summary: "The angle from the x axis to the point (x, y), from -π to π.",
    examples: [
      .init([0, -1], 3.141592653589793), .init([1, 0], 1.5707963267948966),
      .init([nil, 1], nil),
    ],
    .binary { (y, x) throws(Diagnostic) in
      .float(System.arcTangent(try y.number(for: "atan2"), try x.number(for: "atan2")))
    })

  private static func trigonometric(
    _ name: String, _ summary: String, _ examples: [Example],
    _ body: @escaping @Sendable (Double) -> Double
  ) -> ScalarFunction {
    ScalarFunction(
      name, [.init("number", .number)], returns: .float, summary: summary, examples: examples,
      .number(name, body))
  }
}

/// The system's functions, whose own names mean the functions of the language above.
private enum System {
  static func sine(_ x: Double) -> Double { sin(x) }
  static func cosine(_ x: Double) -> Double { cos(x) }
  static func tangent(_ x: Double) -> Double { tan(x) }
  static func arcSine(_ x: Double) -> Double { asin(x) }
  static func arcCosine(_ x: Double) -> Double { acos(x) }
  static func arcTangent(_ x: Double) -> Double { atan(x) }
  static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
}
