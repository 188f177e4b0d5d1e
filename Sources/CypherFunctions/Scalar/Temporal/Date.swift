import GraphModel

extension ScalarFunction {
  /// `date()`: today, or the date in a text, in a map or of another temporal value.
  static let date = ScalarFunction(
    "date", [.init("value", [.string, .map, .date, .localDateTime, .dateTime], optional: true)],
    returns: .date,
    summary: "Today, or the date that a text or a map of fields says or that a value is on.",
    examples: [
      .init(["2015-W30-2"], .written(.date, "2015-07-21")),
      .init([["year": 1984, "quarter": 3, "dayOfQuarter": 45]], .written(.date, "1984-08-14")),
      .init([.written(.dateTime, "1984-11-11T12:00+01:00")], .written(.date, "1984-11-11")),
      .init(
        [["date": .written(.date, "1984-02-29"), "year": 1983]], .written(.date, "1983-02-28")),
    ],
    volatility: .perStatement,
    .contextual { arguments, context throws(Diagnostic) in
      switch arguments.first {
      case nil: return .date(try Clock.statement.now(at: nil, in: context).local.date)
      case .text(let text): return .date(try DateValue(parsing: text.string))
      case .map(let map):
        let known = TemporalFields.dateNames + ["date", "timezone"]
        let fields = try TemporalFields(map, of: "date", known: known)
        if fields.hasNull { return .null }
        if let zone = try fields.zone() {
          guard fields.isOnly("timezone") else {
            throw .conflictingFields("timezone", "the fields of a date", of: "date")
          }
          return .date(try Clock.statement.now(at: zone, in: context).local.date)
        }
        return .date(try fields.date(over: TemporalParts(selectedBy: fields).date))
      case .some(let value):
        guard let date = TemporalParts(value)?.date else {
          throw .temporalArgument(value, of: "date", expected: "a text, a map or a date")
        }
        return .date(date)
      }
    })
}
