/// Reads the ISO 8601 forms of dates, times and offsets from the start of a text on.
///
/// Basic and extended form, calendar, week, quarter and ordinal dates, and every part that may be
/// left out from the end, as openCypher's temporal functions take them.
struct TemporalReader {
  private let text: String
  private let bytes: [UInt8]
  private let kind: String
  private var position = 0

  /// Reads `text`, which errors call no `kind`.
  init(_ text: String, kind: String) {
    self.text = text
    self.kind = kind
    // No temporal value is longer; what is, fails on its rest.
    bytes = Array(text.utf8.prefix(200))
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Whether an offset follows.
  var isAtOffset: Bool { next(is: "Z") || next(is: "+") || next(is: "-") }

  func next(is character: Unicode.Scalar) -> Bool {
    position < bytes.count && UInt32(bytes[position]) == character.value
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next(is: character) else { return false }
    position += 1
    return true
  }

  /// The error that the text is not of the expected form.
  func failure(_ reason: String? = nil) -> Diagnostic {
    .temporalText(text, not: kind, because: reason, hint: TemporalReader.hint(for: kind))
  }

  /// Fails unless everything was read.
  func end() throws(Diagnostic) {
    guard isAtEnd else {
      let rest = String(decoding: bytes[position...].prefix(20), as: UTF8.self)
      throw failure("'\(rest)' is left over")
    }
  }

  private static func hint(for kind: String) -> String {
    switch kind {
    case "date": "Write it as '2015-07-21', '2015-W30-2', '2015-Q3-21' or '2015-202'"
    case "local time": "Write it as '21:40:32.142'"
    case "time": "Write it as '21:40:32.142+01:00'"
    case "local date-time": "Write it as '2015-07-21T21:40:32.142'"
    case "date-time":
      "Write it as '2015-07-21T21:40:32.142+01:00' or '2015-07-21T21:40[Europe/London]'"
    case "duration": "Write it as 'P1Y2M10DT2H30M', 'P2W' or 'PT0.5S'"
    default: "Write a name such as 'Europe/London', or an offset such as '+01:00'"
    }
  }

  /// The number of digits that follow.
  private var digitCount: Int { bytes[position...].prefix { (48...57).contains($0) }.count }

  /// A number of `count` digits.
  private mutating func number(_ count: Int) throws(Diagnostic) -> Int {
    guard digitCount >= count else { throw failure() }
    var value = 0
    for byte in bytes[position..<position + count] { value = value * 10 + Int(byte) - 48 }
    position += count
    return value
  }

  /// A number of one or two digits.
  private mutating func shortNumber() throws(Diagnostic) -> Int {
    try number(max(1, min(2, digitCount)))
  }

  // MARK: Dates

  /// A date in any of its forms.
  mutating func date() throws(Diagnostic) -> DateValue {
    let year: Int
    if next(is: "+") || next(is: "-") {
      let negative = take("-")
      if !negative { _ = take("+") }
      let magnitude = try number(max(1, min(9, digitCount)))
      year = negative ? -magnitude : magnitude
      // The length of a signed year shows only where a separator ends it.
      guard !isDigitNext, isAtEnd || next(is: "-") || next(is: "T") else { throw failure() }
    } else {
      year = try number(4)
    }
    if take("-") { return try extendedDate(of: year) }
    if isDigitNext || next(is: "W") || next(is: "Q") { return try basicDate(of: year) }
    return try checked(DateValue(year: year, month: 1, day: 1))
  }

  private var isDigitNext: Bool { digitCount > 0 }

  private mutating func extendedDate(of year: Int) throws(Diagnostic) -> DateValue {
    if take("W") {
      let week = try shortNumber()
      let day = take("-") ? try number(1) : 1
      return try checked(DateValue(weekYear: year, week: week, weekDay: day))
    }
    if take("Q") {
      let quarter = try number(1)
      let day = take("-") ? try shortNumber() : 1
      return try checked(DateValue(year: year, quarter: quarter, dayOfQuarter: day))
    }
    if digitCount == 3 {
      return try checked(DateValue(year: year, ordinalDay: try number(3)))
    }
    let month = try shortNumber()
    let day = take("-") ? try shortNumber() : 1
    return try checked(DateValue(year: year, month: month, day: day))
  }

  private mutating func basicDate(of year: Int) throws(Diagnostic) -> DateValue {
    if take("W") {
      let week = try number(2)
      let day = isDigitNext ? try number(1) : 1
      return try checked(DateValue(weekYear: year, week: week, weekDay: day))
    }
    if take("Q") {
      let quarter = try number(1)
      let day = isDigitNext ? try number(2) : 1
      return try checked(DateValue(year: year, quarter: quarter, dayOfQuarter: day))
    }
    if digitCount == 3 {
      return try checked(DateValue(year: year, ordinalDay: try number(3)))
    }
    let month = try number(2)
    let day = isDigitNext ? try number(2) : 1
    return try checked(DateValue(year: year, month: month, day: day))
  }

  private func checked(_ date: DateValue?) throws(Diagnostic) -> DateValue {
    guard let date else { throw failure("the calendar has no such day") }
    return date
  }

  // MARK: Times

  /// A time of day in basic or extended form.
  mutating func time() throws(Diagnostic) -> LocalTimeValue {
    let hour = try shortNumber()
    var minute = 0
    var second = 0
    var nanosecond = 0
    if take(":") {
      minute = try shortNumber()
      if take(":") {
        second = try shortNumber()
        nanosecond = try fraction()
      }
    } else if isDigitNext {
      minute = try number(2)
      if isDigitNext {
        second = try number(2)
        nanosecond = try fraction()
      }
    }
    guard
      let time = LocalTimeValue(
        hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    else { throw failure("no clock shows that time") }
    return time
  }

  /// A decimal fraction of a second in nanoseconds; 0 where none follows.
  private mutating func fraction() throws(Diagnostic) -> Int {
    guard take(".") || take(",") else { return 0 }
    let count = digitCount
    guard count >= 1 else { throw failure() }
    guard count <= 9 else { throw failure("a second has at most nine decimals") }
    var value = try number(count)
    for _ in count..<9 { value *= 10 }
    return value
  }

  /// `Z`, or an offset from UTC in hours, minutes and seconds.
  mutating func offset() throws(Diagnostic) -> Int {
    if take("Z") { return 0 }
    let negative = take("-")
    guard negative || take("+") else { throw failure("an offset such as +01:00 or Z is missing") }
    var seconds = try shortNumber() * 3_600
    var minutes = 0
    if take(":") {
      minutes = try number(2)
      seconds += minutes * 60
      if take(":") { seconds += try secondsOfOffset() }
    } else if isDigitNext {
      minutes = try number(2)
      seconds += minutes * 60
      if isDigitNext { seconds += try secondsOfOffset() }
    }
    guard minutes < 60, seconds <= 18 * 3_600 else {
      throw failure("an offset is at most 18 hours")
    }
    return negative ? -seconds : seconds
  }

  private mutating func secondsOfOffset() throws(Diagnostic) -> Int {
    let seconds = try number(2)
    guard seconds < 60 else { throw failure("an offset has no \(seconds) seconds") }
    return seconds
  }

  /// A zone's name in square brackets, or nil where none follows.
  mutating func zoneName() throws(Diagnostic) -> Text? {
    guard take("[") else { return nil }
    let start = position
    while position < bytes.count, !next(is: "]") { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard take("]") else { throw failure("the bracket is not closed") }
    guard ZoneDatabase.isName(name) else { throw failure("'\(name)' is no name of a time zone") }
    return Text(name)
  }
}
