import GraphModel

extension ScalarFunction {
  /// The functions on points.
  static let spatial: [ScalarFunction] = [.point, .pointDistance, .distance, .pointWithinBox]
}
