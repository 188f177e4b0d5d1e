extension DurationValue {
  /// What the distance between two temporal values is counted in.
  public enum Measure: Sendable {
    /// Months, then days, then seconds, each as many as fit.
    case all
    /// Whole months.
    case months
    /// Whole days.
    case days
    /// Seconds and their fraction.
    case seconds
  }

  /// The distance from one temporal value to another; negative where the other comes first.
  ///
  /// What one side lacks it takes from the other: a time without a date is on the other's date, a
  /// date without a time is at midnight, and a value without a zone is in the other's zone. Where
  /// only one side has a date, only the times are compared.
  ///
  ///     duration.between(date('1984-10-11'), date('2015-06-24'))   // P30Y8M13D
  ///
  /// - Returns: nil where a value is not temporal.
  /// - Throws: `ArithmeticError` where the distance cannot be represented.
  public static func between(
    _ from: Value, _ to: Value, in measure: Measure
  ) throws(Diagnostic) -> DurationValue? {
    guard let a = Parts(from), let b = Parts(to) else { return nil }
    let zone = a.zone ?? b.zone
    // Without any date both are on the same day, whichever it is.
    let start = try Endpoint(a, date: a.date ?? b.date ?? .init(epochDay: 0), zone: zone)
    let end = try Endpoint(b, date: b.date ?? a.date ?? .init(epochDay: 0), zone: zone)
    switch measure {
    case .months:
      return DurationValue(months: start.months(until: end), days: 0, seconds: 0, nanoseconds: 0)
    case .days:
      return DurationValue(months: 0, days: start.days(until: end), seconds: 0, nanoseconds: 0)
    case .seconds:
      return try start.elapsed(until: end, months: 0, days: 0)
    case .all:
      guard a.date != nil, b.date != nil else {
        return try start.elapsed(until: end, months: 0, days: 0)
      }
      let months = start.months(until: end)
      var moved = try start.adding(months: months, days: 0)
      let days = moved.days(until: end)
      moved = try moved.adding(months: 0, days: days)
      return try moved.elapsed(until: end, months: months, days: days)
    }
  }

  /// The parts that a temporal value has.
  private struct Parts {
    var date: DateValue?
    var time: LocalTimeValue?
    var zone: DateTimeValue.Zone?
    var offset: Int?

    init?(_ value: Value) {
      switch value {
      case .date(let value): date = value
      case .localTime(let value): time = value
      case .time(let value):
        time = value.local
        zone = .offset(value.offset)
        offset = value.offset
      case .localDateTime(let value):
        date = value.date
        time = value.time
      case .dateTime(let value):
        date = value.local.date
        time = value.local.time
        zone = value.zoneOrOffset
        offset = value.offset
      default: return nil
      }
    }
  }

  /// One end of the stretch: a date and time, in a zone where either end has one.
  private struct Endpoint {
    /// The calendar's view, in the zone of the start.
    var local: LocalDateTimeValue
    /// Seconds since 1970, or on the clock where there is no zone.
    var instant: Int
    var zone: DateTimeValue.Zone?
    var offset: Int

    /// The given parts at `date` where they have none; `zone` is that of the start.
    init(
      _ parts: Parts, date: DateValue, zone: DateTimeValue.Zone?
    ) throws(Diagnostic) {
      let local = LocalDateTimeValue(
        date: parts.date ?? date, time: parts.time ?? .midnight)
      guard let zone else {
        self.init(local: local, instant: local.second, zone: nil, offset: 0)
        return
      }
      let own: DateTimeValue
      if let ownZone = parts.zone {
        own = try DateTimeValue(local: local, in: ownZone, preferred: parts.offset)
      } else {
        own = try DateTimeValue(local: local, in: zone)
      }
      // The calendar is read where the stretch starts.
      let shown = own.zoneOrOffset == zone ? own : try own.converted(to: zone)
      self.init(
        local: shown.local, instant: own.epochSecond, zone: zone, offset: shown.offset)
    }

    init(
      local: LocalDateTimeValue, instant: Int, zone: DateTimeValue.Zone?, offset: Int
    ) {
      self.local = local
      self.instant = instant
      self.zone = zone
      self.offset = offset
    }

    /// The end's date, less the day that its time of day has not reached yet.
    private func lastDate(before end: Endpoint) -> DateValue {
      let days = end.local.date.epochDay - local.date.epochDay
      let times = end.local.time.order(to: local.time)
      if days > 0, times < 0 { return DateValue(epochDay: end.local.date.epochDay - 1) }
      if days < 0, times > 0 { return DateValue(epochDay: end.local.date.epochDay + 1) }
      return end.local.date
    }

    func months(until end: Endpoint) -> Int {
      let a = local.date.prolepticMonth
      let b = lastDate(before: end).prolepticMonth
      // Packed so that the division drops a month that is not whole.
      return ((b.month * 32 + b.day) - (a.month * 32 + a.day)) / 32
    }

    func days(until end: Endpoint) -> Int {
      lastDate(before: end).epochDay - local.date.epochDay
    }

    func adding(months: Int, days: Int) throws(Diagnostic) -> Endpoint {
      if months == 0, days == 0 { return self }
      let moved = try local.adding(months: months, days: days)
      guard let zone else {
        return Endpoint(local: moved, instant: moved.second, zone: nil, offset: 0)
      }
      let resolved = try DateTimeValue(local: moved, in: zone, preferred: offset)
      return Endpoint(
        local: resolved.local, instant: resolved.epochSecond, zone: zone,
        offset: resolved.offset)
    }

    func elapsed(
      until end: Endpoint, months: Int, days: Int
    ) throws(Diagnostic) -> DurationValue {
      try DurationValue(
        checkedMonths: months, days: days, seconds: end.instant - instant,
        nanoseconds: end.local.nanosecond - local.nanosecond)
    }
  }
}
