import Testing

@testable import GraphModel

@Suite struct TemporalArithmeticTests {
  private func value(_ text: String) throws -> Value {
    if text.hasPrefix("P") { return .duration(try DurationValue(parsing: text)) }
    if text.contains("T") {
      if let local = try? LocalDateTimeValue(parsing: text) { return .localDateTime(local) }
      return .dateTime(try DateTimeValue(parsing: text))
    }
    if text.contains(":") {
      if let local = try? LocalTimeValue(parsing: text) { return .localTime(local) }
      return .time(try TimeValue(parsing: text))
    }
    return .date(try DateValue(parsing: text))
  }

  @Test(arguments: [
    ("2020-01-31", "P1M", "2020-02-29"), ("2020-02-29", "P1Y", "2021-02-28"),
    ("2020-01-31", "P1M1D", "2020-03-01"), ("2020-03-01", "PT24H", "2020-03-02"),
    ("2020-03-01", "PT23H59M59.9S", "2020-03-01"), ("2020-03-01", "PT-0.5S", "2020-03-01"),
    ("2020-03-01", "PT-24H", "2020-02-29"), ("0001-01-01", "P-1Y", "0000-01-01"),
    ("23:30", "PT1H", "00:30"), ("00:30", "PT-1H", "23:30"), ("12:00", "P5D", "12:00"),
    ("12:00+01:00", "PT-0.25S", "11:59:59.750+01:00"),
    ("2020-02-28T23:59:59.9", "PT0.2S", "2020-02-29T00:00:00.100"),
    ("2020-03-29T01:30+01:00[Europe/Paris]", "P1D", "2020-03-30T01:30+02:00[Europe/Paris]"),
    ("2020-03-29T01:30+01:00[Europe/Paris]", "PT1H", "2020-03-29T03:30+02:00[Europe/Paris]"),
    ("2020-03-28T02:30+01:00[Europe/Paris]", "P1D", "2020-03-29T03:30+02:00[Europe/Paris]"),
    ("2020-10-24T02:30+02:00[Europe/Paris]", "P1D", "2020-10-25T02:30+02:00[Europe/Paris]"),
    ("2020-10-26T02:30+01:00[Europe/Paris]", "P-1D", "2020-10-25T02:30+01:00[Europe/Paris]"),
    ("2020-10-25T02:30+02:00[Europe/Paris]", "PT1H", "2020-10-25T02:30+01:00[Europe/Paris]"),
    ("P1M", "P1D", "P1M1D"), ("PT0.6S", "PT0.6S", "PT1.2S"), ("PT-0.6S", "PT0.5S", "PT-0.1S"),
  ])
  func sums(left: String, right: String, sum: String) throws {
    let a = try value(left)
    let b = try value(right)
    #expect(try Value.addTemporal(a, b)?.isoText == sum)
    #expect(try Value.addTemporal(b, a)?.isoText == sum)
  }

  @Test(arguments: [
    ("2020-03-31", "P1M", "2020-02-29"), ("2020-01-01", "P1D", "2019-12-31"),
    ("00:00", "PT1S", "23:59:59"), ("P1Y", "P1M", "P11M"), ("PT1S", "PT1.5S", "PT-0.5S"),
    ("2020-01-01T00:00", "PT0.000000001S", "2019-12-31T23:59:59.999999999"),
  ])
  func differences(left: String, right: String, difference: String) throws {
    #expect(
      try Value.subtractTemporal(value(left), value(right))?.isoText == difference)
  }

  @Test func differencesOfInstantsAreNotDefined() throws {
    #expect(try Value.subtractTemporal(value("2020-01-01"), value("2019-01-01")) == nil)
    #expect(try Value.subtractTemporal(value("P1D"), value("2019-01-01")) == nil)
    #expect(try Value.addTemporal(1, value("P1D")) == nil)
    #expect(try Value.addTemporal("x", value("P1D")) == nil)
  }

  @Test(arguments: [
    ("P1M", 0.5, "P15DT5H14M33S"), ("PT1S", 0.1, "PT0.1S"), ("PT3S", 0.3, "PT0.9S"),
    ("P1D", -0.5, "PT-12H"), ("PT0.000000003S", 0.5, "PT0.000000001S"),
    ("P7D", 1e-9, "PT0.0006048S"),
    ("P1Y", 2.0, "P2Y"),
  ])
  func products(duration: String, factor: Double, product: String) throws {
    #expect(try Value.multiplyTemporal(value(duration), .float(factor))?.isoText == product)
    #expect(try Value.multiplyTemporal(.float(factor), value(duration))?.isoText == product)
  }

  @Test(arguments: [
    ("P1Y", 5, "P2M12DT4H11M38.4S"), ("PT1S", 3, "PT0.333333333S"), ("PT-1S", 3, "PT-0.333333333S"),
    ("P3D", -2, "P-1DT-12H"), ("P1D", 1, "P1D"),
  ])
  func quotients(duration: String, divisor: Int, quotient: String) throws {
    #expect(try Value.divideTemporal(value(duration), .integer(divisor))?.isoText == quotient)
    #expect(
      try Value.divideTemporal(value(duration), .float(Double(divisor)))?.isoText == quotient)
    #expect(try Value.divideTemporal(.integer(divisor), value(duration)) == nil)
  }

  @Test func whatCannotBeRepresentedIsAnError() throws {
    let most = Value.duration(
      DurationValue(months: .max, days: .max, seconds: .max, nanoseconds: 999_999_999))
    let least = Value.duration(
      DurationValue(months: .min, days: .min, seconds: .min, nanoseconds: 0))
    let dates = [
      Value.date(.minimum), .date(.maximum), try value("-999999999-01-01T00:00"),
      try value("+999999999-12-31T23:59:59.999999999"), try value("2020-01-01T00:00Z"),
      try value("2020-01-01T00:00+01:00[Europe/Paris]"),
    ]
    for date in dates {
      for amount in [most, least] {
        expectOverflow { () throws(Diagnostic) in _ = try Value.addTemporal(date, amount) }
        expectOverflow { () throws(Diagnostic) in _ = try Value.subtractTemporal(date, amount) }
      }
    }
    for pair in [(most, most), (least, least)] {
      expectOverflow { () throws(Diagnostic) in _ = try Value.addTemporal(pair.0, pair.1) }
    }
    expectOverflow { () throws(Diagnostic) in _ = try Value.subtractTemporal(most, least) }
    expectOverflow { () throws(Diagnostic) in _ = try Value.negateTemporal(least) }
    for factor in [Value.integer(2), .integer(.min), 1e18, 1e300, .float(.nan), .float(.infinity)] {
      expectOverflow { () throws(Diagnostic) in _ = try Value.multiplyTemporal(most, factor) }
    }
    for divisor in [Value.integer(0), 0.0, .float(.nan), 1e-18] {
      expectOverflow { () throws(Diagnostic) in _ = try Value.divideTemporal(most, divisor) }
    }
    expectOverflow { () throws(Diagnostic) in
      _ = try DateTimeValue(second: .max, nanosecond: 0, in: .named("Europe/Paris"))
    }
    expectOverflow { () throws(Diagnostic) in
      _ = try DurationValue(parsing: "P9223372036854775808D")
    }
  }

  private func expectOverflow(
    _ body: () throws(Diagnostic) -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do throws(Diagnostic) {
      try body()
      Issue.record("no error was raised", sourceLocation: sourceLocation)
    } catch {
      #expect(error.type == .arithmeticError, sourceLocation: sourceLocation)
    }
  }

  @Test func addingAndTakingAwayIsNothing() throws {
    var numbers = RepeatableNumbers(state: 5)
    func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }
    for _ in 0..<5_000 {
      // Without months, moving there and back is exact.
      let amount = DurationValue(
        months: 0, days: random(-100_000...100_000), seconds: random(-9_999_999...9_999_999),
        nanoseconds: random(0...999_999_999))
      let local = try LocalDateTimeValue(
        second: random(-60_000_000_000...60_000_000_000), nanosecond: random(0...999_999_999))
      let time = LocalTimeValue(nanosecondOfDay: random(0...86_399_999_999_999))
      let values: [Value] = [
        .date(local.date), .localTime(time), .localDateTime(local),
        .time(TimeValue(local: time, offset: random(-64_800...64_800))),
        .dateTime(DateTimeValue(local: local, offset: random(-64_800...64_800))),
        .duration(DurationValue(months: random(0...9), days: 1, seconds: 2, nanoseconds: 3)),
      ]
      for value in values {
        let moved = try #require(try Value.addTemporal(value, .duration(amount)))
        #expect(try Value.subtractTemporal(moved, .duration(amount)) == value)
      }
    }
  }

  @Test(arguments: [
    ("2020-01-31", "2020-02-29", "P29D", "PT0S"), ("2020-01-31", "2020-03-31", "P2M", "P2M"),
    ("2020-03-31", "2020-01-31", "P-2M", "P-2M"), ("12:00", "11:59:59.9", "PT-0.1S", "PT0S"),
    ("2020-01-01T12:00", "2020-02-01T11:00", "P30DT23H", "PT0S"),
    ("2020-03-28T12:00+01:00[Europe/Paris]", "2020-03-29T12:00+02:00[Europe/Paris]", "P1D", "PT0S"),
    ("2020-03-28T12:00+01:00[Europe/Paris]", "2020-03-29T10:30Z", "P1DT30M", "PT0S"),
    ("2020-06-01", "2020-06-01T00:00-05:00", "PT0S", "PT0S"),
    ("23:00", "2020-01-01", "PT-23H", "PT0S"),
  ])
  func distances(from: String, to: String, all: String, months: String) throws {
    let (a, b) = (try value(from), try value(to))
    #expect(try DurationValue.between(a, b, in: .all)?.isoText == all)
    #expect(try DurationValue.between(a, b, in: .months)?.isoText == months)
    #expect(try DurationValue.between(a, 1, in: .all) == nil)
  }

  @Test func aDistanceLeadsThere() throws {
    var numbers = RepeatableNumbers(state: 6)
    func second() -> Int { Int.random(in: -4_000_000_000...4_000_000_000, using: &numbers) }
    for _ in 0..<2_000 {
      let a = try LocalDateTimeValue(second: second(), nanosecond: 250_000_000)
      let b = try LocalDateTimeValue(second: second(), nanosecond: 750_000_000)
      for measure in [DurationValue.Measure.all, .seconds] {
        let distance = try #require(
          try DurationValue.between(.localDateTime(a), .localDateTime(b), in: measure))
        #expect(try a.adding(distance) == b)
      }
    }
  }

  @Test func componentsOfEachType() throws {
    let date = try value("2021-01-03")
    #expect(try Value.component("weekYear", of: date) == 2020)
    #expect(try Value.component("week", of: date) == 53)
    #expect(try Value.component("dayOfWeek", of: date) == 7)
    let moment = try value("1969-12-31T23:59:59.5+01:00")
    #expect(try Value.component("epochSeconds", of: moment) == -3_601)
    #expect(try Value.component("epochMillis", of: moment) == -3_600_500)
    #expect(try Value.component("timezone", of: moment) == "+01:00")
    let duration = try value("P1Y5MT-1.5S")
    #expect(try Value.component("monthsOfYear", of: duration) == 5)
    #expect(try Value.component("milliseconds", of: duration) == -1_500)
    #expect(try Value.component("year", of: 1) == nil)
    for value in [date, moment, duration, try value("12:00"), try value("12:00Z")] {
      for name in value.componentNames {
        #expect(try Value.component(Text(name), of: value) != nil)
      }
    }
    let point = Value.point(PointValue(system: .wgs84Height, x: 1, y: 2, z: 3))
    for name in point.componentNames {
      #expect(try Value.component(Text(name), of: point) != nil)
    }
    do throws(Diagnostic) {
      _ = try Value.component("yaer", of: date)
      Issue.record("no error was raised")
    } catch {
      #expect(error.type == .propertyNotFound)
      #expect(error.hint == "Did you mean 'year'?")
    }
  }

  @Test func pointsAreApart() throws {
    let flat = PointValue(system: .cartesian3D, x: 1, y: 2, z: 2)
    #expect(flat.distance(to: PointValue(system: .cartesian3D, x: 0, y: 0, z: 0)) == 3)
    #expect(flat.distance(to: PointValue(system: .wgs84, x: 0, y: 0)) == nil)
    let cardiff = PointValue(system: .wgs84, x: -3.1791, y: 51.4816)
    let bangor = PointValue(system: .wgs84, x: -4.1291, y: 53.2274)
    let distance = try #require(cardiff.distance(to: bangor))
    // As maps show it.
    #expect(abs(distance - 205_000) < 2_000)
    let pole = PointValue(system: .wgs84, x: 0, y: 90)
    let equator = try #require(PointValue(system: .wgs84, x: 77, y: 0).distance(to: pole))
    #expect(abs(equator - 6_378_140 * Double.pi / 2) < 1e-3)
    #expect(
      Value.point(cardiff).isoText
        == "point({longitude: -3.1791, latitude: 51.4816, crs: 'wgs-84'})")
  }
}
