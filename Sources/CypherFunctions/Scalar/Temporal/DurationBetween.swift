import GraphModel

extension ScalarFunction {
  /// `duration.between()`: months, days and seconds from one value to another.
  static let durationBetween = distance(
    "duration.between", in: .all,
    summary: "The months, then days, then seconds from one temporal value to another.",
    example: "P30Y8M13D")

  /// `duration.inMonths()`: whole months from one value to another.
  static let durationInMonths = distance(
    "duration.inMonths", in: .months,
    summary: "The whole months from one temporal value to another.", example: "P30Y8M")

  /// `duration.inDays()`: whole days from one value to another.
  static let durationInDays = distance(
    "duration.inDays", in: .days,
    summary: "The whole days from one temporal value to another.", example: "P11213D")

  /// `duration.inSeconds()`: seconds from one value to another.
  static let durationInSeconds = distance(
    "duration.inSeconds", in: .seconds,
    summary: "The seconds and their fraction from one temporal value to another.",
    example: "PT269112H")

  private static func distance(
    _ name: String, in measure: DurationValue.Measure, summary: String, example: String
  ) -> ScalarFunction {
    ScalarFunction(
      name, [.init("from", .instant), .init("to", .instant)], returns: .duration,
      summary: summary,
      examples: [
        .init(
          [.written(.date, "1984-10-11"), .written(.date, "2015-06-24")],
          .written(.duration, example))
      ],
      .binary { from, to throws(Diagnostic) in
        guard let duration = try DurationValue.between(from, to, in: measure) else {
          let wrong = TemporalParts(from) == nil ? from : to
          throw .temporalArgument(wrong, of: name, expected: "two temporal values")
        }
        return .duration(duration)
      })
  }
}
