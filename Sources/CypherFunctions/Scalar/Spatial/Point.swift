import GraphModel

extension ScalarFunction {
  /// `point()`: a place from its coordinates.
  static let point = ScalarFunction(
    "point", [.init("coordinates", .map)], returns: .point,
    summary: "The place at x and y, or at a longitude and latitude, with z or a height in space.",
    examples: [
      .init([["x": 1, "y": 2.5]], .point(PointValue(system: .cartesian, x: 1, y: 2.5))),
      .init(
        [["longitude": -3.18, "latitude": 51.48]],
        .point(PointValue(system: .wgs84, x: -3.18, y: 51.48))),
      .init([["x": 1, "y": nil]], nil),
    ],
    .unary { value throws(Diagnostic) in
      guard case .map(let map) = value else {
        throw .temporalArgument(value, of: "point", expected: "a map of coordinates")
      }
      let fields = try TemporalFields(
        map, of: "point",
        known: ["x", "y", "z", "longitude", "latitude", "height", "crs", "srid"])
      if fields.hasNull { return .null }
      return .point(try point(from: fields))
    })

  private static func point(from fields: TemporalFields) throws(Diagnostic) -> PointValue {
    let planar = fields.firstPresent(of: ["x", "y"])
    let geographic = fields.firstPresent(of: ["longitude", "latitude"])
    if let planar, let geographic {
      throw .conflictingFields(planar, geographic, of: "point")
    }
    if fields["z"] != nil, fields["height"] != nil {
      throw .conflictingFields("z", "height", of: "point")
    }
    let names = geographic == nil ? ("x", "y") : ("longitude", "latitude")
    guard let x = try coordinate(names.0, of: fields) else {
      throw .missingField(names.0, of: "point")
    }
    guard let y = try coordinate(names.1, of: fields) else {
      throw .missingField(names.1, of: "point")
    }
    let z = try coordinate(fields["z"] == nil ? "height" : "z", of: fields)
    let named = try system(of: fields)
    let isGeographic = named?.isGeographic ?? (geographic != nil || fields["height"] != nil)
    let system: PointValue.System =
      switch (isGeographic, z != nil) {
      case (true, true): .wgs84Height
      case (true, false): .wgs84
      case (false, true): .cartesian3D
      case (false, false): .cartesian
      }
    if let named, named != system {
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentValue",
        "The system '\(named.name)' has \(named.dimensions) coordinates, not \(z == nil ? 2 : 3)")
    }
    if geographic != nil, !isGeographic {
      throw .conflictingFields("crs: '\(system.name)'", "longitude", of: "point")
    }
    // Longitudes go round the earth.
    let around = isGeographic && x.magnitude > 180 ? x.remainder(dividingBy: 360) : x
    let place = PointValue(system: system, x: around, y: y, z: z)
    if let fault = place.fault {
      throw Diagnostic(
        .argumentError, .runtime, "NumberOutOfRange", fault.message,
        hint: "It \(fault.rule)")
    }
    return place
  }

  private static func coordinate(
    _ name: String, of fields: TemporalFields
  ) throws(Diagnostic) -> Double? {
    switch fields[name] {
    case nil: return nil
    case .integer(let value): return Double(value)
    case .float(let value): return value
    case .some(let value):
      throw .fieldType(name, value, of: "point", expected: "a number")
    }
  }

  /// The system that `crs` or `srid` names.
  private static func system(
    of fields: TemporalFields
  ) throws(Diagnostic) -> PointValue.System? {
    let names = PointValue.System.allCases.map(\.name)
    if let value = fields["crs"] {
      if fields["srid"] != nil { throw .conflictingFields("srid", "crs", of: "point") }
      guard case .text(let name) = value else {
        throw .fieldType("crs", value, of: "point", expected: "a String")
      }
      let longest = names.map(\.utf8.count).max() ?? 0
      if name.string.utf8.count <= longest, let system = PointValue.System(named: name.string) {
        return system
      }
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentValue",
        "The coordinate reference system '\(String(name.string.prefix(60)))' is not known",
        hint: didYouMean(String(name.string.prefix(60)), in: names)
          ?? "The systems are \(names.joined(separator: ", "))")
    }
    guard let number = try fields.integer("srid", in: .min ... .max) else { return nil }
    guard let system = PointValue.System(rawValue: number) else {
      let known = PointValue.System.allCases.map { String($0.rawValue) }
      throw .temporalField(
        "srid", number, expected: "one of \(known.joined(separator: ", "))")
    }
    return system
  }
}
