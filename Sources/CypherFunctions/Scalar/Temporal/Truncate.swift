import GraphModel

extension ScalarFunction {
  /// `date.truncate()`.
  static let truncateDate = truncate(
    .date,
    examples: [
      .init(["week", .written(.date, "1984-10-11")], .written(.date, "1984-10-08")),
      .init(
        ["month", .written(.date, "1984-10-11"), ["day": 5]], .written(.date, "1984-10-05")),
    ])

  /// `localtime.truncate()`.
  static let truncateLocalTime = truncate(
    .localTime,
    examples: [
      .init(["hour", .written(.localTime, "12:31:14")], .written(.localTime, "12:00"))
    ])

  /// `time.truncate()`.
  static let truncateTime = truncate(
    .time,
    examples: [
      .init(["minute", .written(.time, "12:31:14+01:00")], .written(.time, "12:31+01:00"))
    ])

  /// `localdatetime.truncate()`.
  static let truncateLocalDateTime = truncate(
    .localDateTime,
    examples: [
      .init(
        ["day", .written(.localDateTime, "1984-10-11T12:31:14")],
        .written(.localDateTime, "1984-10-11T00:00"))
    ])

  /// `datetime.truncate()`.
  static let truncateDateTime = truncate(
    .dateTime,
    examples: [
      .init(
        ["century", .written(.date, "2017-10-11"), ["timezone": "+01:00"]],
        .written(.dateTime, "2000-01-01T00:00+01:00"))
    ])

  /// The truncation of a type: the start of a unit of time, with fields of a map on top.
  private static func truncate(
    _ kind: TemporalKind, examples: [Example]
  ) -> ScalarFunction {
    let name = "\(kind.rawValue).truncate"
    return ScalarFunction(
      name,
      [
        .init("unit", .string), .init("value", .instant, optional: true),
        .init("fields", .map, optional: true),
      ],
      returns: kind.type,
      summary: "The start of the unit of time that a value is in, changed by a map of fields.",
      examples: examples, volatility: .perStatement,
      .contextual { arguments, context throws(Diagnostic) in
        guard case .text(let unitName) = arguments[0] else {
          throw .temporalArgument(arguments[0], of: name, expected: "the name of a unit")
        }
        let unit = try TruncationUnit(named: unitName.string, of: name)
        let value =
          arguments.count > 1
          ? arguments[1] : .dateTime(try Clock.statement.now(at: nil, in: context))
        var map = MapValue()
        if arguments.count > 2 {
          guard case .map(let fields) = arguments[2] else {
            throw .temporalArgument(arguments[2], of: name, expected: "a map of fields")
          }
          map = fields
        }
        return try Truncation(kind: kind, unit: unit, function: name)
          .callAsFunction(value, map, in: context)
      })
  }
}

/// A unit that temporal values can be truncated to, from the greatest to the smallest.
enum TruncationUnit: String, CaseIterable {
  case millennium, century, decade, weekYear, year, quarter, month, week, day
  case hour, minute, second, millisecond, microsecond

  init(named name: String, of function: String) throws(Diagnostic) {
    let lowercase = name.lowercased()
    guard let unit = TruncationUnit.allCases.first(where: { $0.rawValue.lowercased() == lowercase })
    else {
      let names = TruncationUnit.allCases.map(\.rawValue)
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentValue",
        "\(function)() knows no unit '\(String(name.prefix(60)))'",
        hint: didYouMean(name, in: names) ?? "The units are \(names.joined(separator: ", "))")
    }
    self = unit
  }

  /// Nanoseconds of the unit; nil for a day and more.
  private var nanoseconds: Int? {
    switch self {
    case .hour: 3_600_000_000_000
    case .minute: 60_000_000_000
    case .second: 1_000_000_000
    case .millisecond: 1_000_000
    case .microsecond: 1_000
    default: nil
    }
  }

  /// Whether the unit is shorter than a day.
  var isOfTime: Bool { nanoseconds != nil }

  /// The first day of the unit that `date` is in; the day itself where the unit is shorter.
  func start(of date: DateValue) throws(Diagnostic) -> DateValue {
    let civil = date.civil
    let start: DateValue? =
      switch self {
      case .millennium: firstDay(ofYearsBy: 1_000, civil.year)
      case .century: firstDay(ofYearsBy: 100, civil.year)
      case .decade: firstDay(ofYearsBy: 10, civil.year)
      case .year: DateValue(year: civil.year, month: 1, day: 1)
      case .weekYear: DateValue(weekYear: date.weekOfYear.year, week: 1, weekDay: 1)
      case .quarter: DateValue(year: civil.year, quarter: date.quarter, dayOfQuarter: 1)
      case .month: DateValue(year: civil.year, month: civil.month, day: 1)
      case .week: DateValue(checkedDay: date.epochDay - date.weekDay + 1)
      default: date
      }
    guard let start else { throw .temporalOverflow("date") }
    return start
  }

  private func firstDay(ofYearsBy count: Int, _ year: Int) -> DateValue? {
    DateValue(year: year - floorRemainder(year, count), month: 1, day: 1)
  }

  /// The start of the unit that `time` is in; midnight where the unit is a day or more.
  func start(of time: LocalTimeValue) -> LocalTimeValue {
    guard let nanoseconds else { return .midnight }
    return LocalTimeValue(
      nanosecondOfDay: time.nanosecondOfDay - time.nanosecondOfDay % nanoseconds)
  }
}

/// One truncation: into which type, to which unit.
private struct Truncation {
  let kind: TemporalKind
  let unit: TruncationUnit
  let function: String

  func callAsFunction(
    _ value: Value, _ map: MapValue, in context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    guard let parts = TemporalParts(value) else {
      throw .temporalArgument(value, of: function, expected: "a temporal value")
    }
    let hasDate = kind != .time && kind != .localTime
    let hasTime = kind != .date
    let hasZone = kind == .time || kind == .dateTime
    if (hasDate && parts.date == nil) || (!hasDate && parts.time == nil) {
      throw .temporalArgument(
        value, of: function, expected: hasDate ? "a value with a date" : "a value with a time")
    }
    if !hasDate, !unit.isOfTime, unit != .day { throw unfit("is longer than a day") }
    if !hasTime, unit.isOfTime { throw unfit("is shorter than a day") }
    let fields = try TemporalFields(
      map, of: function,
      known: (hasDate ? TemporalFields.dateNames : [])
        + (hasTime ? TemporalFields.timeNames : []) + (hasZone ? ["timezone"] : []))
    if fields.hasNull { return .null }
    let time = try time(parts.time ?? .midnight, fields)
    let zone = try fields.zone() ?? parts.zone ?? .offset(context.defaultOffset)
    guard hasDate, let date = parts.date else {
      if kind == .localTime { return .localTime(time) }
      if fields["timezone"] == nil, let offset = parts.offset {
        return .time(TimeValue(local: time, offset: offset))
      }
      return .time(TimeValue(local: time, offset: try zone.offset(in: context)))
    }
    let local = LocalDateTimeValue(
      date: try fields.date(over: unit.start(of: date)), time: time)
    switch kind {
    case .date: return .date(local.date)
    case .localDateTime: return .localDateTime(local)
    default:
      return .dateTime(try DateTimeValue(local: local, in: zone, preferred: parts.offset))
    }
  }

  /// The truncated time with the fields on top; below a second they fill what was cut off.
  private func time(
    _ time: LocalTimeValue, _ fields: TemporalFields
  ) throws(Diagnostic) -> LocalTimeValue {
    let start = unit.start(of: time)
    guard unit == .millisecond || unit == .microsecond,
      fields.hasAny(of: ["microsecond", "nanosecond"]), fields["millisecond"] == nil
    else { return try fields.time(over: start) }
    let length = unit == .millisecond ? 1_000_000 : 1_000
    if unit == .microsecond, fields["microsecond"] != nil { return try fields.time(over: start) }
    let rest = try fields.nanosecond() ?? 0
    guard rest < length else {
      throw .temporalField(
        fields.firstPresent(of: ["nanosecond", "microsecond"]) ?? "nanosecond", rest,
        expected: "less than a \(unit.rawValue)")
    }
    let whole = try fields.time(over: start)
    return LocalTimeValue(
      nanosecondOfDay: whole.nanosecondOfDay - whole.nanosecond + start.nanosecond + rest)
  }

  private func unfit(_ reason: String) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      "\(function)() cannot truncate to a \(unit.rawValue), which \(reason)")
  }
}
