extension Value: Hashable {
  /// Whether two values are equivalent, as DISTINCT and grouping see them.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)):
      Value.order(a, b) == 0
    case (.text(let a), .text(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.node(let a), .node(let b)): a == b
    case (.relationship(let a), .relationship(let b)): a == b
    case (.path(let a), .path(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.localTime(let a), .localTime(let b)): a == b
    case (.time(let a), .time(let b)): a == b
    case (.localDateTime(let a), .localDateTime(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.point(let a), .point(let b)): a == b
    default: false
    }
  }

  /// Feeds `hasher` so that equivalent values hash alike: 1 as 1.0.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0 as UInt8)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value):
      if let integer = Int(exactly: value) {
        hasher.combine(integer)
      } else {
        hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
      }
    case .text(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value)
    case .node(let value): hasher.combine(value)
    case .relationship(let value): hasher.combine(value)
    case .path(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .localTime(let value): hasher.combine(value)
    case .time(let value): hasher.combine(value)
    case .localDateTime(let value): hasher.combine(value)
    case .dateTime(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .point(let value): hasher.combine(value)
    }
  }
}

extension Value {
  /// The operator `=`: true, false, or nil where it cannot be known because of a null.
  ///
  /// Values of different types are unequal, not unknown; a list or map is unknown only where no
  /// pair of elements is known to differ (openCypher, "Equality").
  public static func equals(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): nil
    case (.float(let a), .float(let b)): a == b
    case (.list(let a), .list(let b)): listsEqual(a, b)
    case (.map(let a), .map(let b)): mapsEqual(a, b)
    default: left == right
    }
  }

  private static func listsEqual(_ a: [Value], _ b: [Value]) -> Bool? {
    guard a.count == b.count else { return false }
    var unknown = false
    for (x, y) in zip(a, b) {
      switch equals(x, y) {
      case .some(false): return false
      case .none: unknown = true
      case .some(true): break
      }
    }
    return unknown ? nil : true
  }

  private static func mapsEqual(_ a: MapValue, _ b: MapValue) -> Bool? {
    guard a.count == b.count else { return false }
    var unknown = false
    for (key, x) in a.entries {
      guard let y = b[key] else { return false }
      switch equals(x, y) {
      case .some(false): return false
      case .none: unknown = true
      case .some(true): break
      }
    }
    return unknown ? nil : true
  }
}

/// Three-valued logic over `Bool?`, where nil is unknown.
public enum Ternary {
  /// False where either is false; unknown where neither is and one is unknown.
  @inlinable public static func and(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == false || b == false { return false }
    return a == nil || b == nil ? nil : true
  }

  /// True where either is true; unknown where neither is and one is unknown.
  @inlinable public static func or(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  /// Unknown where either is unknown; otherwise whether they differ.
  @inlinable public static func xor(_ a: Bool?, _ b: Bool?) -> Bool? {
    guard let a, let b else { return nil }
    return a != b
  }

  /// The opposite; unknown stays unknown.
  @inlinable public static func not(_ a: Bool?) -> Bool? { a.map { !$0 } }
}
