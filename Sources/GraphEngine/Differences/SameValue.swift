import GraphModel

extension Value {
  /// Whether both are the same down to what is stored of them: 1 is not 1.0, 0.0 not -0.0, and a moment in
  /// one zone not the same moment in another.
  ///
  /// `==` asks whether two values mean the same; a difference that leaves out what that does not see would
  /// not lead from one graph to the other.
  ///
  /// - Complexity: O(*n*) in the length of the values.
  package func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.null, .null): true
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.integer, .float), (.float, .integer): false
    case (.date(let a), .date(let b)): a == b
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    default: self == other && storedText == other.storedText
    }
  }

  /// The value as a file holds it; nil where it is nested too deeply for one.
  private var storedText: [UInt8]? {
    var writer = JSONWriter()
    do { try writer.write(self) } catch { return nil }
    return writer.bytes
  }

  /// A number that is the same for values that are the same (``isSame(as:)``), within one run of the program.
  func sameHash(into hasher: inout Hasher) {
    switch self {
    case .integer(let value):
      hasher.combine(0 as UInt8)
      hasher.combine(value)
    case .float(let value):
      hasher.combine(1 as UInt8)
      hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
    case .list(let values):
      hasher.combine(2 as UInt8)
      hasher.combine(values.count)
      for value in values { value.sameHash(into: &hasher) }
    default: hash(into: &hasher)
    }
  }
}

extension MapValue {
  /// Whether both have the same keys with the same values, in any order.
  package func isSame(as other: MapValue) -> Bool {
    count == other.count
      && entries.allSatisfy { key, value in
        other[key].map { value.isSame(as: $0) } ?? false
      }
  }

  /// A number that is the same for maps that are the same, in whatever order.
  var sameHash: Int {
    var sum = count
    for (key, value) in entries {
      var hasher = Hasher()
      hasher.combine(key)
      value.sameHash(into: &hasher)
      sum &+= hasher.finalize()
    }
    return sum
  }
}
