import CypherFunctions

/// The values that expressions are made of: the first and the last of every type, and some between.
extension ExpressionGenerator {
  static let integers = [
    "0", "1", "-1", "2", "7", "63", "64", "100", "-100", "9223372036854775807",
    "-9223372036854775808", "9223372036854775806", "-9223372036854775807", "4611686018427387904",
    "-4611686018427387905", "2147483648", "-2147483649", "4294967296", "999999999", "-999999999",
    "86400", "31556889864403199", "-31557014167219200", "0x7fffffffffffffff", "0o17",
  ]

  static let leaves: [(type: ValueType, values: [String])] = [
    (.integer, integers),
    (
      .float,
      [
        "0.0", "-0.0", "1.5", "-1.5", "1e308", "-1e308", "5e-324", "1.7976931348623157e308",
        "(0.0 / 0.0)", "(1.0 / 0.0)", "(-1.0 / 0.0)", "9.223372036854775807e18",
        "-9.223372036854775808e18", "0.1", "1e-10", "1e18", "1e19", "2147483647.5",
      ]
    ),
    (.boolean, ["true", "false", "null"]),
    (
      .string,
      [
        "''", "'abc'", "'e\\u0301'", "'😀'", "'\\u0000'", "'9223372036854775808'", "'1e400'",
        "'0x10'", "'NaN'", "'1.5'", "','", "'a,b,c'", "'P1Y'", "'PT0.5S'", "'2015-07-21'",
        "'+999999999-12-31'", "'-999999999-01-01'", "'23:59:59.999999999+18:00'", "'00:00-18:00'",
        "'Europe/London'", "'+18:00'", "'-999999999-01-01T00:00+18:00'",
        "'+999999999-12-31T23:59:59.999999999-18:00'", "'P9223372036854775807Y'",
        "'P-9223372036854775808M'", "'PT-9223372036854775808.999999999S'",
        "'P0.000000000000000001Y'", "'[a-'", "'(a*)*'", "'a{1000}'", "'HALF_EVEN'", "'UP'", "'NFD'",
        "'week'", "'weekYear'", "'millennium'", "'microsecond'", "'day'", "'k'", "'2015-W53-7'",
        "'24:00'", "'true'", "'İß'", "reduce(s = 'a', i IN range(1, 12) | s + s)",
      ]
    ),
    (
      .list,
      [
        "[]", "[1, 2, 3]", "[null]", "[1, 'a', 2.5, null, [1]]", "range(1, 20)", "[0.0 / 0.0]",
        "[[], [[]]]", "[9223372036854775807, -9223372036854775808]", "['a', 'b']",
        "[{a: 1}, {a: null}]", "nodes(p)", "relationships(p)", "keys(n)", "labels(n)",
        "reduce(t = [1], i IN range(1, 12) | [t, t])",
      ]
    ),
    (
      .map,
      [
        "{}", "{a: 1}", "{a: null}", "{year: 999999999, month: 12, day: 31}", "{year: -999999999}",
        "{hour: 23, minute: 59, second: 59, nanosecond: 999999999}", "{x: 1.0, y: 2.0}",
        "{epochSeconds: 9223372036854775807}", "{epochMillis: -9223372036854775808}",
        "{epochSeconds: 31556889864403199, nanosecond: 999999999}", "{nanosecond: 999999999}",
        "{timezone: 'Pacific/Kiritimati'}", "{dayOfWeek: 7, week: 1, year: -999999999}",
        "{quarter: 4, dayOfQuarter: 92, year: 999999999}", "{months: 9223372036854775807}",
        "{years: 1e18, nanoseconds: 1e-18}", "{date: date('+999999999-12-31')}",
        "{time: time('00:00+18:00'), timezone: '-18:00'}", "{year: 2016, ordinalDay: 366}",
        "{datetime: datetime('-999999999-01-01T00:00+18:00'), timezone: '-18:00'}",
      ]
    ),
    (.node, ["n", "m"]), (.relationship, ["r"]), (.path, ["p"]),
    (
      .date,
      [
        "date('-999999999-01-01')", "date('+999999999-12-31')", "date('1970-01-01')",
        "date('2016-02-29')",
      ]
    ),
    (.localTime, ["localtime('23:59:59.999999999')", "localtime('00:00')"]),
    (.time, ["time('00:00+18:00')", "time('23:59:59.999999999-18:00')"]),
    (
      .localDateTime,
      [
        "localdatetime('-999999999-01-01T00:00')",
        "localdatetime('+999999999-12-31T23:59:59.999999999')",
        "localdatetime('2015-03-29T01:30')",
      ]
    ),
    (
      .dateTime,
      [
        "datetime('+999999999-12-31T23:59:59.999999999-18:00')",
        "datetime('-999999999-01-01T00:00+18:00')",
        "datetime('2015-03-29T01:30[Europe/London]')",
        "datetime({year: 999999999, month: 12, day: 31, timezone: 'Europe/London'})",
        "datetime({year: -999999999, timezone: 'America/New_York'})",
      ]
    ),
    (
      .duration,
      [
        "duration('P1Y2M3DT4H5M6.7S')", "duration({months: 9223372036854775807})",
        "duration({months: -9223372036854775808})", "duration({days: 9223372036854775807})",
        "duration({days: -9223372036854775808})",
        "duration({seconds: 9223372036854775807, nanoseconds: 999999999})",
        "duration({seconds: -9223372036854775808})",
        "duration({seconds: -9223372036854775808, nanoseconds: 1})", "duration({nanoseconds: -1})",
        "duration({months: 0.1})", "duration({seconds: 0})", "duration({years: 999999999})",
        "duration({milliseconds: 9223372036854775807})",
      ]
    ),
    (
      .point,
      [
        "point({x: 0, y: 0})", "point({x: 1e308, y: -1e308, z: 5e-324})",
        "point({longitude: 180, latitude: 90})",
        "point({longitude: -1e300, latitude: -90, height: 1e308})",
      ]
    ),
  ]

  static let components = [
    "year", "quarter", "week", "weekYear", "dayOfQuarter", "ordinalDay", "weekDay", "nanosecond",
    "timezone", "offsetSeconds", "epochSeconds", "epochMillis", "years", "quarters", "weeks",
    "milliseconds", "microseconds", "nanoseconds", "quartersOfYear", "daysOfWeek", "minutesOfHour",
    "secondsOfMinute", "nanosecondsOfSecond", "x", "latitude", "height", "srid", "a", "b", "k",
  ]
}
