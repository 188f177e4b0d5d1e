extension DurationValue {
  /// The duration that `text` writes in ISO 8601.
  ///
  /// Every part may have a sign and decimals, which are carried down by average lengths. The
  /// alternative form `P2012-02-02T14:37:21.545` is understood as well. A sign before the `P`
  /// turns all parts.
  ///
  ///     try DurationValue(parsing: "P5M1.5D")   // 5 months, 1 day, 12 hours
  ///
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none, `ArithmeticError`
  ///   where a part does not fit.
  public init(parsing text: String) throws(Diagnostic) {
    var reader = DurationReader(text)
    self = try reader.duration()
  }

  /// The amount of these units, fractions carried down.
  ///
  /// - Throws: `ArithmeticError` where a part does not fit.
  public init(amounts: [(unit: Unit, amount: Fraction)]) throws(Diagnostic) {
    // One denominator for all: that of the amount with the most decimals.
    let denominator = amounts.map(\.amount.denominator).max() ?? 1
    var months: Int128 = 0
    var days: Int128 = 0
    var seconds: Int128 = 0
    var nanoseconds: Int128 = 0
    for (unit, amount) in amounts {
      let scaled = amount.numerator.multipliedReportingOverflow(
        by: (denominator / amount.denominator) * unit.factor)
      let total: (partialValue: Int128, overflow: Bool)
      switch unit.group {
      case .months:
        total = months.addingReportingOverflow(scaled.partialValue)
        months = total.partialValue
      case .days:
        total = days.addingReportingOverflow(scaled.partialValue)
        days = total.partialValue
      case .seconds:
        total = seconds.addingReportingOverflow(scaled.partialValue)
        seconds = total.partialValue
      case .nanoseconds:
        total = nanoseconds.addingReportingOverflow(scaled.partialValue)
        nanoseconds = total.partialValue
      }
      guard !scaled.overflow, !total.overflow else { throw .temporalOverflow("duration") }
    }
    try self.init(
      months: months, days: days, seconds: seconds, nanoseconds: nanoseconds, over: denominator)
  }

  /// The units that a duration is given in.
  public enum Unit: String, CaseIterable, Sendable {
    case years, quarters, months, weeks, days, hours, minutes, seconds
    case milliseconds, microseconds, nanoseconds

    enum Group { case months, days, seconds, nanoseconds }

    /// What the unit is counted in.
    var group: Group {
      switch self {
      case .years, .quarters, .months: .months
      case .weeks, .days: .days
      case .hours, .minutes, .seconds: .seconds
      case .milliseconds, .microseconds, .nanoseconds: .nanoseconds
      }
    }

    /// How many of its group's units it is.
    var factor: Int128 {
      switch self {
      case .years: 12
      case .quarters: 3
      case .weeks: 7
      case .hours: 3_600
      case .minutes: 60
      case .milliseconds: 1_000_000
      case .microseconds: 1_000
      case .months, .days, .seconds, .nanoseconds: 1
      }
    }
  }
}

private struct DurationReader {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0
  /// Far more than the digits of all parts.
  private static let limit = 400

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8.prefix(DurationReader.limit + 1))
  }

  private func failure(_ reason: String? = nil) -> Diagnostic {
    .temporalText(
      text, not: "duration", because: reason,
      hint: "Write it as 'P1Y2M10DT2H30M', 'P2W' or 'PT0.5S'")
  }

  /// Takes a letter in either case.
  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    let upper = (97...122).contains(byte) ? byte - 32 : byte
    guard UInt32(upper) == letter.value else { return false }
    position += 1
    return true
  }

  mutating func duration() throws(Diagnostic) -> DurationValue {
    guard bytes.count <= DurationReader.limit else { throw failure("it is too long") }
    let negative = take("-")
    if !negative { _ = take("+") }
    guard take("P") else { throw failure("a duration begins with P") }
    let amounts = isDateForm ? try dateForm() : try unitForm()
    guard position == bytes.count else { throw failure() }
    let duration = try DurationValue(amounts: amounts)
    return negative ? try duration.negated() : duration
  }

  /// Whether what follows is `2012-02-02…` or `20120202T…`: digits, then no unit.
  private var isDateForm: Bool {
    let digits = bytes[position...].prefix { (48...57).contains($0) }.count
    guard digits == 4 || digits == 8 else { return false }
    guard position + digits < bytes.count else { return digits == 8 }
    let next = bytes[position + digits]
    return digits == 4 ? next == UInt8(ascii: "-") : next == UInt8(ascii: "T")
  }

  private mutating func unitForm() throws(Diagnostic) -> [(DurationValue.Unit, Fraction)] {
    var amounts: [(DurationValue.Unit, Fraction)] = []
    let dateUnits: [(Unicode.Scalar, DurationValue.Unit)] = [
      ("Y", .years), ("M", .months), ("W", .weeks), ("D", .days),
    ]
    let timeUnits: [(Unicode.Scalar, DurationValue.Unit)] = [
      ("H", .hours), ("M", .minutes), ("S", .seconds),
    ]
    try units(dateUnits, into: &amounts)
    if take("T") {
      let before = amounts.count
      try units(timeUnits, into: &amounts)
      guard amounts.count > before else { throw failure("after T an amount is missing") }
    }
    guard !amounts.isEmpty else { throw failure("an amount is missing") }
    return amounts
  }

  /// Amounts of the given units, which come in this order, each at most once.
  private mutating func units(
    _ units: [(letter: Unicode.Scalar, unit: DurationValue.Unit)],
    into amounts: inout [(DurationValue.Unit, Fraction)]
  ) throws(Diagnostic) {
    var rest = units[...]
    while position < bytes.count, bytes[position] != UInt8(ascii: "T"),
      bytes[position] != UInt8(ascii: "t")
    {
      let amount = try amount()
      guard let index = rest.firstIndex(where: { take($0.letter) }) else {
        throw failure("a unit is missing, repeated or out of order")
      }
      amounts.append((rest[index].unit, amount))
      rest = rest[(index + 1)...]
    }
  }

  /// A number with a sign and decimals.
  private mutating func amount() throws(Diagnostic) -> Fraction {
    let negative = take("-")
    if !negative { _ = take("+") }
    let whole = try digits()
    var decimals: [UInt8] = []
    if take(".") || take(",") { decimals = try digits() }
    guard let amount = Fraction(negative: negative, whole: whole, decimals: decimals) else {
      throw .temporalOverflow("duration")
    }
    return amount
  }

  private mutating func digits() throws(Diagnostic) -> [UInt8] {
    let run = bytes[position...].prefix { (48...57).contains($0) }
    guard !run.isEmpty else { throw failure() }
    position += run.count
    return run.map { $0 - 48 }
  }

  /// `2012-02-02T14:37:21.545` or `20120202T143721.545`: years, months and so on.
  private mutating func dateForm() throws(Diagnostic) -> [(DurationValue.Unit, Fraction)] {
    var amounts: [(DurationValue.Unit, Fraction)] = []
    func add(_ unit: DurationValue.Unit, _ value: Int) { amounts.append((unit, Fraction(value))) }
    add(.years, try fixed(4))
    let extended = take("-")
    add(.months, try fixed(2, upTo: 12))
    if extended, !take("-") { throw failure() }
    add(.days, try fixed(2, upTo: 31))
    guard take("T") else { return amounts }
    add(.hours, try fixed(2, upTo: 24))
    guard extended ? take(":") : position < bytes.count else { return amounts }
    add(.minutes, try fixed(2, upTo: 60))
    guard extended ? take(":") : position < bytes.count else { return amounts }
    let whole = try fixed(2, upTo: 60)
    let decimals = take(".") || take(",") ? try digits() : []
    guard
      let seconds = Fraction(
        negative: false, whole: [UInt8(whole / 10), UInt8(whole % 10)], decimals: decimals)
    else { throw failure() }
    amounts.append((.seconds, seconds))
    return amounts
  }

  private mutating func fixed(_ count: Int, upTo limit: Int = 9_999) throws(Diagnostic) -> Int {
    var value = 0
    for _ in 0..<count {
      guard position < bytes.count, (48...57).contains(bytes[position]) else { throw failure() }
      value = value * 10 + Int(bytes[position]) - 48
      position += 1
    }
    guard value <= limit else { throw failure("\(value) is more than \(limit)") }
    return value
  }
}
