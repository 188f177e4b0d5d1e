// The operators on temporal values. Each answers nil where the pair of types is not temporal, so
// that the general operators can ask here first and go on.
extension Value {
  /// `a + b` where one is a duration and the other a temporal value or a duration.
  ///
  /// Months come first, then days, then seconds; a day that the month does not have becomes the
  /// month's last. A date takes whole days only, a time turns over at midnight.
  ///
  /// - Returns: nil where the types are not such a pair.
  /// - Throws: `ArithmeticError` where the sum cannot be represented.
  public static func addTemporal(_ a: Value, _ b: Value) throws(Diagnostic) -> Value? {
    switch (a, b) {
    case (.duration(let x), .duration(let y)): return .duration(try x.adding(y))
    case (_, .duration(let duration)): return try a.moved(by: duration)
    case (.duration(let duration), _): return try b.moved(by: duration)
    default: return nil
    }
  }

  /// `a - b` where `b` is a duration and `a` a temporal value or a duration.
  ///
  /// - Returns: nil where the types are not such a pair.
  /// - Throws: `ArithmeticError` where the difference cannot be represented.
  public static func subtractTemporal(_ a: Value, _ b: Value) throws(Diagnostic) -> Value? {
    guard case .duration(let amount) = b else { return nil }
    if case .duration(let minuend) = a { return .duration(try minuend.adding(amount.negated())) }
    guard a.isInstant else { return nil }
    return try a.moved(by: amount.negated())
  }

  /// `a * b` where one is a duration and the other a number.
  ///
  /// - Returns: nil where the types are not such a pair.
  /// - Throws: `ArithmeticError` where the product cannot be represented.
  public static func multiplyTemporal(_ a: Value, _ b: Value) throws(Diagnostic) -> Value? {
    switch (a, b) {
    case (.duration(let duration), .integer(let factor)),
      (.integer(let factor), .duration(let duration)):
      return .duration(try duration.multiplied(by: Fraction(factor)))
    case (.duration(let duration), .float(let factor)),
      (.float(let factor), .duration(let duration)):
      guard let fraction = Fraction(factor) else { throw .temporalOverflow("duration") }
      return .duration(try duration.multiplied(by: fraction))
    default: return nil
    }
  }

  /// `a / b` where `a` is a duration and `b` a number.
  ///
  /// - Returns: nil where the types are not such a pair.
  /// - Throws: `ArithmeticError` where `b` is zero or the quotient cannot be represented.
  public static func divideTemporal(_ a: Value, _ b: Value) throws(Diagnostic) -> Value? {
    guard case .duration(let duration) = a else { return nil }
    let divisor: Fraction?
    switch b {
    case .integer(let number): divisor = Fraction(number)
    case .float(let number): divisor = Fraction(number)
    default: return nil
    }
    guard let divisor else { throw .temporalOverflow("duration") }
    guard let factor = divisor.reciprocal else {
      throw Diagnostic(
        .arithmeticError, .runtime, "DivisionByZero", "A duration cannot be divided by zero",
        hint: "Guard it, as in CASE WHEN d <> 0 THEN duration / d END")
    }
    return .duration(try duration.multiplied(by: factor))
  }

  /// `-a` where `a` is a duration.
  ///
  /// - Returns: nil where it is not.
  /// - Throws: `ArithmeticError` where the opposite cannot be represented.
  public static func negateTemporal(_ a: Value) throws(Diagnostic) -> Value? {
    guard case .duration(let duration) = a else { return nil }
    return .duration(try duration.negated())
  }

  private var isInstant: Bool {
    switch self {
    case .date, .localTime, .time, .localDateTime, .dateTime: true
    default: false
    }
  }

  private func moved(by duration: DurationValue) throws(Diagnostic) -> Value? {
    switch self {
    case .date(let date): return .date(try date.adding(duration))
    case .localTime(let time):
      return .localTime(
        time.adding(seconds: duration.seconds, nanoseconds: duration.nanoseconds))
    case .time(let time):
      let local = time.local.adding(
        seconds: duration.seconds, nanoseconds: duration.nanoseconds)
      return .time(TimeValue(local: local, offset: time.offset))
    case .localDateTime(let value): return .localDateTime(try value.adding(duration))
    case .dateTime(let value): return .dateTime(try value.adding(duration))
    default: return nil
    }
  }
}

extension DateValue {
  /// The date moved by months, days and the whole days in the seconds.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public func adding(_ duration: DurationValue) throws(Diagnostic) -> DateValue {
    // Cut off towards zero: minus half a day is no day.
    let whole =
      duration.seconds < 0 && duration.nanoseconds > 0
      ? duration.seconds + 1 : duration.seconds
    return try adding(months: duration.months).adding(days: duration.days)
      .adding(days: whole / 86_400)
  }
}

extension LocalDateTimeValue {
  /// The date and time moved by months, days and seconds, in this order.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public func adding(_ duration: DurationValue) throws(Diagnostic) -> LocalDateTimeValue {
    try adding(months: duration.months, days: duration.days)
      .adding(seconds: duration.seconds, nanoseconds: duration.nanoseconds)
  }

  func adding(months: Int, days: Int) throws(Diagnostic) -> LocalDateTimeValue {
    LocalDateTimeValue(date: try date.adding(months: months).adding(days: days), time: time)
  }

  func adding(seconds: Int, nanoseconds: Int) throws(Diagnostic) -> LocalDateTimeValue {
    let total = nanosecond + nanoseconds
    let carry = total >= 1_000_000_000 ? 1 : 0
    let (sum, overflow) = second.addingReportingOverflow(seconds)
    let (carried, carryOverflow) = sum.addingReportingOverflow(carry)
    guard !overflow, !carryOverflow else { throw .temporalOverflow("date-time") }
    return try LocalDateTimeValue(second: carried, nanosecond: total - carry * 1_000_000_000)
  }
}

extension DateTimeValue {
  /// The date-time moved by months and days on the calendar and by seconds of elapsed time.
  ///
  /// Over a change of the clocks, one day is the same time on the next day, and 24 hours are not.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public func adding(_ duration: DurationValue) throws(Diagnostic) -> DateTimeValue {
    try adding(months: duration.months, days: duration.days)
      .adding(seconds: duration.seconds, nanoseconds: duration.nanoseconds)
  }

  func adding(months: Int, days: Int) throws(Diagnostic) -> DateTimeValue {
    if months == 0, days == 0 { return self }
    return try DateTimeValue(
      local: local.adding(months: months, days: days), in: zoneOrOffset, preferred: offset)
  }

  func adding(seconds: Int, nanoseconds: Int) throws(Diagnostic) -> DateTimeValue {
    if seconds == 0, nanoseconds == 0 { return self }
    let moved = try local.adding(seconds: seconds, nanoseconds: nanoseconds)
    guard zone != nil else { return DateTimeValue(local: moved, offset: offset) }
    return try DateTimeValue(
      second: moved.second - offset, nanosecond: moved.nanosecond, in: zoneOrOffset)
  }
}
