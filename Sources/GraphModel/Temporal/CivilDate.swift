/// A day as year, month and day of the proleptic Gregorian calendar.
///
/// Year 0 is 1 BC. The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// ("chrono-Compatible Low-Level Date Algorithms"): the year starts in March, so that the leap day
/// comes last, and 400 years are 146,097 days.
public struct CivilDate: Hashable, Sendable {
  /// The year.
  public var year: Int
  /// The month, from 1 to 12.
  public var month: Int
  /// The day of the month, from 1.
  public var day: Int

  /// The years that can be written.
  public static let years = -999_999_999...999_999_999

  /// The given day of the calendar, which is not checked.
  init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The given day, or nil where the calendar has no such day or the year is out of ``years``.
  public init?(year: Int, month: Int, day: Int) {
    guard CivilDate.years.contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// The day `epochDay` days after 1970-01-01.
  ///
  /// - Complexity: O(1).
  public init(epochDay: Int) {
    // No calendar day comes near the limits of Int; a damaged file may, and must not trap.
    let shifted = epochDay &+ 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  ///
  /// - Complexity: O(1).
  public var epochDay: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Whether `year` has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of `month`, from 1 to 12, in `year`.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of days of `year`.
  public static func days(inYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  /// The number of days of `quarter`, from 1 to 4, in `year`.
  public static func days(inQuarter quarter: Int, of year: Int) -> Int {
    switch quarter {
    case 1: isLeap(year) ? 91 : 90
    case 2: 91
    default: 92
    }
  }

  /// The number of weeks of the week-based `year`: 53 where it starts or ends on a Thursday.
  public static func weeks(inYear year: Int) -> Int {
    let first = CivilDate(uncheckedYear: year, month: 1, day: 1).epochDay
    let weekday = floorRemainder(first + 3, 7) + 1
    return weekday == 4 || (weekday == 3 && isLeap(year)) ? 53 : 52
  }
}

/// The quotient rounded down, for a positive divisor.
@inlinable
func floorDivide(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

/// The remainder from 0 up to a positive divisor.
@inlinable
func floorRemainder(_ a: Int, _ b: Int) -> Int {
  let remainder = a % b
  return remainder < 0 ? remainder + b : remainder
}
