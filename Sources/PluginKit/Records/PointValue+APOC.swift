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
  static func read(_ value: Value) -> Value {
    switch value {
    case .map(let map): return PointValue(members: map).map(Value.point) ?? value
    case .list(let items): return .list(items.map(read))
    default: return value
    }
  }

  /// The point with the given members; nil where they are those of no point.
  private init?(members: MapValue) {
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
    guard let named, let x = take("x", "longitude"), let y = take("y", "latitude") else {
      return nil
    }
    let z = take("z", "height")
    let isSpatial = named == .wgs84Height || named == .cartesian3D
    guard members.isEmpty, isSpatial == (z != nil) else { return nil }
    self.init(system: named, x: x, y: y, z: z)
  }
}
