extension Value {
  /// The operators `<`, `<=`, `>`, `>=`: negative, zero or positive; nil where the values cannot be
  /// compared (different types, a null, NaN), which makes the comparison null.
  ///
  /// NaN against a number is not null but false for all four (see ``isNaNComparison(_:_:)``).
  public static func compare(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.float(let a), .float(let b)):
      return a.isNaN || b.isNaN ? nil : (a == b ? 0 : (a < b ? -1 : 1))
    case (.integer(let a), .float(let b)): return b.isNaN ? nil : order(a, b)
    case (.float(let a), .integer(let b)): return a.isNaN ? nil : -order(b, a)
    case (.text(let a), .text(let b)): return a.order(to: b)
    case (.boolean(let a), .boolean(let b)): return a == b ? 0 : (b ? -1 : 1)
    case (.list(let a), .list(let b)):
      for (x, y) in zip(a, b) {
        guard let part = compare(x, y) else { return nil }
        if part != 0 { return part }
      }
      return a.count - b.count
    case (.date(let a), .date(let b)): return a.order(to: b)
    case (.localTime(let a), .localTime(let b)): return a.order(to: b)
    case (.time(let a), .time(let b)): return a.order(to: b)
    case (.localDateTime(let a), .localDateTime(let b)): return a.order(to: b)
    case (.dateTime(let a), .dateTime(let b)): return a.order(to: b)
    default: return nil
    }
  }

  /// Whether a comparison of these two is false, not null, because one is NaN and both are numbers.
  public static func isNaNComparison(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.float(let a), .float(let b)): a.isNaN || b.isNaN
    case (.float(let a), .integer), (.integer, .float(let a)): a.isNaN
    default: false
    }
  }

  /// The order of ORDER BY over all values of all types: negative, zero or positive.
  ///
  /// Ascending: map, node, relationship, list, path, date-time, local date-time, date, time, local
  /// time, duration, point, text, boolean, number, NaN, null (openCypher, "Orderability").
  public static func order(_ left: Value, _ right: Value) -> Int {
    let a = left.rank
    let b = right.rank
    guard a == b else { return a - b }
    switch (left, right) {
    case (.integer, _), (.float, _): return orderNumbers(left, right)
    case (.text(let a), .text(let b)): return a.order(to: b)
    case (.boolean(let a), .boolean(let b)): return a == b ? 0 : (b ? -1 : 1)
    case (.list(let a), .list(let b)): return order(a, b)
    case (.map(let a), .map(let b)): return order(a, b)
    case (.node(let a), .node(let b)): return order(a.id, b.id)
    case (.relationship(let a), .relationship(let b)): return order(a.id, b.id)
    case (.path(let a), .path(let b)): return order(a, b)
    case (.date(let a), .date(let b)): return a.order(to: b)
    case (.localTime(let a), .localTime(let b)): return a.order(to: b)
    case (.time(let a), .time(let b)): return a.order(to: b)
    case (.localDateTime(let a), .localDateTime(let b)): return a.order(to: b)
    case (.dateTime(let a), .dateTime(let b)): return a.order(to: b)
    case (.duration(let a), .duration(let b)): return a.order(to: b)
    case (.point(let a), .point(let b)): return a.order(to: b)
    default: return 0
    }
  }

  private var rank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .dateTime: 5
    case .localDateTime: 6
    case .date: 7
    case .time: 8
    case .localTime: 9
    case .duration: 10
    case .point: 11
    case .text: 12
    case .boolean: 13
    case .integer, .float: 14
    case .null: 15
    }
  }

  /// The order of two integers; their difference may overflow.
  private static func order(_ a: Int, _ b: Int) -> Int { a == b ? 0 : (a < b ? -1 : 1) }

  /// The exact order of an integer and a float, without rounding the integer.
  static func order(_ a: Int, _ b: Double) -> Int {
    if b.isNaN { return -1 }
    if b >= 0x1p63 { return -1 }
    if b < -0x1p63 { return 1 }
    let whole = b.rounded(.towardZero)
    let integer = Int(whole)
    if a != integer { return a < integer ? -1 : 1 }
    return b == whole ? 0 : (b > whole ? -1 : 1)
  }

  private static func orderNumbers(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): a == b ? 0 : (a < b ? -1 : 1)
    case (.integer(let a), .float(let b)): order(a, b)
    case (.float(let a), .integer(let b)): -order(b, a)
    case (.float(let a), .float(let b)):
      if a.isNaN || b.isNaN {
        a.isNaN == b.isNaN ? 0 : (a.isNaN ? 1 : -1)
      } else {
        a == b ? 0 : (a < b ? -1 : 1)
      }
    default: 0
    }
  }

  private static func order(_ a: [Value], _ b: [Value]) -> Int {
    for (x, y) in zip(a, b) {
      let part = order(x, y)
      if part != 0 { return part }
    }
    return a.count - b.count
  }

  private static func order(_ a: MapValue, _ b: MapValue) -> Int {
    for (x, y) in zip(a.sorted, b.sorted) {
      let keys = x.key.order(to: y.key)
      if keys != 0 { return keys }
      let part = order(x.value, y.value)
      if part != 0 { return part }
    }
    return a.count - b.count
  }

  private static func order(_ a: Path, _ b: Path) -> Int {
    // Step by step: all nodes first and then all relationships would be no order, as a path and a
    // longer one would be compared by other parts than two long ones.
    if let x = a.nodes.first, let y = b.nodes.first, x.id != y.id { return order(x.id, y.id) }
    for (x, y) in zip(
      zip(a.relationships, a.nodes.dropFirst()), zip(b.relationships, b.nodes.dropFirst()))
    {
      if x.0.id != y.0.id { return order(x.0.id, y.0.id) }
      if x.1.id != y.1.id { return order(x.1.id, y.1.id) }
    }
    return a.nodes.count - b.nodes.count
  }
}
