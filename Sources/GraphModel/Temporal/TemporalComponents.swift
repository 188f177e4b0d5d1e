extension Value {
  /// The component `name` of a temporal value, a duration or a point, as in `x.year`.
  ///
  /// - Returns: nil where `value` is none of these.
  /// - Throws: `PropertyNotFound` where its type has no such component, `ArithmeticError` where a
  ///   duration's total, or the milliseconds since 1970, do not fit an integer.
  /// - Complexity: O(1).
  public static func component(
    _ name: Text, of value: Value
  ) throws(Diagnostic) -> Value? {
    let found: Value?
    switch value {
    case .date(let date): found = date.component(name.string)
    case .localTime(let time): found = time.component(name.string)
    case .time(let time): found = time.component(name.string)
    case .localDateTime(let local): found = local.component(name.string)
    case .dateTime(let dateTime): found = try dateTime.component(name.string)
    case .duration(let duration): found = try duration.component(name.string)
    case .point(let point): found = point.component(name.string)
    default: return nil
    }
    guard let found else {
      throw .unknownComponent(name, of: value, components: value.componentNames)
    }
    return found
  }

  /// The components that this value's type has; empty where it has none.
  public var componentNames: [String] {
    switch self {
    case .date: DateValue.components
    case .localTime: LocalTimeValue.components
    case .time: LocalTimeValue.components + TimeValue.components
    case .localDateTime: DateValue.components + LocalTimeValue.components
    case .dateTime:
      DateValue.components + LocalTimeValue.components + TimeValue.components
        + DateTimeValue.components
    case .duration: DurationValue.components
    case .point(let point): point.components
    default: []
    }
  }
}

extension DateValue {
  static let components = [
    "year", "quarter", "month", "week", "weekYear", "dayOfQuarter", "quarterDay", "day",
    "ordinalDay", "weekDay", "dayOfWeek",
  ]

  func component(_ name: String) -> Value? {
    switch name {
    case "year": .integer(civil.year)
    case "quarter": .integer(quarter)
    case "month": .integer(civil.month)
    case "week": .integer(weekOfYear.week)
    case "weekYear": .integer(weekOfYear.year)
    case "dayOfQuarter", "quarterDay": .integer(dayOfQuarter)
    case "day": .integer(civil.day)
    case "ordinalDay": .integer(ordinalDay)
    case "weekDay", "dayOfWeek": .integer(weekDay)
    default: nil
    }
  }
}

extension LocalTimeValue {
  static let components = [
    "hour", "minute", "second", "millisecond", "microsecond", "nanosecond",
  ]

  func component(_ name: String) -> Value? {
    switch name {
    case "hour": .integer(hour)
    case "minute": .integer(minute)
    case "second": .integer(second)
    case "millisecond": .integer(nanosecond / 1_000_000)
    case "microsecond": .integer(nanosecond / 1_000)
    case "nanosecond": .integer(nanosecond)
    default: nil
    }
  }
}

extension TimeValue {
  static let components = ["timezone", "offset", "offsetMinutes", "offsetSeconds"]

  func component(_ name: String) -> Value? {
    local.component(name) ?? TimeValue.component(name, offset: offset, zone: nil)
  }

  static func component(_ name: String, offset: Int, zone: Text?) -> Value? {
    switch name {
    case "timezone": .text(zone ?? Text(TemporalText.offset(offset)))
    case "offset": .string(TemporalText.offset(offset))
    case "offsetMinutes": .integer(offset / 60)
    case "offsetSeconds": .integer(offset)
    default: nil
    }
  }
}

extension LocalDateTimeValue {
  func component(_ name: String) -> Value? { date.component(name) ?? time.component(name) }
}

extension DateTimeValue {
  static let components = ["epochSeconds", "epochMillis"]

  func component(_ name: String) throws(Diagnostic) -> Value? {
    switch name {
    case "epochSeconds": return .integer(epochSecond)
    case "epochMillis":
      // The milliseconds of 300 million years fit 64 bits, not those of a thousand million.
      let (whole, tooMany) = epochSecond.multipliedReportingOverflow(by: 1_000)
      let (sum, overflow) = whole.addingReportingOverflow(local.nanosecond / 1_000_000)
      guard !tooMany, !overflow else { throw .epochOverflow(self) }
      return .integer(sum)
    default:
      return local.component(name) ?? TimeValue.component(name, offset: offset, zone: zone)
    }
  }
}

extension DurationValue {
  static let components = [
    "years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds",
    "milliseconds", "microseconds", "nanoseconds", "quartersOfYear", "monthsOfYear",
    "monthsOfQuarter", "daysOfWeek", "minutesOfHour", "secondsOfMinute",
    "millisecondsOfSecond", "microsecondsOfSecond", "nanosecondsOfSecond",
  ]

  func component(_ name: String) throws(Diagnostic) -> Value? {
    switch name {
    case "years": .integer(months / 12)
    case "quarters": .integer(months / 3)
    case "months": .integer(months)
    case "weeks": .integer(days / 7)
    case "days": .integer(days)
    case "hours": .integer(seconds / 3_600)
    case "minutes": .integer(seconds / 60)
    case "seconds": .integer(seconds)
    case "milliseconds": .integer(try total(perSecond: 1_000))
    case "microseconds": .integer(try total(perSecond: 1_000_000))
    case "nanoseconds": .integer(try total(perSecond: 1_000_000_000))
    case "quartersOfYear": .integer(months / 3 % 4)
    case "monthsOfYear": .integer(months % 12)
    case "monthsOfQuarter": .integer(months % 3)
    case "daysOfWeek": .integer(days % 7)
    case "minutesOfHour": .integer(seconds / 60 % 60)
    case "secondsOfMinute": .integer(seconds % 60)
    case "millisecondsOfSecond": .integer(nanoseconds / 1_000_000)
    case "microsecondsOfSecond": .integer(nanoseconds / 1_000)
    case "nanosecondsOfSecond": .integer(nanoseconds)
    default: nil
    }
  }

  /// The seconds and nanoseconds in a unit of which `count` are a second.
  private func total(perSecond count: Int) throws(Diagnostic) -> Int {
    let total =
      Int128(seconds) * Int128(count) + Int128(nanoseconds / (1_000_000_000 / count))
    guard let value = Int(exactly: total) else { throw .temporalOverflow("duration") }
    return value
  }
}
