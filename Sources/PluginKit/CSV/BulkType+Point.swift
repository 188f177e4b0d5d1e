import GraphModel

extension BulkType {
  /// A point as bulk files write it: `{latitude: 51.5, longitude: -3.2}`, `{x: 1, y: 2, z: 3}`,
  /// with `crs` or `srid` where it is not plain from the names.
  func point(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> PointValue {
    let text = String(decoding: bytes, as: UTF8.self)
    let failure = Mismatch(
      message: "'\(text.prefix(60))' is no point",
      hint: "Write {x: 1.5, y: 2.5} or {latitude: 51.5, longitude: -3.2}")
    let trimmed = text.filter { $0 != " " }
    guard trimmed.hasPrefix("{"), trimmed.hasSuffix("}") else { throw failure }
    var members: [String: String] = [:]
    for member in trimmed.dropFirst().dropLast().split(separator: ",") {
      let parts = member.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, members[parts[0].lowercased()] == nil else { throw failure }
      members[parts[0].lowercased()] = String(
        parts[1].filter { $0 != "'" && $0 != "\"" })
    }
    let isGeographic = members["latitude"] != nil
    let x = number(members.removeValue(forKey: isGeographic ? "longitude" : "x"))
    let y = number(members.removeValue(forKey: isGeographic ? "latitude" : "y"))
    let third = members.removeValue(forKey: isGeographic ? "height" : "z")
    let z = number(third)
    guard let x, let y, third == nil || z != nil else { throw failure }
    let named = members.removeValue(forKey: "crs") ?? members.removeValue(forKey: "srid")
    guard let system = system(named, isGeographic: isGeographic, isSpatial: z != nil),
      members.isEmpty
    else { throw failure }
    return PointValue(system: system, x: x, y: y, z: z)
  }

  private func number(_ text: String?) -> Double? {
    guard let text, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  private func system(
    _ name: String?, isGeographic: Bool, isSpatial: Bool
  ) -> PointValue.System? {
    let flat: PointValue.System
    switch name?.lowercased() {
    case nil: flat = isGeographic ? .wgs84 : .cartesian
    case "cartesian", "7203", "cartesian-3d", "9157": flat = .cartesian
    case "wgs-84", "4326", "wgs-84-3d", "4979": flat = .wgs84
    default: return nil
    }
    if !isSpatial { return flat }
    return flat == .cartesian ? .cartesian3D : .wgs84Height
  }
}
