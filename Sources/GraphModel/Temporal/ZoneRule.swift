/// The yearly rule of a zone after the last change that its file lists.
///
/// Written as the value of POSIX's `TZ` variable, with the extensions of RFC 9636 (hours from -167
/// to 167): `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable, Hashable {
  /// The offset of standard time, in seconds east of UTC.
  let standardOffset: Int
  /// Daylight saving time; nil where the zone has none.
  let saving: Saving?

  struct Saving: Sendable, Hashable {
    /// The offset, in seconds east of UTC.
    let offset: Int
    /// When it begins, on the clock of standard time.
    let start: Moment
    /// When it ends, on the clock of daylight saving time.
    let end: Moment
  }

  /// A day of every year and the seconds since its midnight.
  struct Moment: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// The day of the year from 1, 29 February never counted (`J60` is 1 March).
      case withoutLeapDay(Int)
      /// The day of the year from 0, 29 February counted.
      case withLeapDay(Int)
      /// The `week`-th `weekDay` (0 is Sunday) of `month`; the fifth is the last.
      case month(Int, week: Int, weekDay: Int)
    }

    let day: Day
    let second: Int

    /// Seconds since 1970-01-01T00:00 on the clock, in `year`.
    func local(in year: Int) -> Int {
      let firstDay = CivilDate(uncheckedYear: year, month: 1, day: 1).epochDay
      let epochDay: Int
      switch day {
      case .withoutLeapDay(let number):
        epochDay = firstDay + number - 1 + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0)
      case .withLeapDay(let number):
        epochDay = firstDay + number
      case .month(let month, let week, let weekDay):
        let first = CivilDate(uncheckedYear: year, month: month, day: 1).epochDay
        // 1970-01-01 was a Thursday.
        let firstWeekDay = floorRemainder(first + 4, 7)
        let found = first + floorRemainder(weekDay - firstWeekDay, 7) + (week - 1) * 7
        let last = first + CivilDate.days(inMonth: month, of: year) - 1
        epochDay = found > last ? found - 7 : found
      }
      return epochDay * 86_400 + second
    }
  }

  /// The offset in force at `instant`, in seconds since 1970.
  func offset(at instant: Int) -> Int {
    guard let saving else { return standardOffset }
    let year = CivilDate(epochDay: floorDivide(instant + standardOffset, 86_400)).year
    let start = saving.start.local(in: year) - standardOffset
    let end = saving.end.local(in: year) - saving.offset
    let inSaving =
      start < end
      ? instant >= start && instant < end : !(instant >= end && instant < start)
    return inSaving ? saving.offset : standardOffset
  }

  /// The changes of the years about `instant`, ascending.
  func changes(around instant: Int) -> [Int] {
    guard let saving else { return [] }
    let year = CivilDate(epochDay: floorDivide(instant, 86_400)).year
    return (year - 1...year + 1).flatMap { year in
      [
        saving.start.local(in: year) - standardOffset,
        saving.end.local(in: year) - saving.offset,
      ]
    }.sorted()
  }
}

extension ZoneRule {
  /// The rule that `text` writes, or nil where it writes none.
  init?(_ text: [UInt8]) {
    var reader = RuleReader(text)
    guard reader.name(), let west = reader.time(limit: 24) else { return nil }
    standardOffset = -west
    if reader.isAtEnd {
      saving = nil
      return
    }
    guard reader.name() else { return nil }
    var offset = standardOffset + 3_600
    if !reader.next(is: ",") {
      guard let west = reader.time(limit: 24) else { return nil }
      offset = -west
    }
    guard reader.take(","), let start = reader.moment(), reader.take(","),
      let end = reader.moment(), reader.isAtEnd
    else { return nil }
    saving = Saving(offset: offset, start: start, end: end)
  }
}

private struct RuleReader {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { position == text.count }

  func next(is character: Unicode.Scalar) -> Bool {
    position < text.count && UInt32(text[position]) == character.value
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next(is: character) else { return false }
    position += 1
    return true
  }

  /// Skips the name of an offset: letters, or anything in angle brackets.
  mutating func name() -> Bool {
    if take("<") {
      while position < text.count, !next(is: ">") { position += 1 }
      return take(">")
    }
    let start = position
    while position < text.count, (65...90).contains(text[position] & 0xDF) { position += 1 }
    return position - start >= 3
  }

  mutating func number(upTo limit: Int) -> Int? {
    var value = 0
    let start = position
    while position < text.count, (48...57).contains(text[position]), value <= limit {
      value = value * 10 + Int(text[position]) - 48
      position += 1
    }
    return position > start && value <= limit ? value : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(limit: Int) -> Int? {
    let negative = take("-")
    if !negative { _ = take("+") }
    guard let hours = number(upTo: limit) else { return nil }
    var seconds = hours * 3_600
    if take(":") {
      guard let minutes = number(upTo: 59) else { return nil }
      seconds += minutes * 60
      if take(":") {
        guard let rest = number(upTo: 59) else { return nil }
        seconds += rest
      }
    }
    return negative ? -seconds : seconds
  }

  mutating func moment() -> ZoneRule.Moment? {
    let day: ZoneRule.Moment.Day
    if take("J") {
      guard let number = number(upTo: 365), number >= 1 else { return nil }
      day = .withoutLeapDay(number)
    } else if take("M") {
      guard let month = number(upTo: 12), month >= 1, take("."), let week = number(upTo: 5),
        week >= 1, take("."), let weekDay = number(upTo: 6)
      else { return nil }
      day = .month(month, week: week, weekDay: weekDay)
    } else {
      guard let number = number(upTo: 365) else { return nil }
      day = .withLeapDay(number)
    }
    var second = 7_200
    if take("/") {
      guard let time = time(limit: 167) else { return nil }
      second = time
    }
    return ZoneRule.Moment(day: day, second: second)
  }
}
