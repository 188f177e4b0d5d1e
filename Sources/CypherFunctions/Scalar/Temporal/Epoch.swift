import GraphModel

extension ScalarFunction {
  /// `datetime.fromepoch()`: a date-time in UTC from seconds and nanoseconds since 1970.
  static let dateTimeFromEpoch = ScalarFunction(
    "datetime.fromepoch",
    [.init("seconds", .integer), .init("nanoseconds", .integer, optional: true)],
    returns: .dateTime,
    summary: "The date-time in UTC so many seconds and nanoseconds after 1970 began.",
    examples: [
      .init([416_779, 999_999_999], .written(.dateTime, "1970-01-05T19:46:19.999999999Z"))
    ],
    .variadic { arguments throws(Diagnostic) in
      let seconds = try count(arguments[0], of: "datetime.fromepoch")
      let nanoseconds =
        try arguments.count > 1 ? count(arguments[1], of: "datetime.fromepoch") : 0
      let (total, overflow) = seconds.addingReportingOverflow(
        floorDivide(nanoseconds, 1_000_000_000))
      guard !overflow else { throw .temporalOverflow("date-time") }
      return .dateTime(
        try DateTimeValue(
          second: total, nanosecond: floorRemainder(nanoseconds, 1_000_000_000),
          in: .offset(0)))
    })

  /// `datetime.fromepochmillis()`: a date-time in UTC from milliseconds since 1970.
  static let dateTimeFromEpochMillis = ScalarFunction(
    "datetime.fromepochmillis", [.init("milliseconds", .integer)], returns: .dateTime,
    summary: "The date-time in UTC so many milliseconds after 1970 began.",
    examples: [
      .init([237_821_673_987], .written(.dateTime, "1977-07-15T13:34:33.987Z")),
      .init([-1], .written(.dateTime, "1969-12-31T23:59:59.999Z")),
    ],
    .unary { value throws(Diagnostic) in
      let milliseconds = try count(value, of: "datetime.fromepochmillis")
      return .dateTime(
        try DateTimeValue(
          second: floorDivide(milliseconds, 1_000),
          nanosecond: floorRemainder(milliseconds, 1_000) * 1_000_000, in: .offset(0)))
    })

  /// `timestamp()`: when the statement began, in milliseconds since 1970.
  static let timestamp = ScalarFunction(
    "timestamp", [], returns: .integer,
    summary: "Milliseconds from 1970 until the statement began.", examples: [],
    volatility: .perStatement,
    .contextual { _, context in
      let (second, nanosecond) = context.statementTime
      return .integer(second * 1_000 + nanosecond / 1_000_000)
    })

  private static func count(_ value: Value, of function: String) throws(Diagnostic) -> Int {
    guard case .integer(let count) = value else {
      throw .temporalArgument(value, of: function, expected: "an Integer")
    }
    return count
  }
}

/// The quotient rounded down, for a positive divisor.
func floorDivide(_ a: Int, _ b: Int) -> Int { a / b - (a % b < 0 ? 1 : 0) }

/// The remainder from 0 up to a positive divisor.
func floorRemainder(_ a: Int, _ b: Int) -> Int { (a % b + b) % b }
