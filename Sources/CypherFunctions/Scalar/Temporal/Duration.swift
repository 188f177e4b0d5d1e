import GraphModel

extension ScalarFunction {
  /// `duration()`: an amount of time from a text or a map of units.
  static let duration = ScalarFunction(
    "duration", [.init("value", [.string, .map, .duration])], returns: .duration,
    summary: "The amount of time that a text or a map of units says; fractions are carried down.",
    examples: [
      .init(["P5M1.5D"], .written(.duration, "P5M1DT12H")),
      .init([["days": 14, "hours": 16]], .written(.duration, "P14DT16H")),
      .init([["months": 0.75]], .written(.duration, "P22DT19H51M49.5S")),
    ],
    .unary { value throws(Diagnostic) in
      switch value {
      case .text(let text): return .duration(try DurationValue(parsing: text.string))
      case .duration: return value
      case .map(let map): return try duration(from: map)
      default:
        throw .temporalArgument(value, of: "duration", expected: "a text or a map of units")
      }
    })

  private static func duration(from map: MapValue) throws(Diagnostic) -> Value {
    let known = DurationValue.Unit.allCases.map(\.rawValue)
    let fields = try TemporalFields(map, of: "duration", known: known)
    if fields.hasNull { return .null }
    guard !map.isEmpty else {
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentValue", "duration() needs at least one unit",
        hint: "The units are \(known.joined(separator: ", "))")
    }
    var amounts: [(unit: DurationValue.Unit, amount: Fraction)] = []
    for unit in DurationValue.Unit.allCases {
      guard let value = fields[unit.rawValue] else { continue }
      switch value {
      case .integer(let number): amounts.append((unit, Fraction(number)))
      case .float(let number):
        guard let fraction = Fraction(number) else { throw .temporalOverflow("duration") }
        amounts.append((unit, fraction))
      default:
        throw .fieldType(unit.rawValue, value, of: "duration", expected: "a number")
      }
    }
    return .duration(try DurationValue(amounts: amounts))
  }
}
