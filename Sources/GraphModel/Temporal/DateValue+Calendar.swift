extension DateValue {
  /// The first day that can be written, -999999999-01-01.
  public static let minimum = DateValue(epochDay: -365_243_219_162)
  /// The last day that can be written, +999999999-12-31.
  public static let maximum = DateValue(epochDay: 365_241_780_471)

  /// The given day, or nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard let civil = CivilDate(year: year, month: month, day: day) else { return nil }
    self.init(epochDay: civil.epochDay)
  }

  /// The day of an ISO 8601 week date: `weekDay` 1 is Monday; nil where there is no such day.
  public init?(weekYear: Int, week: Int, weekDay: Int) {
    guard CivilDate.years.contains(weekYear), (1...7).contains(weekDay), week >= 1,
      week <= CivilDate.weeks(inYear: weekYear)
    else { return nil }
    // 4 January is always in week 1.
    let fourth = CivilDate(uncheckedYear: weekYear, month: 1, day: 4).epochDay
    let monday = fourth - floorRemainder(fourth + 3, 7)
    self.init(checkedDay: monday + (week - 1) * 7 + weekDay - 1)
  }

  /// The day of a year counted from 1, or nil where the year has no such day.
  public init?(year: Int, ordinalDay: Int) {
    guard CivilDate.years.contains(year), ordinalDay >= 1,
      ordinalDay <= CivilDate.days(inYear: year)
    else { return nil }
    self.init(
      epochDay: CivilDate(uncheckedYear: year, month: 1, day: 1).epochDay + ordinalDay - 1)
  }

  /// The day of a quarter counted from 1, or nil where the quarter has no such day.
  public init?(year: Int, quarter: Int, dayOfQuarter: Int) {
    guard CivilDate.years.contains(year), (1...4).contains(quarter), dayOfQuarter >= 1,
      dayOfQuarter <= CivilDate.days(inQuarter: quarter, of: year)
    else { return nil }
    let first = CivilDate(uncheckedYear: year, month: quarter * 3 - 2, day: 1)
    self.init(epochDay: first.epochDay + dayOfQuarter - 1)
  }

  /// The day `day` days after 1970-01-01, or nil outside of ``minimum`` to ``maximum``.
  public init?(checkedDay day: Int) {
    guard day >= DateValue.minimum.epochDay, day <= DateValue.maximum.epochDay else { return nil }
    self.init(epochDay: day)
  }

  /// Year, month and day.
  public var civil: CivilDate { CivilDate(epochDay: epochDay) }

  /// The day of the week, from Monday as 1.
  public var weekDay: Int { floorRemainder(epochDay &+ 3, 7) + 1 }

  /// The day of the year, from 1.
  public var ordinalDay: Int {
    epochDay - CivilDate(uncheckedYear: civil.year, month: 1, day: 1).epochDay + 1
  }

  /// The quarter of the year, from 1.
  public var quarter: Int { (civil.month + 2) / 3 }

  /// The day of the quarter, from 1.
  public var dayOfQuarter: Int {
    let civil = self.civil
    let start = CivilDate(uncheckedYear: civil.year, month: quarter * 3 - 2, day: 1)
    return epochDay - start.epochDay + 1
  }

  /// The ISO 8601 week and the year that it belongs to, which is that of its Thursday.
  public var weekOfYear: (year: Int, week: Int) {
    let thursday = DateValue(epochDay: epochDay &+ (4 - weekDay))
    return (thursday.civil.year, (thursday.ordinalDay - 1) / 7 + 1)
  }

  /// Months since year 0, and the day of the month: the date as months are counted.
  var prolepticMonth: (month: Int, day: Int) {
    let civil = self.civil
    return (civil.year * 12 + civil.month - 1, civil.day)
  }

  /// The same day of the month `months` later, or the month's last day where it is shorter.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public func adding(months: Int) throws(Diagnostic) -> DateValue {
    if months == 0 { return self }
    let (month, day) = prolepticMonth
    let (sum, overflow) = month.addingReportingOverflow(months)
    let year = floorDivide(sum, 12)
    guard !overflow, CivilDate.years.contains(year) else { throw .temporalOverflow("date") }
    let inYear = floorRemainder(sum, 12) + 1
    let last = CivilDate.days(inMonth: inYear, of: year)
    return DateValue(
      epochDay: CivilDate(uncheckedYear: year, month: inYear, day: min(day, last)).epochDay)
  }

  /// The day `days` later.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public func adding(days: Int) throws(Diagnostic) -> DateValue {
    let (sum, overflow) = epochDay.addingReportingOverflow(days)
    guard !overflow, let date = DateValue(checkedDay: sum) else {
      throw .temporalOverflow("date")
    }
    return date
  }
}
