extension PointValue.System {
  /// The name that queries give the system.
  public var name: String {
    switch self {
    case .cartesian: "cartesian"
    case .cartesian3D: "cartesian-3d"
    case .wgs84: "wgs-84"
    case .wgs84Height: "wgs-84-3d"
    }
  }

  /// The number of coordinates.
  public var dimensions: Int { self == .cartesian || self == .wgs84 ? 2 : 3 }

  /// Whether the coordinates are longitude, latitude and height.
  public var isGeographic: Bool { self == .wgs84 || self == .wgs84Height }

  /// The system that queries call `name`, in any letter case.
  public init?(named name: String) {
    let lower = name.lowercased()
    guard let found = PointValue.System.allCases.first(where: { $0.name == lower }) else {
      return nil
    }
    self = found
  }
}

extension PointValue {
  /// The point as a query makes it, such as `point({x: 1.0, y: 2.0, crs: 'cartesian'})`.
  public var text: String {
    let names = system.isGeographic ? ["longitude", "latitude", "height"] : ["x", "y", "z"]
    let coordinates = zip(names, [x, y] + (z.map { [$0] } ?? []))
      .map { "\($0): \(Value.floatText($1))" }.joined(separator: ", ")
    return "point({\(coordinates), crs: '\(system.name)'})"
  }

  /// The components that the point has.
  var components: [String] {
    let planar = system.dimensions == 3 ? ["x", "y", "z"] : ["x", "y"]
    let named =
      system.dimensions == 3
      ? ["longitude", "latitude", "height"] : ["longitude", "latitude"]
    return planar + (system.isGeographic ? named : []) + ["crs", "srid"]
  }

  func component(_ name: String) -> Value? {
    switch name {
    case "x": .float(x)
    case "y": .float(y)
    case "z": z.map { .float($0) }
    case "longitude" where system.isGeographic: .float(x)
    case "latitude" where system.isGeographic: .float(y)
    case "height" where system.isGeographic: z.map { .float($0) }
    case "crs": .string(system.name)
    case "srid": .integer(system.rawValue)
    default: nil
    }
  }
}
