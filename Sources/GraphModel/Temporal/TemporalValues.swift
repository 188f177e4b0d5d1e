/// A calendar date without a time, in the proleptic Gregorian calendar.
public struct DateValue: Hashable, Sendable {
  /// Days since 1970-01-01.
  public var epochDay: Int

  /// The date `epochDay` days after 1970-01-01.
  public init(epochDay: Int) { self.epochDay = epochDay }

  /// Negative, zero or positive, as this date is before, on or after `other`.
  public func order(to other: DateValue) -> Int { epochDay - other.epochDay }
}

/// A time of day without an offset.
public struct LocalTimeValue: Hashable, Sendable {
  /// Nanoseconds since midnight, below 86,400,000,000,000.
  public var nanosecondOfDay: Int

  /// The time `nanosecondOfDay` nanoseconds after midnight.
  public init(nanosecondOfDay: Int) { self.nanosecondOfDay = nanosecondOfDay }

  /// Negative, zero or positive, as this time is before, at or after `other`.
  public func order(to other: LocalTimeValue) -> Int { nanosecondOfDay - other.nanosecondOfDay }
}

/// A time of day with an offset from UTC.
public struct TimeValue: Hashable, Sendable {
  /// The time on the clock.
  public var local: LocalTimeValue
  /// Seconds east of UTC.
  public var offset: Int

  /// The time on the clock at the given offset, in seconds.
  public init(local: LocalTimeValue, offset: Int) {
    self.local = local
    self.offset = offset
  }

  /// The order by instant; of the same instant, by offset.
  public func order(to other: TimeValue) -> Int {
    let instant = local.nanosecondOfDay - offset * 1_000_000_000
    let theirs = other.local.nanosecondOfDay - other.offset * 1_000_000_000
    return instant != theirs ? instant - theirs : offset - other.offset
  }
}

/// A date and time of day without an offset.
public struct LocalDateTimeValue: Hashable, Sendable {
  /// The date.
  public var date: DateValue
  /// The time of day.
  public var time: LocalTimeValue

  /// The given date and time.
  public init(date: DateValue, time: LocalTimeValue) {
    self.date = date
    self.time = time
  }

  /// Negative, zero or positive, as this is before, at or after `other`.
  public func order(to other: LocalDateTimeValue) -> Int {
    let days = date.order(to: other.date)
    return days != 0 ? days : time.order(to: other.time)
  }
}

/// A date and time of day with an offset from UTC and, where one was given, a zone's name.
public struct DateTimeValue: Hashable, Sendable {
  /// The date and time on the clock.
  public var local: LocalDateTimeValue
  /// Seconds east of UTC.
  public var offset: Int
  /// The zone's name in the zone database, such as `Europe/London`.
  public var zone: Text?

  /// The given local date and time at an offset in seconds, in a zone.
  public init(local: LocalDateTimeValue, offset: Int, zone: Text? = nil) {
    self.local = local
    self.offset = offset
    self.zone = zone
  }

  /// The moment so many seconds after 1970-01-01T00:00Z, which are not negative, in UTC.
  package init(utcSecond second: Int) {
    self.init(
      local: LocalDateTimeValue(
        date: DateValue(epochDay: second / 86_400),
        time: LocalTimeValue(nanosecondOfDay: second % 86_400 * 1_000_000_000)),
      offset: 0)
  }

  /// Seconds since 1970-01-01T00:00Z, rounded down.
  public var epochSecond: Int {
    local.date.epochDay * 86_400 + local.time.nanosecondOfDay / 1_000_000_000 - offset
  }

  /// The order by instant; of the same instant, by offset and zone.
  public func order(to other: DateTimeValue) -> Int {
    if epochSecond != other.epochSecond { return epochSecond < other.epochSecond ? -1 : 1 }
    let nanosecond = local.time.nanosecondOfDay % 1_000_000_000
    let theirs = other.local.time.nanosecondOfDay % 1_000_000_000
    if nanosecond != theirs { return nanosecond - theirs }
    if offset != other.offset { return offset - other.offset }
    return (zone ?? "").order(to: other.zone ?? "")
  }
}

/// An amount of time in months, days, seconds and nanoseconds, which do not convert into each
/// other.
public struct DurationValue: Hashable, Sendable {
  /// Months; a year is twelve.
  public var months: Int
  /// Days; a week is seven.
  public var days: Int
  /// Seconds; an hour is 3,600.
  public var seconds: Int
  /// Nanoseconds on top of the seconds, from 0 to 999,999,999 also where `seconds` is negative.
  public var nanoseconds: Int

  /// The given amount; nanoseconds are carried over into seconds, which must not overflow
  /// (``init(checkedMonths:days:seconds:nanoseconds:)`` is for amounts from outside).
  public init(months: Int, days: Int, seconds: Int, nanoseconds: Int) {
    let carry = floorDivide(nanoseconds, 1_000_000_000)
    self.months = months
    self.days = days
    self.seconds = seconds + carry
    self.nanoseconds = nanoseconds - carry * 1_000_000_000
  }

  /// The order by average length: a month counts 2,629,746 seconds, a day 86,400. Of the same
  /// length, the one with fewer months and then fewer days comes first.
  public func order(to other: DurationValue) -> Int {
    let a = averageSeconds
    let b = other.averageSeconds
    if a != b { return a < b ? -1 : 1 }
    if nanoseconds != other.nanoseconds { return nanoseconds - other.nanoseconds }
    if months != other.months { return months < other.months ? -1 : 1 }
    return days == other.days ? 0 : (days < other.days ? -1 : 1)
  }

  private var averageSeconds: Int128 {
    Int128(months) * Int128(DurationValue.secondsPerMonth) + Int128(days) * 86_400
      + Int128(seconds)
  }
}

/// A place in a coordinate reference system.
public struct PointValue: Hashable, Sendable {
  /// The coordinate reference systems that openCypher names, by their SRID.
  public enum System: Int, Sendable, CaseIterable {
    case cartesian = 7203
    case cartesian3D = 9157
    case wgs84 = 4326
    case wgs84Height = 4979
  }

  /// The coordinate reference system.
  public var system: System
  /// The first coordinate: x, or the longitude in degrees.
  public var x: Double
  /// The second coordinate: y, or the latitude in degrees.
  public var y: Double
  /// The third coordinate: z, or the height in metres; nil in two dimensions.
  public var z: Double?

  /// The given place.
  public init(system: System, x: Double, y: Double, z: Double? = nil) {
    self.system = system
    self.x = x
    self.y = y
    self.z = z
  }

  /// The order by system, then by coordinates.
  public func order(to other: PointValue) -> Int {
    if system != other.system { return system.rawValue - other.system.rawValue }
    for (a, b) in [(x, other.x), (y, other.y), (z ?? 0, other.z ?? 0)] where a != b {
      return a < b ? -1 : 1
    }
    return 0
  }
}
