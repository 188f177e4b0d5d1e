import GraphModel

extension ScalarFunction {
  /// `localtime()`: the time of day, without an offset.
  static let localTime = ScalarFunction(
    "localtime",
    [
      .init(
        "value", [.string, .map, .localTime, .time, .localDateTime, .dateTime], optional: true)
    ],
    returns: .localTime,
    summary: "The time now, or the one that a text or a map of fields says or that a value has.",
    examples: [
      .init(["214032.142"], .written(.localTime, "21:40:32.142")),
      .init([["hour": 12, "minute": 31]], .written(.localTime, "12:31")),
      .init([.written(.time, "12:31+01:00")], .written(.localTime, "12:31")),
    ],
    volatility: .perStatement,
    .contextual { arguments, context throws(Diagnostic) in
      switch arguments.first {
      case nil: return .localTime(try Clock.statement.now(at: nil, in: context).local.time)
      case .text(let text): return .localTime(try LocalTimeValue(parsing: text.string))
      case .map(let map):
        let known = TemporalFields.timeNames + ["time", "timezone"]
        let fields = try TemporalFields(map, of: "localtime", known: known)
        if fields.hasNull { return .null }
        if let zone = try fields.zone() {
          guard fields.isOnly("timezone") else {
            throw .conflictingFields("timezone", "the fields of a local time", of: "localtime")
          }
          return .localTime(try Clock.statement.now(at: zone, in: context).local.time)
        }
        let base = try TemporalParts(selectedBy: fields).time
        return .localTime(try fields.time(over: base, required: true))
      case .some(let value):
        guard let time = TemporalParts(value)?.time else {
          throw .temporalArgument(value, of: "localtime", expected: "a text, a map or a time")
        }
        return .localTime(time)
      }
    })
}
