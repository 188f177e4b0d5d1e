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
    guard members.isEmpty else { throw failure }
    guard let system = system(named, isGeographic: isGeographic, isSpatial: z != nil) else {
      throw Mismatch(
        message: "'\(text.prefix(60))' is no point: its system is not known or does not fit",
        hint: "The systems are "
          + PointValue.System.allCases.map { "\($0.name) (\($0.rawValue))" }
          .joined(separator: ", "))
    }
    let point = PointValue(system: system, x: x, y: y, z: z)
    if let fault = point.fault {
      throw Mismatch(
        message: "'\(text.prefix(60))' is no point. \(fault.message)", hint: "It \(fault.rule)")
    }
    return point
  }

  private func number(_ text: String?) -> Double? { text.flatMap { Double($0) } }

  private func system(
    _ name: String?, isGeographic: Bool, isSpatial: Bool
  ) -> PointValue.System? {
    let flat: PointValue.System = isGeographic ? .wgs84 : .cartesian
    let spatial: PointValue.System = isGeographic ? .wgs84Height : .cartesian3D
    guard let name else { return isSpatial ? spatial : flat }
    guard
      let named = Int(name).map(PointValue.System.init(rawValue:))
        ?? PointValue.System(named: name),
      !isGeographic || named.isGeographic
    else { return nil }
    // A name of two dimensions, with a third coordinate, is taken for the one of three.
    if named.isGeographic { return isSpatial ? .wgs84Height : .wgs84 }
    return isSpatial ? .cartesian3D : .cartesian
  }
}
