import GraphModel

extension ScalarFunction {
  /// `datetime()`: a date and time of day at an offset or in a time zone.
  static let dateTime = ScalarFunction(
    "datetime",
    [.init("value", [.string, .map, .date, .localDateTime, .dateTime], optional: true)],
    returns: .dateTime,
    summary: "The date and time now, or those that a text or a map says or a value has, in a zone.",
    examples: [
      .init(["2015-07-21T21:40-01:30"], .written(.dateTime, "2015-07-21T21:40-01:30")),
      .init(
        [["year": 1984, "month": 10, "day": 11, "timezone": "+01:00"]],
        .written(.dateTime, "1984-10-11T00:00+01:00")),
      .init(
        [["datetime": .written(.dateTime, "1984-10-11T12:00+01:00"), "timezone": "+05:00"]],
        .written(.dateTime, "1984-10-11T16:00+05:00")),
    ],
    volatility: .perStatement,
    .contextual { arguments, context throws(Diagnostic) in
      switch arguments.first {
      case nil: return .dateTime(try Clock.statement.now(at: nil, in: context))
      case .text(let text):
        let value = try DateTimeValue(
          parsing: text.string, defaultOffset: context.defaultOffset)
        try value.checkOffset()
        return .dateTime(value)
      case .map(let map): return try dateTime(from: map, in: context)
      case .dateTime(let value): return .dateTime(value)
      case .some(let value):
        guard let parts = TemporalParts(value), let date = parts.date else {
          throw .temporalArgument(
            value, of: "datetime", expected: "a text, a map or a date and time")
        }
        return .dateTime(
          DateTimeValue(
            local: LocalDateTimeValue(date: date, time: parts.time ?? .midnight),
            offset: context.defaultOffset))
      }
    })

  private static func dateTime(
    from map: MapValue, in context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    let known =
      TemporalFields.dateNames + TemporalFields.timeNames
      + ["date", "time", "datetime", "timezone", "epochSeconds", "epochMillis"]
    let fields = try TemporalFields(map, of: "datetime", known: known)
    if fields.hasNull { return .null }
    let zone = try fields.zone()
    if fields.isOnly("timezone") {
      return .dateTime(try Clock.statement.now(at: zone, in: context))
    }
    if fields.hasAny(of: ["epochSeconds", "epochMillis"]) {
      return .dateTime(try instant(of: fields, in: zone ?? .offset(context.defaultOffset)))
    }
    let base = try TemporalParts(selectedBy: fields)
    let local = LocalDateTimeValue(
      date: try fields.date(over: base.date), time: try fields.time(over: base.time))
    // A zone that came with the time is left for another one by keeping the instant.
    guard let source = base.zone else {
      return .dateTime(
        try DateTimeValue(local: local, in: zone ?? .offset(context.defaultOffset)))
    }
    let value = try DateTimeValue(local: local, in: source, preferred: base.offset)
    guard let zone else { return .dateTime(value) }
    return .dateTime(try value.converted(to: zone))
  }

  /// The date-time of `epochSeconds` or `epochMillis`, with `nanosecond` on top.
  private static func instant(
    of fields: TemporalFields, in zone: DateTimeValue.Zone
  ) throws(Diagnostic) -> DateTimeValue {
    let isMillis = fields["epochMillis"] != nil
    let name = isMillis ? "epochMillis" : "epochSeconds"
    let others =
      TemporalFields.dateNames + TemporalFields.timeNames.filter { $0 != "nanosecond" }
      + ["date", "time", "datetime", isMillis ? "epochSeconds" : "epochMillis"]
    if let other = fields.firstPresent(of: others) {
      throw .conflictingFields(other, name, of: "datetime")
    }
    let count = try fields.integer(name, in: .min ... .max) ?? 0
    let nanosecond = try fields.integer("nanosecond", in: 0...(isMillis ? 999_999 : 999_999_999))
    return try DateTimeValue(
      second: isMillis ? floorDivide(count, 1_000) : count,
      nanosecond: (nanosecond ?? 0) + (isMillis ? floorRemainder(count, 1_000) * 1_000_000 : 0),
      in: zone)
  }
}
