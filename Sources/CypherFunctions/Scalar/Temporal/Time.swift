import GraphModel

extension ScalarFunction {
  /// `time()`: the time of day at an offset from UTC.
  static let time = ScalarFunction(
    "time",
    [
      .init(
        "value", [.string, .map, .localTime, .time, .localDateTime, .dateTime], optional: true)
    ],
    returns: .time,
    summary: "The time now, or the one that a text or a map says or a value has, with its offset.",
    examples: [
      .init(["21:40-01:30"], .written(.time, "21:40-01:30")),
      .init([["hour": 12, "timezone": "+01:00"]], .written(.time, "12:00+01:00")),
      .init(
        [["time": .written(.time, "12:31+01:00"), "timezone": "+05:00"]],
        .written(.time, "16:31+05:00")),
    ],
    volatility: .perStatement,
    .contextual { arguments, context throws(Diagnostic) in
      switch arguments.first {
      case nil: return try Clock.statement.now(at: nil, in: context).value(as: .time)
      case .text(let text):
        return .time(
          try TimeValue(parsing: text.string, defaultOffset: context.defaultOffset))
      case .map(let map): return try time(from: map, in: context)
      case .some(let value):
        guard let parts = TemporalParts(value), let time = parts.time else {
          throw .temporalArgument(value, of: "time", expected: "a text, a map or a time")
        }
        return .time(TimeValue(local: time, offset: parts.offset ?? context.defaultOffset))
      }
    })

  private static func time(
    from map: MapValue, in context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    let known = TemporalFields.timeNames + ["time", "timezone"]
    let fields = try TemporalFields(map, of: "time", known: known)
    if fields.hasNull { return .null }
    let zone = try fields.zone()
    if fields.isOnly("timezone") {
      return try Clock.statement.now(at: zone, in: context).value(as: .time)
    }
    let base = try TemporalParts(selectedBy: fields)
    let local = try fields.time(over: base.time, required: true)
    let offset = try zone.map { zone throws(Diagnostic) in try zone.offset(in: context) }
    guard let source = base.offset else {
      return .time(TimeValue(local: local, offset: offset ?? context.defaultOffset))
    }
    return .time(TimeValue(local: local, offset: source).moved(to: offset ?? source))
  }
}

extension TimeValue {
  /// The same instant of the day at another offset.
  func moved(to offset: Int) -> TimeValue {
    let day = 86_400 * 1_000_000_000
    let moved = local.nanosecondOfDay + (offset - self.offset) * 1_000_000_000
    // An offset is at most 18 hours, so that one or two days set it right.
    return TimeValue(
      local: LocalTimeValue(nanosecondOfDay: (moved % day + day) % day), offset: offset)
  }
}

extension DateTimeValue.Zone {
  /// The offset that the zone is at while the statement runs: a time has no date to go by.
  func offset(in context: any FunctionContext) throws(Diagnostic) -> Int {
    switch self {
    case .offset(let offset): offset
    case .named(let name):
      try ZoneDatabase.shared.offset(at: context.statementTime.second, in: name)
    }
  }
}
