extension DateTimeValue {
  /// The local date and time at `zone`, which is an offset or a name.
  ///
  /// In a named zone a time that the clock jumped over is moved on, and of a time that it showed
  /// twice the earlier is meant unless `preferred` is the later one's offset.
  ///
  /// - Throws: `ArgumentError` where there is no such zone.
  public init(
    local: LocalDateTimeValue, in zone: Zone, preferred: Int? = nil
  ) throws(Diagnostic) {
    switch zone {
    case .offset(let offset): self.init(local: local, offset: offset)
    case .named(let name):
      let found = try ZoneDatabase.shared.resolve(
        local: local.second, preferred: preferred, in: name)
      try self.init(
        local: LocalDateTimeValue(second: found.local, nanosecond: local.nanosecond),
        offset: found.offset, zone: name)
    }
  }

  /// The instant `second` seconds and `nanosecond` nanoseconds after 1970, on the clock of `zone`.
  ///
  /// - Throws: `ArgumentError` where there is no such zone, `ArithmeticError` outside of the years
  ///   that can be written.
  public init(second: Int, nanosecond: Int, in zone: Zone) throws(Diagnostic) {
    guard DateTimeValue.instants.contains(second) else { throw .temporalOverflow("date-time") }
    let offset: Int
    var name: Text?
    switch zone {
    case .offset(let fixed): offset = fixed
    case .named(let zone):
      offset = try ZoneDatabase.shared.offset(at: second, in: zone)
      name = zone
    }
    try self.init(
      local: LocalDateTimeValue(second: second + offset, nanosecond: nanosecond), offset: offset,
      zone: name)
  }

  /// The instants that some offset shows as a date that can be written; far from overflow.
  private static let instants =
    (DateValue.minimum.epochDay - 2) * 86_400...(DateValue.maximum.epochDay + 2) * 86_400

  /// An offset from UTC, or the name of a time zone.
  public enum Zone: Hashable, Sendable {
    /// Seconds east of UTC.
    case offset(Int)
    /// A name in the zone database.
    case named(Text)

    /// The offset that `text` writes (`Z`, `+01:00`, `-0330`, `+02:05:59`), or the zone it names.
    ///
    /// A name is looked up only when it is used.
    public init(parsing text: String) throws(Diagnostic) {
      var reader = TemporalReader(text, kind: "time zone")
      if reader.isAtOffset {
        self = .offset(try reader.offset())
        try reader.end()
      } else {
        self = .named(Text(text))
      }
    }
  }

  /// The zone, or the offset where there is none.
  public var zoneOrOffset: Zone { zone.map { .named($0) } ?? .offset(offset) }

  /// The same instant on the clock of another zone.
  ///
  /// - Throws: `ArgumentError` where there is no such zone, `ArithmeticError` outside of the years
  ///   that can be written.
  public func converted(to zone: Zone) throws(Diagnostic) -> DateTimeValue {
    try DateTimeValue(second: epochSecond, nanosecond: local.nanosecond, in: zone)
  }
}

extension LocalDateTimeValue {
  /// Seconds since 1970-01-01T00:00 on the clock.
  public var second: Int {
    date.epochDay * 86_400 + time.nanosecondOfDay / LocalTimeValue.nanosecondsPerSecond
  }

  /// Nanoseconds of the second.
  public var nanosecond: Int { time.nanosecondOfDay % LocalTimeValue.nanosecondsPerSecond }

  /// The date and time `second` seconds after 1970-01-01T00:00 on the clock.
  ///
  /// - Throws: `ArithmeticError` outside of the years that can be written.
  public init(second: Int, nanosecond: Int) throws(Diagnostic) {
    let day = floorDivide(second, 86_400)
    guard let date = DateValue(checkedDay: day) else { throw .temporalOverflow("date-time") }
    self.init(
      date: date,
      time: LocalTimeValue(
        nanosecondOfDay: (second - day * 86_400) * LocalTimeValue.nanosecondsPerSecond
          + nanosecond))
  }
}

extension LocalTimeValue {
  static let nanosecondsPerSecond = 1_000_000_000
  static let nanosecondsPerDay = 86_400 * nanosecondsPerSecond

  /// Midnight.
  public static let midnight = LocalTimeValue(nanosecondOfDay: 0)

  /// The given time, or nil where no clock shows it.
  public init?(hour: Int, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999_999_999).contains(nanosecond)
    else { return nil }
    self.init(
      nanosecondOfDay: (hour * 3_600 + minute * 60 + second) * Self.nanosecondsPerSecond
        + nanosecond)
  }

  /// The time so many nanoseconds after midnight, or nil where the day is not that long.
  public init?(checkedNanosecondOfDay nanosecond: Int) {
    guard (0..<Self.nanosecondsPerDay).contains(nanosecond) else { return nil }
    self.init(nanosecondOfDay: nanosecond)
  }

  /// The hour, from 0 to 23.
  public var hour: Int { nanosecondOfDay / (3_600 * Self.nanosecondsPerSecond) }
  /// The minute of the hour.
  public var minute: Int { nanosecondOfDay / (60 * Self.nanosecondsPerSecond) % 60 }
  /// The second of the minute.
  public var second: Int { nanosecondOfDay / Self.nanosecondsPerSecond % 60 }
  /// The nanosecond of the second.
  public var nanosecond: Int { nanosecondOfDay % Self.nanosecondsPerSecond }

  /// The time on the clock after `seconds` and `nanoseconds`, past midnight as often as needed.
  func adding(seconds: Int, nanoseconds: Int) -> LocalTimeValue {
    let moved = (seconds % 86_400) * Self.nanosecondsPerSecond + nanoseconds
    return LocalTimeValue(
      nanosecondOfDay: floorRemainder(nanosecondOfDay + moved, Self.nanosecondsPerDay))
  }
}
