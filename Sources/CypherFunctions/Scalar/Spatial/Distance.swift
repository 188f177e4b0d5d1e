import GraphModel

extension ScalarFunction {
  /// `point.distance()`: how far two places are apart.
  static let pointDistance = distance(named: "point.distance")

  /// `distance()`: the older name of `point.distance()`.
  static let distance = distance(named: "distance")

  private static func distance(named name: String) -> ScalarFunction {
    ScalarFunction(
      name, [.init("from", .point), .init("to", .point)], returns: .float,
      summary: "The distance of two points: in metres on the earth; null between systems.",
      examples: [
        .init(
          [
            .point(PointValue(system: .cartesian, x: 0, y: 0)),
            .point(PointValue(system: .cartesian, x: 3, y: 4)),
          ], 5.0),
        .init(
          [
            .point(PointValue(system: .cartesian, x: 0, y: 0)),
            .point(PointValue(system: .wgs84, x: 3, y: 4)),
          ], nil),
      ],
      .binary { from, to throws(Diagnostic) in
        guard case .point(let a) = from else {
          throw .temporalArgument(from, of: name, expected: "two points")
        }
        guard case .point(let b) = to else {
          throw .temporalArgument(to, of: name, expected: "two points")
        }
        return a.distance(to: b).map { .float($0) } ?? .null
      })
  }
}
