import GraphModel

extension PointValue {
  /// A point as APOC writes it: `{"crs":"wgs-84","latitude":51.5,"longitude":-3.2,"height":null}`.
  var apoc: MapValue {
    let third: Value = z.map { .float($0) } ?? .null
    switch system {
    case .wgs84, .wgs84Height:
      return [
        "crs": .string(crs), "latitude": .float(y), "longitude": .float(x), "height": third,
      ]
    case .cartesian, .cartesian3D:
      return ["crs": .string(crs), "x": .float(x), "y": .float(y), "z": third]
    }
  }

  /// A value in a message.
  private static func shown(_ value: Value) -> String {
    switch value {
    case .text(let text): "'\(text.string.prefix(60))'"
    case .integer(let number): String(number)
    default: "of \(value.typePhrase)"
    }
  }

  private var crs: String {
    switch system {
    case .wgs84: "wgs-84"
    case .wgs84Height: "wgs-84-3d"
    case .cartesian: "cartesian"
    case .cartesian3D: "cartesian-3d"
    }
  }

  /// `value`, with the point that it is written for: an object with `crs` or `srid` and coordinates,
  /// also as an item of a list.
  ///
  /// - Throws: `OptionError` where such an object is of no place.
  static func read(_ value: Value) throws(OptionError) -> Value {
    switch value {
    case .map(let map):
      guard let point = try PointValue(members: map) else { return value }
      if let fault = point.fault {
        throw OptionError("This is no point. \(fault.message)", hint: "It \(fault.rule)")
      }
      return .point(point)
    case .list(let items):
      return .list(try items.map { (item) throws(OptionError) in try read(item) })
    default: return value
    }
  }

  /// The point with the given members; nil where they are those of no point.
  private init?(members: MapValue) throws(OptionError) {
    let all = members
    var members = members
    for (key, value) in members.entries where value.isNull { members[key] = nil }
    func take(_ names: Text...) -> Double? {
      for name in names {
        switch members[name] {
        case .float(let number): members[name] = nil; return number
        case .integer(let number): members[name] = nil; return Double(number)
        default: continue
        }
      }
      return nil
    }
    let named: PointValue.System?
    switch (members["crs"], members["srid"]) {
    case (.text(let crs)?, _):
      switch crs.string.lowercased() {
      case "wgs-84": named = .wgs84
      case "wgs-84-3d": named = .wgs84Height
      case "cartesian": named = .cartesian
      case "cartesian-3d": named = .cartesian3D
      default: named = nil
      }
    case (nil, .integer(let srid)?): named = PointValue.System(rawValue: srid)
    default: named = nil
    }
    members["crs"] = nil
    members["srid"] = nil
    guard let x = take("x", "longitude"), let y = take("y", "latitude") else { return nil }
    guard let named else {
      guard let system = all["crs"] ?? all["srid"] else { return nil }
      throw OptionError(
        "This is no point. Its system \(Self.shown(system)) is not known",
        hint: "The systems are "
          + PointValue.System.allCases.map { "\($0.name) (\($0.rawValue))" }
          .joined(separator: ", "))
    }
    let z = take("z", "height")
    let isSpatial = named == .wgs84Height || named == .cartesian3D
    guard members.isEmpty, isSpatial == (z != nil) else { return nil }
    self.init(system: named, x: x, y: y, z: z)
  }
}
