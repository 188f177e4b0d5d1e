import GraphModel

extension ScalarFunction {
  /// `date.transaction`, `date.statement`, `date.realtime` and those of the other four types.
  static let clocks: [ScalarFunction] =
    [TemporalKind.date, .localTime, .time, .localDateTime, .dateTime].flatMap { kind in
      Clock.allCases.map { clock in current(kind, by: clock) }
    }

  /// The current value of a type by one of the three clocks, in a zone where one is given.
  private static func current(_ kind: TemporalKind, by clock: Clock) -> ScalarFunction {
    let name = "\(kind.rawValue).\(clock.rawValue)"
    let moment =
      switch clock {
      case .transaction: "when the transaction began"
      case .statement: "when the statement began"
      case .realtime: "at this very call"
      }
    return ScalarFunction(
      name, [.init("timezone", .string, optional: true)], returns: kind.type,
      summary: "The \(kind.rawValue) \(moment), in the given time zone.", examples: [],
      volatility: clock == .realtime ? .volatile : .perStatement, reads: .arguments,
      .contextual { arguments, context throws(Diagnostic) in
        guard let argument = arguments.first else {
          return try clock.now(at: nil, in: context).value(as: kind)
        }
        guard case .text(let zone) = argument else {
          throw .temporalArgument(argument, of: name, expected: "the name of a time zone")
        }
        return try clock.now(at: DateTimeValue.Zone(parsing: zone.string), in: context)
          .value(as: kind)
      })
  }
}
