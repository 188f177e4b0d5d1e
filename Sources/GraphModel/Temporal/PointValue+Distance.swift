import Platform

extension PointValue {
  /// The distance to `other`: along the sphere in metres for places on the earth, else straight.
  ///
  /// On the earth it is the great circle of the haversine formula (R. W. Sinnott, "Virtues of the
  /// Haversine", 1984) on a sphere of 6,378,140 m, raised by the mean height where there is one.
  ///
  /// - Returns: nil where the coordinate reference systems differ.
  public func distance(to other: PointValue) -> Double? {
    guard system == other.system else { return nil }
    let height = (z ?? 0) - (other.z ?? 0)
    switch system {
    case .cartesian, .cartesian3D:
      return hypot(hypot(x - other.x, y - other.y), height)
    case .wgs84, .wgs84Height:
      let radians = Double.pi / 180
      let sineLatitude = sin((other.y - y) * radians / 2)
      let sineLongitude = sin((other.x - x) * radians / 2)
      let haversine =
        sineLatitude * sineLatitude
        + cos(y * radians) * cos(other.y * radians) * sineLongitude * sineLongitude
      let angle = 2 * asin(min(1, haversine.squareRoot()))
      let radius = 6_378_140 + ((z ?? 0) + (other.z ?? 0)) / 2
      return hypot(radius * angle, height)
    }
  }
}
