import GraphModel

/// What a temporal value is made of, as far as it has it.
///
/// Reads the values that stand under `date`, `time` and `datetime` in a map, and those that one
/// type is made from another.
struct TemporalParts {
  var date: DateValue?
  var time: LocalTimeValue?
  var zone: DateTimeValue.Zone?
  var offset: Int?

  /// The parts of `value`, or nil where it is not temporal.
  init?(_ value: Value) {
    switch value {
    case .date(let value): date = value
    case .localTime(let value): time = value
    case .time(let value):
      time = value.local
      zone = .offset(value.offset)
      offset = value.offset
    case .localDateTime(let value):
      date = value.date
      time = value.time
    case .dateTime(let value):
      date = value.local.date
      time = value.local.time
      zone = value.zoneOrOffset
      offset = value.offset
    default: return nil
    }
  }

  /// The parts that a map's selectors choose: `date`, `time`, or `datetime` for both.
  init(selectedBy fields: TemporalFields) throws(Diagnostic) {
    if let both = fields["datetime"] {
      if let other = fields.firstPresent(of: ["date", "time"]) {
        throw .conflictingFields(other, "datetime", of: fields.function)
      }
      guard let parts = TemporalParts(both), parts.date != nil, parts.time != nil else {
        throw .fieldType(
          "datetime", both, of: fields.function, expected: "a LocalDateTime or DateTime")
      }
      self = parts
      return
    }
    self.init()
    if let value = fields["date"] {
      guard let date = TemporalParts(value)?.date else {
        throw .fieldType(
          "date", value, of: fields.function, expected: "a Date, LocalDateTime or DateTime")
      }
      self.date = date
    }
    if let value = fields["time"] {
      guard let parts = TemporalParts(value), parts.time != nil else {
        throw .fieldType(
          "time", value, of: fields.function,
          expected: "a LocalTime, Time, LocalDateTime or DateTime")
      }
      time = parts.time
      zone = parts.zone
      offset = parts.offset
    }
  }

  private init() {}
}

/// The clocks that a temporal value can be taken from.
enum Clock: String, CaseIterable, Sendable {
  /// When the transaction began.
  case transaction
  /// When the statement began.
  case statement
  /// Now, read at every call.
  case realtime

  /// The moment that the clock shows, at `zone` or else in the statement's default zone.
  func now(
    at zone: DateTimeValue.Zone?, in context: any FunctionContext
  ) throws(Diagnostic) -> DateTimeValue {
    let moment: (second: Int, nanosecond: Int) =
      switch self {
      case .transaction: context.transactionTime
      case .statement: context.statementTime
      case .realtime: Clock.systemTime
      }
    return try DateTimeValue(
      second: moment.second, nanosecond: moment.nanosecond,
      in: zone ?? .offset(context.defaultOffset))
  }
}

extension DateTimeValue {
  /// The value as one of the temporal types.
  func value(as kind: TemporalKind) -> Value {
    switch kind {
    case .date: .date(local.date)
    case .localTime: .localTime(local.time)
    case .time: .time(TimeValue(local: local.time, offset: offset))
    case .localDateTime: .localDateTime(local)
    case .dateTime: .dateTime(self)
    case .duration: .null
    }
  }
}
