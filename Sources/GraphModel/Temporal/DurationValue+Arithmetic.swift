extension DurationValue {
  /// Seconds of an average month: a year of 365.2425 days, divided by twelve.
  static let secondsPerMonth = 2_629_746
  private static let second: Int128 = 1_000_000_000
  private static let day: Int128 = 86_400 * 1_000_000_000
  private static let month: Int128 = 2_629_746 * 1_000_000_000

  /// The given amount, with nanoseconds carried over into seconds.
  ///
  /// - Throws: `ArithmeticError` where the seconds then do not fit.
  public init(
    checkedMonths months: Int, days: Int, seconds: Int, nanoseconds: Int
  ) throws(Diagnostic) {
    let carry = floorDivide(nanoseconds, 1_000_000_000)
    let (total, overflow) = seconds.addingReportingOverflow(carry)
    guard !overflow else { throw .temporalOverflow("duration") }
    self.init(
      months: months, days: days, seconds: total,
      nanoseconds: nanoseconds - carry * 1_000_000_000)
  }

  /// The amount whose parts are these numbers divided by `denominator`.
  ///
  /// What does not divide evenly is carried down, as openCypher's examples show: a fraction of a
  /// month becomes days and seconds by the average length of a month, a fraction of a day becomes
  /// seconds, and what is left below a nanosecond is cut off.
  ///
  /// - Throws: `ArithmeticError` where a part does not fit.
  init(
    months: Int128, days: Int128, seconds: Int128, nanoseconds: Int128, over denominator: Int128
  ) throws(Diagnostic) {
    let (wholeMonths, monthRest) = months.quotientAndRemainder(dividingBy: denominator)
    let (wholeDays, dayRest) = days.quotientAndRemainder(dividingBy: denominator)
    let (wholeSeconds, secondRest) = seconds.quotientAndRemainder(dividingBy: denominator)
    let (wholeNanoseconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: denominator)
    var sum = try Self.product(monthRest, Self.month)
    sum = try Self.sum(sum, Self.product(dayRest, Self.day))
    // The days that the fractions make up, and what is left below a day.
    let dayUnit = try Self.product(denominator, Self.day)
    let (moreDays, belowDay) = sum.quotientAndRemainder(dividingBy: dayUnit)
    sum = try Self.sum(belowDay, Self.product(secondRest, Self.second))
    sum = try Self.sum(sum, rest)
    let below = try Self.sum(sum / denominator, wholeNanoseconds)
    let carry = below / Self.second - (below % Self.second < 0 ? 1 : 0)
    guard let m = Int(exactly: wholeMonths),
      let d = Int(exactly: try Self.sum(wholeDays, moreDays)),
      let s = Int(exactly: try Self.sum(wholeSeconds, carry))
    else { throw .temporalOverflow("duration") }
    self.init(months: m, days: d, seconds: s, nanoseconds: Int(below - carry * Self.second))
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Diagnostic) -> Int128 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    guard !overflow else { throw .temporalOverflow("duration") }
    return product
  }

  private static func sum(_ a: Int128, _ b: Int128) throws(Diagnostic) -> Int128 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    guard !overflow else { throw .temporalOverflow("duration") }
    return sum
  }

  /// The sum, part by part.
  ///
  /// - Throws: `ArithmeticError` where a part does not fit.
  public func adding(_ other: DurationValue) throws(Diagnostic) -> DurationValue {
    let months = self.months.addingReportingOverflow(other.months)
    let days = self.days.addingReportingOverflow(other.days)
    let seconds = self.seconds.addingReportingOverflow(other.seconds)
    guard !months.overflow, !days.overflow, !seconds.overflow else {
      throw .temporalOverflow("duration")
    }
    return try DurationValue(
      checkedMonths: months.partialValue, days: days.partialValue, seconds: seconds.partialValue,
      nanoseconds: nanoseconds + other.nanoseconds)
  }

  /// The opposite amount.
  ///
  /// - Throws: `ArithmeticError` where a part does not fit.
  public func negated() throws(Diagnostic) -> DurationValue {
    guard months != .min, days != .min, seconds != .min else {
      throw .temporalOverflow("duration")
    }
    return try DurationValue(
      checkedMonths: -months, days: -days, seconds: -seconds, nanoseconds: -nanoseconds)
  }

  /// The amount `factor` times, fractions carried down.
  ///
  /// - Throws: `ArithmeticError` where a part does not fit or the factor is not finite.
  public func multiplied(by factor: Fraction) throws(Diagnostic) -> DurationValue {
    try DurationValue(
      months: Self.product(Int128(months), factor.numerator),
      days: Self.product(Int128(days), factor.numerator),
      seconds: Self.product(Int128(seconds), factor.numerator),
      nanoseconds: Self.product(Int128(nanoseconds), factor.numerator), over: factor.denominator)
  }
}
