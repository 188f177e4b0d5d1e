extension PointValue {
  /// Why there is no such place, and what holds of a place; nil where there is one.
  ///
  /// A coordinate is finite, a latitude lies from -90 to 90, a longitude from -180 to 180. Whoever
  /// takes a point from outside asks; what a graph has stored is taken as it is.
  public var fault: (message: String, rule: String)? {
    let names = system.isGeographic ? ["longitude", "latitude", "height"] : ["x", "y", "z"]
    for (name, number) in zip(names, [x, y] + (z.map { [$0] } ?? [])) where !number.isFinite {
      return ("The coordinate '\(name)' is \(Value.floatText(number))", "must be finite")
    }
    guard system.isGeographic else { return nil }
    for (name, number, limit) in [("latitude", y, 90), ("longitude", x, 180.0)]
    where number.magnitude > limit {
      return (
        "The \(name) \(Value.floatText(number)) is out of range",
        "must be from -\(Int(limit)) to \(Int(limit))"
      )
    }
    return nil
  }
}
