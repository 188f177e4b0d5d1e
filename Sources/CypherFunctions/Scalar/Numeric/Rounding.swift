import GraphModel

extension ScalarFunction {
  static let ceil = ScalarFunction(
    "ceil", [.init("number", .number)], returns: .float,
    summary: "The least whole number that is not below the number, as a float.",
    examples: [.init([1.2], 2.0), .init([-1.2], -1.0), .init([3], 3.0), .init([nil], nil)],
    .number("ceil") { $0.rounded(.up) })

  static let floor = ScalarFunction(
    "floor", [.init("number", .number)], returns: .float,
    summary: "The greatest whole number that is not above the number, as a float.",
    examples: [.init([1.8], 1.0), .init([-1.2], -2.0), .init([3], 3.0), .init([nil], nil)],
    .number("floor") { $0.rounded(.down) })

  static let round = ScalarFunction(
    "round",
    [
      .init("number", .number), .init("precision", .number, optional: true),
      .init("mode", .string, optional: true),
    ],
    returns: .float,
    summary: "The number rounded to so many decimal places, by default none, in a mode: UP, DOWN, "
      + "CEILING, FLOOR, HALF_UP, HALF_DOWN or HALF_EVEN.",
    examples: [
      .init([3.5], 4.0), .init([-1.5], -1.0), .init([2], 2.0), .init([3.14159, 2], 3.14),
      .init([1.005, 2], 1.01), .init([-1.55, 1], -1.6), .init([1.249, 1, "UP"], 1.3),
      .init([1.25, 1, "HALF_EVEN"], 1.2), .init([1.251, 1, "HALF_EVEN"], 1.3),
      .init([1.35, 1, "HALF_EVEN"], 1.4), .init([1.25, 1, "HALF_DOWN"], 1.2),
      .init([1.251, 1, "HALF_DOWN"], 1.3),
      .init([-1.21, 1, "CEILING"], -1.2), .init([-1.21, 1, "FLOOR"], -1.3),
      .init([-1.29, 1, "DOWN"], -1.2), .init([-1.5, 0, "HALF_UP"], -2.0),
      .init([0.96, 1, "UP"], 1.0), .init([0.04, 1], 0.0), .init([0.06, 1], 0.1),
      .init([1e300, 2], 1e300), .init([nil, 1], nil),
    ],
    .variadic { (arguments) throws(Diagnostic) in
      let number = try arguments[0].number(for: "round")
      guard number.isFinite else { return .float(number) }
      let places = arguments.count > 1 ? try precision(arguments[1]) : 0
      let mode = arguments.count > 2 ? try DecimalRounding(arguments[2]) : nil
      // Without a mode, ties at a whole number go up, as openCypher has it, not away from zero.
      if places == 0, mode == nil {
        let below = number.rounded(.down)
        return .float(number - below >= 0.5 ? below + 1 : below)
      }
      return .float((mode ?? .halfUp).rounded(number, to: places))
    })

  private static func precision(_ value: Value) throws(Diagnostic) -> Int {
    let places: Int?
    switch value {
    case .integer(let integer): places = integer
    case .float(let float): places = Int(exactly: float)
    default: throw .argument(value, of: "round", expected: "a whole number as precision")
    }
    guard let places, places >= 0 else {
      throw .outOfRange(value, of: "round", expected: "a whole precision from 0 on")
    }
    return places
  }
}

/// A way of rounding decimal digits.
enum DecimalRounding: String, CaseIterable {
  case up = "UP"
  case down = "DOWN"
  case ceiling = "CEILING"
  case floor = "FLOOR"
  case halfUp = "HALF_UP"
  case halfDown = "HALF_DOWN"
  case halfEven = "HALF_EVEN"

  /// The mode that a text names, in any letter case.
  init(_ value: Value) throws(Diagnostic) {
    let word = try value.text(for: "round")
    guard let mode = DecimalRounding(rawValue: word.string.uppercased()) else {
      throw .unknownWord(
        word, of: "round", expected: "mode", among: Self.allCases.map(\.rawValue))
    }
    self = mode
  }

  /// `number`, which is finite, rounded to so many decimal places.
  ///
  /// What is rounded are the shortest decimal digits that stand for the float, which a reader sees,
  /// not its binary value: 1.005 goes up to 1.01 although the float is a little less.
  func rounded(_ number: Double, to places: Int) -> Double {
    var (digits, point) = Value.decimalDigits(of: number.magnitude)
    // No float has digits so far behind the point.
    let kept = point + min(places, 2_000)
    guard number != 0, kept < digits.count else { return number }
    let increases: Bool
    if kept < 0 {
      increases = raisesLess(than: true, negative: number < 0)
      digits = []
    } else {
      let next = digits[kept]
      let rest = digits[(kept + 1)...].contains { $0 != 0 }
      let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
      digits.removeSubrange(kept...)
      increases = raises(next: next, rest: rest, afterOdd: isOdd, negative: number < 0)
    }
    if increases {
      var place = digits.count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        point = kept < 0 ? 1 - places : point + 1
      }
    }
    guard digits.contains(where: { $0 != 0 }) else { return number < 0 ? -0.0 : 0 }
    let mantissa = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    // A decimal text of digits and an exponent is always a number.
    let magnitude = Double("0.\(mantissa)e\(point)") ?? .nan
    return number < 0 ? -magnitude : magnitude
  }

  /// Whether the kept digits go up by one, given the first dropped digit, whether there is more
  /// behind it, and whether the last kept digit is odd.
  private func raises(next: UInt8, rest: Bool, afterOdd: Bool, negative: Bool) -> Bool {
    switch self {
    case .halfUp: next >= 5
    case .halfDown: next > 5 || (next == 5 && rest)
    case .halfEven: next > 5 || (next == 5 && (rest || afterOdd))
    default: raisesLess(than: next > 0 || rest, negative: negative)
    }
  }

  /// The same where what is dropped is less than a half of the last kept place, if `something`.
  private func raisesLess(than something: Bool, negative: Bool) -> Bool {
    switch self {
    case .up: something
    case .ceiling: something && !negative
    case .floor: something && negative
    case .down, .halfUp, .halfDown, .halfEven: false
    }
  }
}
