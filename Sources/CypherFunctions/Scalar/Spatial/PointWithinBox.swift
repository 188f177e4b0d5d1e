import GraphModel

extension ScalarFunction {
  /// `point.withinBBox()`: whether a place lies in a box.
  static let pointWithinBox = ScalarFunction(
    "point.withinBBox",
    [.init("point", .point), .init("lowerLeft", .point), .init("upperRight", .point)],
    returns: .boolean,
    summary: "Whether a point lies in the box between two corners; null between systems.",
    examples: [
      .init(
        [
          .point(PointValue(system: .cartesian, x: 1, y: 1)),
          .point(PointValue(system: .cartesian, x: 0, y: 0)),
          .point(PointValue(system: .cartesian, x: 2, y: 2)),
        ], true)
    ],
    .variadic { arguments throws(Diagnostic) in
      var points: [PointValue] = []
      for argument in arguments {
        guard case .point(let point) = argument else {
          throw .temporalArgument(argument, of: "point.withinBBox", expected: "three points")
        }
        points.append(point)
      }
      let (point, low, high) = (points[0], points[1], points[2])
      guard point.system == low.system, point.system == high.system else { return .null }
      // A box whose west is east of its east crosses the 180th meridian.
      let longitudes =
        point.system.isGeographic && low.x > high.x
        ? point.x >= low.x || point.x <= high.x : point.x >= low.x && point.x <= high.x
      let heights = (point.z ?? 0) >= (low.z ?? 0) && (point.z ?? 0) <= (high.z ?? 0)
      return .boolean(longitudes && point.y >= low.y && point.y <= high.y && heights)
    })
}
