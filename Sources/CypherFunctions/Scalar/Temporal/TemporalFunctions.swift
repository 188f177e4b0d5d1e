import GraphModel

extension ScalarFunction {
  /// The functions on dates, times and durations.
  static let temporal: [ScalarFunction] =
    [
      .date, .localTime, .time, .localDateTime, .dateTime,
      .truncateDate, .truncateLocalTime, .truncateTime, .truncateLocalDateTime,
      .truncateDateTime,
      .dateTimeFromEpoch, .dateTimeFromEpochMillis, .timestamp,
      .duration, .durationBetween, .durationInMonths, .durationInDays, .durationInSeconds,
    ] + clocks
}

/// The five temporal types that name a place in time, and durations.
enum TemporalKind: String, CaseIterable, Sendable {
  case date
  case localTime = "localtime"
  case time
  case localDateTime = "localdatetime"
  case dateTime = "datetime"
  case duration

  /// What the value is to the binder.
  var type: ValueType {
    switch self {
    case .date: .date
    case .localTime: .localTime
    case .time: .time
    case .localDateTime: .localDateTime
    case .dateTime: .dateTime
    case .duration: .duration
    }
  }
}

extension Value {
  /// The temporal value that `text` writes, for the examples of functions; where it writes none,
  /// the error as a text, so that the example fails.
  static func written(_ kind: TemporalKind, _ text: String) -> Value {
    do throws(Diagnostic) {
      return switch kind {
      case .date: .date(try DateValue(parsing: text))
      case .localTime: .localTime(try LocalTimeValue(parsing: text))
      case .time: .time(try TimeValue(parsing: text))
      case .localDateTime: .localDateTime(try LocalDateTimeValue(parsing: text))
      case .dateTime: .dateTime(try DateTimeValue(parsing: text))
      case .duration: .duration(try DurationValue(parsing: text))
      }
    } catch {
      return .string(error.description)
    }
  }
}
