import GraphModel
import Testing

@testable import CypherFunctions

/// A statement that began on 2024-02-29T22:30:15.123456789Z, an hour east of UTC.
private struct FixedClock: FunctionContext {
  var statementTime: (second: Int, nanosecond: Int) { (1_709_245_815, 123_456_789) }
  var transactionTime: (second: Int, nanosecond: Int) { (1_709_245_800, 0) }
  var defaultOffset = 0
  func randomBits() -> UInt64 { 4 }
  func contents(of node: Node) throws(Diagnostic) -> Node.Contents { throw .nothing }
  func contents(of relationship: Relationship) throws(Diagnostic) -> Relationship.Contents {
    throw .nothing
  }
}

extension Diagnostic {
  fileprivate static let nothing = Diagnostic(
    .entityNotFound, .runtime, "DeletedEntityAccess", "There is no graph here")
}

@Suite struct TemporalFunctionTests {
  private static let functions = ScalarFunction.temporal + ScalarFunction.spatial

  private func call(
    _ name: String, _ arguments: Value..., offset: Int = 0
  ) throws -> Value {
    let function = try #require(Self.functions.first { $0.name == name })
    try #require(function.arity.contains(arguments.count))
    return try function(arguments, in: FixedClock(defaultOffset: offset))
  }

  @Test func namesAreUnique() {
    let names = Self.functions.map { $0.name.lowercased() }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: functions.indices)
  func everyExampleHolds(index: Int) throws {
    let function = Self.functions[index]
    let isClock = function.name == "timestamp" || function.name.contains(".real")
    #expect(
      !function.examples.isEmpty || isClock || function.name.contains(".statement")
        || function.name.contains(".transaction"))
    for example in function.examples {
      let result = try function(example.arguments, in: FixedClock())
      #expect(result == example.result, "\(function.name)")
      #expect(function.arity.contains(example.arguments.count))
    }
    guard function.arity.upperBound > 0 else { return }
    let nulls = [Value](repeating: .null, count: max(1, function.arity.lowerBound))
    #expect(try function(nulls, in: FixedClock()).isNull)
  }

  @Test(arguments: [
    ("date", "2024-02-29"), ("localtime", "22:30:15.123456789"),
    ("time", "22:30:15.123456789Z"), ("localdatetime", "2024-02-29T22:30:15.123456789"),
    ("datetime", "2024-02-29T22:30:15.123456789Z"),
  ])
  func clocksAgree(name: String, now: String) throws {
    #expect(try call(name).isoText == now)
    #expect(try call("\(name).statement").isoText == now)
    #expect(
      try call("\(name).transaction", "Asia/Tokyo")
        == call("\(name).transaction", "+09:00").in(zone: "Asia/Tokyo"))
    let real = try call("\(name).realtime")
    #expect(real.typeName == (try call(name)).typeName)
    // An hour and a half before midnight in UTC is tomorrow further east.
    #expect(try call("date", ["timezone": "+02:00"]).isoText == "2024-03-01")
    #expect(try call("datetime", offset: 7_200).isoText == "2024-03-01T00:30:15.123456789+02:00")
    #expect(try call("timestamp") == 1_709_245_815_123)
  }

  @Test func mapsOfDates() throws {
    let leap = try call("date", "2020-02-29")
    let cases: [(MapValue, String)] = [
      (["year": 2020], "2020-01-01"), (["year": 2020, "month": 2, "day": 29], "2020-02-29"),
      (["year": 2020, "week": 53, "dayOfWeek": 5], "2021-01-01"),
      (["year": 2020, "ordinalDay": 366], "2020-12-31"),
      (["year": -1, "month": 3], "-0001-03-01"), (["date": .date(.maximum)], "+999999999-12-31"),
      (["date": leap, "year": 2021], "2021-02-28"), (["date": leap, "month": 4], "2020-04-29"),
      (["date": leap, "dayOfWeek": 1], "2020-02-24"),
      (["date": leap, "dayOfQuarter": 1], "2020-01-01"),
      (["date": leap, "quarter": 2], "2020-05-30"), (["YEAR": 2020, "Month": 2], "2020-02-01"),
    ]
    for (map, text) in cases {
      #expect(try call("date", .map(map)).isoText == text)
    }
    #expect(try call("date", ["year": nil, "month": 1]).isNull)
  }

  @Test func mapsWithZones() throws {
    let time = try call("time", "23:30-01:00")
    let cases: [(MapValue, String)] = [
      (["year": 2020, "time": time, "timezone": "+01:00"], "2020-01-02T01:30+01:00"),
      (
        ["year": 2020, "month": 7, "timezone": "Europe/Paris"],
        "2020-07-01T00:00+02:00[Europe/Paris]"
      ),
      (["epochSeconds": 0, "timezone": "Europe/Paris"], "1970-01-01T01:00+01:00[Europe/Paris]"),
      (["epochMillis": -1, "nanosecond": 5], "1969-12-31T23:59:59.999000005Z"),
      (
        ["year": 2020, "hour": 1, "minute": 2, "second": 3, "millisecond": 4, "nanosecond": 5],
        "2020-01-01T01:02:03.004000005Z"
      ),
      (["year": 1900, "timezone": "+02:05:59"], "1900-01-01T00:00+02:05:59"),
    ]
    for (map, text) in cases {
      #expect(try call("datetime", .map(map)).isoText == text)
    }
    // A time goes by the offset while the statement runs.
    #expect(try call("time", ["hour": 1, "timezone": "Europe/Paris"]).isoText == "01:00+01:00")
    #expect(try call("datetime", "2020-01-01", offset: 3_600).isoText == "2020-01-01T00:00+01:00")
  }

  @Test func truncationsKeepWhatIsLeft() throws {
    let moment = try call("datetime", "-0044-03-15T11:59:59.123456789+01:00")
    let cases: [(String, String, MapValue, String)] = [
      ("datetime.truncate", "millennium", [:], "-1000-01-01T00:00+01:00"),
      ("datetime.truncate", "DECADE", [:], "-0050-01-01T00:00+01:00"),
      ("localdatetime.truncate", "quarter", ["hour": 3], "-0044-01-01T03:00"),
      ("date.truncate", "week", [:], "-0044-03-12"),
      ("time.truncate", "millisecond", ["microsecond": 7], "11:59:59.123007+01:00"),
      ("time.truncate", "millisecond", ["millisecond": 7], "11:59:59.007+01:00"),
      ("localtime.truncate", "microsecond", ["nanosecond": 1], "11:59:59.123456001"),
      ("localtime.truncate", "second", ["nanosecond": 1], "11:59:59.000000001"),
      (
        "datetime.truncate", "day", ["timezone": "Asia/Tokyo", "year": 2020],
        "2020-03-15T00:00+09:00[Asia/Tokyo]"
      ),
    ]
    for (name, unit, map, text) in cases {
      #expect(try call(name, .string(unit), moment, .map(map)).isoText == text, "\(name) \(unit)")
    }
    #expect(try call("date.truncate", "month").isoText == "2024-02-01")
    #expect(try call("date.truncate", "month", moment, nil).isNull)
  }

  @Test func durationsCarryFractionsDown() throws {
    let cases: [(MapValue, String)] = [
      (["years": 0.5], "P6M"), (["quarters": 3], "P9M"), (["days": 0.1], "PT2H24M"),
      (["seconds": 0.3], "PT0.3S"), (["months": -0.5], "P-15DT-5H-14M-33S"),
      (["microseconds": 1.5], "PT0.0000015S"), (["nanoseconds": 1.9], "PT0.000000001S"),
      (["milliseconds": -1], "PT-0.001S"), (["hours": 1, "seconds": -1], "PT59M59S"),
      (["weeks": 1, "days": -7], "PT0S"),
    ]
    for (map, text) in cases {
      #expect(try call("duration", .map(map)).isoText == text)
    }
    #expect(try call("duration", ["days": nil]).isNull)
  }

  @Test func whatCannotBeIsAnError() throws {
    let cases: [(String, [Value], Diagnostic.Kind)] = [
      ("date", [["year": 2021, "month": 2, "day": 29]], .argumentError),
      ("date", [["month": 2]], .argumentError), ("date", [["year": 1, "day": 2]], .argumentError),
      ("date", [["year": 1, "month": 2, "week": 2]], .argumentError),
      ("date", [["year": 1, "yaer": 2]], .argumentError), ("date", [1], .typeError),
      ("date", [["year": 1_000_000_000]], .argumentError), ("date", [["year": 1.5]], .typeError),
      ("date", [["year": 1, "dayOfWeek": 2]], .argumentError), ("date", ["x"], .argumentError),
      ("date", [["year": 1, "timezone": "Z"]], .argumentError),
      ("localtime", [["minute": 2]], .argumentError), ("localtime", [[:]], .argumentError),
      ("localtime", [["hour": 24]], .argumentError),
      ("localtime", [["hour": 1, "minute": 1, "nanosecond": 1]], .argumentError),
      ("time", [["hour": 1, "timezone": 1]], .typeError),
      ("time", [["hour": 1, "timezone": "Mars/Phobos"]], .argumentError),
      ("datetime", [["hour": 1]], .argumentError),
      ("datetime", [["year": 1, "date": 1]], .typeError),
      ("datetime", [["epochSeconds": 1, "hour": 1]], .argumentError),
      (
        "datetime", [["epochSeconds": .integer(.max), "timezone": "Europe/Paris"]], .arithmeticError
      ),
      ("datetime", [["epochSeconds": .integer(.min)]], .arithmeticError),
      ("datetime", ["2020-06-01T00:00+05:00[Europe/Paris]"], .argumentError),
      ("datetime.fromepoch", [.integer(.max), .integer(.max)], .arithmeticError),
      ("datetime.fromepoch", [1.5], .typeError),
      ("date.truncate", ["fortnight", .date(.minimum)], .argumentError),
      ("date.truncate", ["hour", .date(.minimum)], .argumentError),
      ("date.truncate", ["decade", .date(.minimum)], .arithmeticError),
      ("date.truncate", ["century", .date(.minimum)], .arithmeticError),
      ("time.truncate", ["month", .localTime(.midnight)], .argumentError),
      ("time.truncate", ["hour", .date(.minimum)], .typeError),
      (
        "localtime.truncate", ["microsecond", .localTime(.midnight), ["nanosecond": 1_000]],
        .argumentError
      ),
      ("duration", [["days": 1e300]], .arithmeticError), ("duration", [[:]], .argumentError),
      ("duration", [["years": .integer(.max)]], .arithmeticError),
      ("duration", [["day": 1]], .argumentError), ("duration", [["days": "1"]], .typeError),
      ("duration.between", [.date(.minimum), 1], .typeError),
      ("date.realtime", ["Nowhere"], .argumentError),
      ("point", [["x": 1]], .argumentError), ("point", [["x": 1, "latitude": 2]], .argumentError),
      ("point", [["longitude": 1, "latitude": 91]], .argumentError),
      ("point", [["x": 1, "y": 2, "crs": "cartesian-3d"]], .argumentError),
      ("point", [["x": 1, "y": 2, "crs": "mercator"]], .argumentError),
      ("point", [["x": .float(.nan), "y": 2]], .argumentError),
      ("point.distance", [1, 2], .typeError),
    ]
    for (name, arguments, kind) in cases {
      let function = try #require(Self.functions.first { $0.name == name })
      do throws(Diagnostic) {
        let value = try function(arguments, in: FixedClock())
        Issue.record("\(name)(\(arguments)) is \(value)")
      } catch {
        #expect(error.type == kind, "\(name)(\(arguments)): \(error)")
        #expect(error.phase == .runtime)
      }
    }
  }

  @Test func pointsOfAllSystems() throws {
    let cases: [(MapValue, PointValue)] = [
      (["x": 1, "y": 2, "z": 3], PointValue(system: .cartesian3D, x: 1, y: 2, z: 3)),
      (["longitude": 190, "latitude": 2], PointValue(system: .wgs84, x: -170, y: 2)),
      (["x": 1, "y": 2, "crs": "WGS-84"], PointValue(system: .wgs84, x: 1, y: 2)),
      (["x": 1, "y": 2, "srid": 7_203], PointValue(system: .cartesian, x: 1, y: 2)),
      (
        ["longitude": 1, "latitude": 2, "height": 3],
        PointValue(system: .wgs84Height, x: 1, y: 2, z: 3)
      ),
    ]
    for (map, point) in cases {
      #expect(try call("point", .map(map)) == .point(point))
    }
    let pacific = try call("point", ["longitude": 179, "latitude": 0])
    let west = try call("point", ["longitude": 170, "latitude": -10])
    let east = try call("point", ["longitude": -170, "latitude": 10])
    #expect(try call("point.withinBBox", pacific, west, east) == true)
    #expect(try call("point.withinBBox", pacific, east, west) == false)
  }
}

extension Value {
  /// The same moment in a named zone, where this is a date-time; else itself.
  fileprivate func `in`(zone: Text) throws -> Value {
    guard case .dateTime(let value) = self else { return self }
    return .dateTime(try value.converted(to: .named(zone)))
  }
}
