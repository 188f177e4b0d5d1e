import GraphModel

extension ScalarFunction {
  /// `localdatetime()`: a date and time of day, without an offset.
  static let localDateTime = ScalarFunction(
    "localdatetime",
    [.init("value", [.string, .map, .date, .localDateTime, .dateTime], optional: true)],
    returns: .localDateTime,
    summary: "The date and time now, or those that a text or a map of fields says or a value has.",
    examples: [
      .init(["2015-202T21:40"], .written(.localDateTime, "2015-07-21T21:40")),
      .init(
        [["date": .written(.date, "1984-10-11"), "hour": 10]],
        .written(.localDateTime, "1984-10-11T10:00")),
    ],
    volatility: .perStatement,
    .contextual { arguments, context throws(Diagnostic) in
      switch arguments.first {
      case nil: return .localDateTime(try Clock.statement.now(at: nil, in: context).local)
      case .text(let text):
        return .localDateTime(try LocalDateTimeValue(parsing: text.string))
      case .map(let map):
        let known =
          TemporalFields.dateNames + TemporalFields.timeNames
          + ["date", "time", "datetime", "timezone"]
        let fields = try TemporalFields(map, of: "localdatetime", known: known)
        if fields.hasNull { return .null }
        if let zone = try fields.zone() {
          guard fields.isOnly("timezone") else {
            throw .conflictingFields(
              "timezone", "the fields of a local date-time", of: "localdatetime")
          }
          return .localDateTime(try Clock.statement.now(at: zone, in: context).local)
        }
        let base = try TemporalParts(selectedBy: fields)
        return .localDateTime(
          LocalDateTimeValue(
            date: try fields.date(over: base.date), time: try fields.time(over: base.time)))
      case .some(let value):
        guard let parts = TemporalParts(value), let date = parts.date else {
          throw .temporalArgument(
            value, of: "localdatetime", expected: "a text, a map or a date and time")
        }
        return .localDateTime(LocalDateTimeValue(date: date, time: parts.time ?? .midnight))
      }
    })
}
