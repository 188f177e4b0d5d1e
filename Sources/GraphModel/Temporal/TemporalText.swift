extension Value {
  /// How temporal values, durations and points are written in answers and files, which their functions
  /// read back; nil for every other type. `toString()` writes times out in full: ``scalarText``.
  public var isoText: String? {
    switch self {
    case .date(let value): value.isoText
    case .localTime(let value): value.isoText
    case .time(let value): value.isoText
    case .localDateTime(let value): value.isoText
    case .dateTime(let value): value.isoText
    case .duration(let value): value.isoText
    case .point(let value): value.text
    default: nil
    }
  }
}

extension DateValue {
  /// The date in ISO 8601: `2015-07-21`; years outside of 0 to 9999 have a sign.
  public var isoText: String {
    let civil = self.civil
    let year = TemporalText.padded(abs(civil.year), to: 4)
    let sign = civil.year < 0 ? "-" : (civil.year > 9999 ? "+" : "")
    return
      "\(sign)\(year)-\(TemporalText.padded(civil.month, to: 2))-"
      + TemporalText.padded(civil.day, to: 2)
  }
}

extension LocalTimeValue {
  /// The time in ISO 8601: seconds and their decimals (three, six or nine) only where not zero.
  public var isoText: String {
    var text = "\(TemporalText.padded(hour, to: 2)):\(TemporalText.padded(minute, to: 2))"
    if second == 0, nanosecond == 0 { return text }
    text += ":" + TemporalText.padded(second, to: 2)
    if nanosecond == 0 { return text }
    text += "."
    if nanosecond % 1_000_000 == 0 {
      return text + TemporalText.padded(nanosecond / 1_000_000, to: 3)
    }
    if nanosecond % 1_000 == 0 { return text + TemporalText.padded(nanosecond / 1_000, to: 6) }
    return text + TemporalText.padded(nanosecond, to: 9)
  }
}

extension LocalTimeValue {
  /// The time as `toString()` gives it: always with seconds, and with as many decimals as are not zero,
  /// as ISO 8601 is written by Java's formatters and so by Neo4j.
  var fullText: String {
    var text =
      "\(TemporalText.padded(hour, to: 2)):\(TemporalText.padded(minute, to: 2)):"
      + TemporalText.padded(second, to: 2)
    if nanosecond == 0 { return text }
    var decimals = TemporalText.padded(nanosecond, to: 9)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    text += "." + decimals
    return text
  }
}

extension Value {
  /// A time, or a date with a time, as `toString()` gives it; nil for every other type.
  var fullTimeText: String? {
    switch self {
    case .localTime(let time): time.fullText
    case .time(let time): time.local.fullText + TemporalText.offset(time.offset)
    case .localDateTime(let value): "\(value.date.isoText)T\(value.time.fullText)"
    case .dateTime(let value):
      "\(value.local.date.isoText)T\(value.local.time.fullText)"
        + TemporalText.offset(value.offset) + (value.zone.map { "[\($0)]" } ?? "")
    default: nil
    }
  }
}

extension TimeValue {
  /// The time and its offset in ISO 8601, such as `21:40+01:00` or `21:40Z`.
  public var isoText: String { local.isoText + TemporalText.offset(offset) }
}

extension LocalDateTimeValue {
  /// Date and time in ISO 8601, such as `2015-07-21T21:40`.
  public var isoText: String { "\(date.isoText)T\(time.isoText)" }
}

extension DateTimeValue {
  /// Date, time, offset and zone, such as `2015-07-21T21:40+01:00[Europe/London]`.
  public var isoText: String {
    local.isoText + TemporalText.offset(offset) + (zone.map { "[\($0)]" } ?? "")
  }
}

extension DurationValue {
  /// The duration in ISO 8601, each part with its own sign: `P1Y2M-3DT4H-0.5S`; none is `PT0S`.
  public var isoText: String {
    var text = "P"
    let magnitude = { (value: Int, unit: String) in value == 0 ? "" : "\(value)\(unit)" }
    text += magnitude(months / 12, "Y") + magnitude(months % 12, "M") + magnitude(days, "D")
    guard seconds != 0 || nanoseconds != 0 else { return text == "P" ? "PT0S" : text }
    // Stored rounded down; written towards zero, so that all parts have one sign.
    let negative = seconds < 0
    let whole = negative && nanoseconds > 0 ? seconds + 1 : seconds
    let rest = negative && nanoseconds > 0 ? 1_000_000_000 - nanoseconds : nanoseconds
    text += "T" + magnitude(whole / 3_600, "H") + magnitude(whole / 60 % 60, "M")
    let second = whole % 60
    guard second != 0 || rest != 0 else { return text }
    text += "\(negative ? "-" : "")\(abs(second))"
    if rest != 0 {
      var decimals = TemporalText.padded(rest, to: 9)
      while decimals.hasSuffix("0") { decimals.removeLast() }
      text += "." + decimals
    }
    return text + "S"
  }
}

/// How the parts of temporal values are written.
public enum TemporalText {
  /// The number with zeros in front, at least `width` digits.
  static func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// An offset in seconds: `Z`, `+01:00`, `-03:30` or, with seconds, `+00:53:28`.
  public static func offset(_ seconds: Int) -> String {
    if seconds == 0 { return "Z" }
    let magnitude = abs(seconds)
    var text = seconds < 0 ? "-" : "+"
    text += padded(magnitude / 3_600, to: 2) + ":" + padded(magnitude / 60 % 60, to: 2)
    if magnitude % 60 != 0 { text += ":" + padded(magnitude % 60, to: 2) }
    return text
  }
}
