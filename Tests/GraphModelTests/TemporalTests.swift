import Testing

@testable import GraphModel

/// Random numbers that are the same in every run.
struct RepeatableNumbers: RandomNumberGenerator {
  var state: UInt64
  /// Steele, Lea and Flood's SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct CalendarTests {
  @Test func daysRoundTrip() throws {
    var random = RepeatableNumbers(state: 1)
    let all = DateValue.minimum.epochDay...DateValue.maximum.epochDay
    let days =
      Array(-1_000...1_000) + [all.lowerBound, all.upperBound]
      + (0..<20_000).map { _ in Int.random(in: all, using: &random) }
      + (0..<20_000).map { _ in Int.random(in: -800_000...800_000, using: &random) }
    for day in days {
      let date = DateValue(epochDay: day)
      let civil = date.civil
      #expect(civil.epochDay == day)
      #expect(CivilDate(year: civil.year, month: civil.month, day: civil.day) == civil)
      let week = date.weekOfYear
      if CivilDate.years.contains(week.year) {
        #expect(
          DateValue(weekYear: week.year, week: week.week, weekDay: date.weekDay) == date)
      }
      #expect(DateValue(year: civil.year, ordinalDay: date.ordinalDay) == date)
      #expect(
        DateValue(year: civil.year, quarter: date.quarter, dayOfQuarter: date.dayOfQuarter)
          == date)
    }
  }

  @Test func consecutiveDaysFollow() {
    var last = CivilDate(epochDay: -200_000)
    for day in -199_999...200_000 {
      let next = CivilDate(epochDay: day)
      let sameMonth = next.month == last.month && next.day == last.day + 1
      let newMonth = next.day == 1 && next.month == last.month % 12 + 1
      #expect(sameMonth || newMonth)
      last = next
    }
  }

  @Test(arguments: [
    (0, 1970, 1, 1, 4), (-1, 1969, 12, 31, 3), (11_016, 2000, 2, 29, 2),
    (-719_528, 0, 1, 1, 6), (19_723, 2024, 1, 1, 1),
  ])
  func knownDays(day: Int, year: Int, month: Int, dayOfMonth: Int, weekDay: Int) throws {
    let date = try #require(DateValue(year: year, month: month, day: dayOfMonth))
    #expect(date.epochDay == day)
    #expect(date.weekDay == weekDay)
  }

  @Test func daysThatAreNot() {
    #expect(DateValue(year: 1900, month: 2, day: 29) == nil)
    #expect(DateValue(year: 2023, month: 13, day: 1) == nil)
    #expect(DateValue(weekYear: 2021, week: 53, weekDay: 1) == nil)
    #expect(DateValue(weekYear: 2020, week: 53, weekDay: 7) != nil)
    #expect(DateValue(year: 2023, ordinalDay: 366) == nil)
    #expect(DateValue(year: 2023, quarter: 1, dayOfQuarter: 91) == nil)
    #expect(DateValue(year: 1_000_000_000, month: 1, day: 1) == nil)
    #expect(DateValue(weekYear: 999_999_999, week: 52, weekDay: 7) == nil)
  }
}

@Suite struct TemporalTextTests {
  @Test(arguments: [
    ("1066-10-14", "1066-10-14"), ("10661014", "1066-10-14"), ("1066-287", "1066-10-14"),
    ("1066287", "1066-10-14"), ("2020-W53-7", "2021-01-03"), ("2020W537", "2021-01-03"),
    ("2020-Q2-91", "2020-06-30"), ("2020Q291", "2020-06-30"), ("2020-Q2", "2020-04-01"),
    ("2020-3-5", "2020-03-05"), ("+12020-03-05", "+12020-03-05"), ("-0044-03-15", "-0044-03-15"),
    ("-44-03-15", "-0044-03-15"), ("+2020", "2020-01-01"),
  ])
  func dates(text: String, shown: String) throws {
    #expect(try DateValue(parsing: text).isoText == shown)
  }

  @Test(arguments: [
    "", "2", "20", "202", "20200", "2020-", "2020-13", "2020-02-30", "2020-W54", "2020-Q5",
    "2020-366x", "2021-366", "2020-01-01T00:00", "20-01-01", "１９９９-01-01", "+1999999999-01-01",
    "2020-W1-8", "2020-01-001", "--2020-01-01", "+2020010100",
  ])
  func noDates(text: String) {
    expectArgumentError { () throws(Diagnostic) in _ = try DateValue(parsing: text) }
  }

  @Test(arguments: [
    ("9", "09:00"), ("09", "09:00"), ("0930", "09:30"), ("9:3:7", "09:03:07"),
    ("093007.5", "09:30:07.500"), ("09:30:07,000001", "09:30:07.000001"),
    ("23:59:59.999999999", "23:59:59.999999999"), ("00:00:00.0", "00:00"),
  ])
  func times(text: String, shown: String) throws {
    #expect(try LocalTimeValue(parsing: text).isoText == shown)
  }

  @Test(arguments: [
    "", "24:00", "12:60", "12:00:60", "12:", "12:3045", "123", "12:00:00.", "12:00Z",
    "12:00:00.1234567890", "-1:00",
  ])
  func noTimes(text: String) {
    expectArgumentError { () throws(Diagnostic) in _ = try LocalTimeValue(parsing: text) }
  }

  @Test(arguments: [
    ("12Z", "12:00Z"), ("12:00+02:05:59", "12:00+02:05:59"), ("12+020559", "12:00+02:05:59"),
    ("12:00-00:30", "12:00-00:30"), ("1200+18", "12:00+18:00"),
  ])
  func offsets(text: String, shown: String) throws {
    #expect(try TimeValue(parsing: text).isoText == shown)
  }

  @Test(arguments: [
    "12:00", "12:00+19:00", "12:00+18:01", "12:00+01:60", "12:00+01:00[Europe/Paris]", "12:00 Z",
  ])
  func noOffsets(text: String) {
    expectArgumentError { () throws(Diagnostic) in _ = try TimeValue(parsing: text) }
  }

  @Test func dateTimesKeepWhatIsWritten() throws {
    // A stored value reads back as it was written, whatever the zone data now says.
    let text = "1818-07-21T21:40+01:12:12[Europe/Stockholm]"
    let value = try DateTimeValue(parsing: text)
    #expect(value.isoText == text)
    #expect(value.offset == 4_332)
    expectArgumentError { () throws(Diagnostic) in
      try DateTimeValue(parsing: "2020-06-01T00:00+05:00[Europe/Paris]").checkOffset()
    }
    try DateTimeValue(parsing: "2020-06-01T00:00+02:00[Europe/Paris]").checkOffset()
  }

  @Test(arguments: [
    "2020-06-01T00:00[Europe/../Paris]", "2020-06-01T00:00[/etc/passwd]",
    "2020-06-01T00:00[Europe/Paris", "2020-06-01T00:00[]", "2020-06-01T00:00",
    "2020-06-01T00:00Z[Europe/Paris]x", "2020-06-01T",
  ])
  func noDateTimes(text: String) {
    expectArgumentError { () throws(Diagnostic) in _ = try DateTimeValue(parsing: text) }
  }

  @Test(
    arguments: [
      ("P1Y2M3W4DT5H6M7.008S", "P1Y2M25DT5H6M7.008S"), ("p1dt2h", "P1DT2H"), ("PT0S", "PT0S"),
      ("-P1DT1H", "P-1DT-1H"), ("P-1DT1H", "P-1DT1H"), ("PT-0.5S", "PT-0.5S"), ("PT.5S", nil),
      ("P0.5Y", "P6M"), ("PT1.0000000019S", "PT1.000000001S"), ("P13M", "P1Y1M"),
      ("PT90M", "PT1H30M"), ("P20120202T143721.5", "P2012Y2M2DT14H37M21.5S"),
      ("P2012-02-02T14:37", "P2012Y2M2DT14H37M"), ("P", nil), ("PT", nil), ("P1D1Y", nil),
      ("P1", nil), ("P1DT", nil), ("1D", nil), ("P1D1D", nil), ("P1H", nil), ("P1D ", nil),
      ("P2012-13-02", nil),
    ] as [(String, String?)])
  func durations(text: String, shown: String?) throws {
    if let shown {
      #expect(try DurationValue(parsing: text).isoText == shown)
    } else {
      expectArgumentError { () throws(Diagnostic) in _ = try DurationValue(parsing: text) }
    }
  }

  @Test func textReadsBack() throws {
    var random = RepeatableNumbers(state: 2)
    let days = DateValue.minimum.epochDay...DateValue.maximum.epochDay
    let dayLength = 86_400_000_000_000
    for round in 0..<5_000 {
      // Full seconds and milliseconds are the commoner forms.
      let unit = [1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000][round % 5]
      let nanosecond = Int.random(in: 0..<dayLength, using: &random) / unit * unit
      let date = DateValue(epochDay: Int.random(in: days, using: &random))
      let time = LocalTimeValue(nanosecondOfDay: nanosecond)
      let offset = Int.random(in: -64_800...64_800, using: &random)
      let local = LocalDateTimeValue(date: date, time: time)
      #expect(try DateValue(parsing: date.isoText) == date)
      #expect(try LocalTimeValue(parsing: time.isoText) == time)
      let timed = TimeValue(local: time, offset: offset)
      #expect(try TimeValue(parsing: timed.isoText) == timed)
      #expect(try LocalDateTimeValue(parsing: local.isoText) == local)
      let zoned = DateTimeValue(local: local, offset: offset, zone: "Europe/Paris")
      #expect(try DateTimeValue(parsing: zoned.isoText) == zoned)
      let duration = try DurationValue(
        checkedMonths: Int.random(in: .min ... .max, using: &random) >> (round % 60),
        days: Int.random(in: .min ... .max, using: &random) >> (round % 60),
        seconds: Int.random(in: .min ... .max, using: &random) >> (round % 60),
        nanoseconds: Int.random(in: 0..<1_000_000_000, using: &random) / unit * unit)
      #expect(try DurationValue(parsing: duration.isoText) == duration)
    }
  }

  @Test func anyTextIsReadOrRefused() {
    var random = RepeatableNumbers(state: 3)
    let letters = Array("0123456789-+:.,TZWQPYMDHS[]/ é")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...30, using: &random)
      let text = String(
        (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
      for read in readers {
        if let shown = try? read(text) { #expect((try? read(shown)) == shown) }
      }
    }
  }

  private var readers: [(String) throws -> String] {
    [
      { try DateValue(parsing: $0).isoText },
      { try TimeValue(parsing: $0, defaultOffset: 0).isoText },
      { try LocalDateTimeValue(parsing: $0).isoText },
      { try DateTimeValue(parsing: $0, defaultOffset: 0).isoText },
      { try DurationValue(parsing: $0).isoText },
    ]
  }
}

/// Expects an `ArgumentError` that says what to write instead.
func expectArgumentError(
  _ body: () throws(Diagnostic) -> Void, sourceLocation: SourceLocation = #_sourceLocation
) {
  do throws(Diagnostic) {
    try body()
    Issue.record("no error was raised", sourceLocation: sourceLocation)
  } catch {
    #expect(error.type == .argumentError, sourceLocation: sourceLocation)
    #expect(error.phase == .runtime, sourceLocation: sourceLocation)
    #expect(error.hint != nil, sourceLocation: sourceLocation)
  }
}
