import GraphModel

/// The map that a temporal value is made from, such as `{year: 1984, week: 10, dayOfWeek: 3}`.
///
/// Fields may stand on a base: the value under `date`, `time` or `datetime`, or what was truncated.
/// What the map does not say is then the base's, or the last there is where the month, quarter or year
/// is shorter, as when a duration is added: the 29th of February a year before is the 28th. What the map
/// says must be there. Without a base it is the least there is, and no unit may be given without the
/// greater ones. Letter case of keys does not matter.
struct TemporalFields {
  /// The function that errors name.
  let function: String
  private let values: [String: Value]

  /// The date fields that a map may have.
  static let dateNames = [
    "year", "month", "day", "week", "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay",
  ]
  /// The time fields that a map may have.
  static let timeNames = [
    "hour", "minute", "second", "millisecond", "microsecond", "nanosecond",
  ]

  /// The fields of `map`, which must all be among `known`.
  init(_ map: MapValue, of function: String, known: [String]) throws(Diagnostic) {
    self.function = function
    let lowercase = Set(known.map { $0.lowercased() })
    var values: [String: Value] = [:]
    for (key, value) in map.entries {
      let name = key.string.lowercased()
      guard lowercase.contains(name) else {
        throw .unknownField(key, of: function, among: known)
      }
      values[name] = value
    }
    self.values = values
  }

  /// Whether a field is null, which makes the whole value null.
  var hasNull: Bool { values.values.contains(where: \.isNull) }

  /// Whether the map has any of these fields.
  func hasAny(of names: [String]) -> Bool { firstPresent(of: names) != nil }

  /// Whether the map has exactly one field, of this name.
  func isOnly(_ name: String) -> Bool { values.count == 1 && values[name.lowercased()] != nil }

  /// The value of a field.
  subscript(name: String) -> Value? { values[name.lowercased()] }

  func firstPresent(of names: [String]) -> String? { names.first { self[$0] != nil } }

  /// The integer of a field, within `range`.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Diagnostic) -> Int? {
    guard let value = self[name] else { return nil }
    guard case .integer(let number) = value else {
      throw .fieldType(name, value, of: function, expected: "an Integer")
    }
    guard range.contains(number) else {
      throw .temporalField(
        name, number, expected: "from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The zone of the field `timezone`.
  func zone() throws(Diagnostic) -> DateTimeValue.Zone? {
    guard let value = self["timezone"] else { return nil }
    guard case .text(let text) = value else {
      throw .fieldType("timezone", value, of: function, expected: "a String")
    }
    return try DateTimeValue.Zone(parsing: text.string)
  }

  // MARK: Dates

  /// The date that the fields say, over `base` where there is one.
  func date(over base: DateValue?) throws(Diagnostic) -> DateValue {
    let groups = [
      ["month", "day"], ["week", "dayOfWeek"], ["quarter", "dayOfQuarter"],
      ["ordinalDay"],
    ]
    let present = groups.compactMap { firstPresent(of: $0) }
    if present.count > 1 { throw .conflictingFields(present[1], present[0], of: function) }
    let given = try integer("year", in: CivilDate.years)
    guard given != nil || base != nil else {
      throw .missingField("year", of: function, for: present.first)
    }
    switch present.first {
    case "week", "dayOfWeek":
      return try weekDate(given ?? base?.weekOfYear.year ?? 0, over: base)
    case "quarter", "dayOfQuarter":
      return try quarterDate(given ?? base?.civil.year ?? 0, over: base)
    case "ordinalDay":
      let year = given ?? base?.civil.year ?? 0
      let day = try integer("ordinalDay", in: 1...CivilDate.days(inYear: year)) ?? 1
      return try checked(DateValue(year: year, ordinalDay: day))
    default:
      return try calendarDate(given ?? base?.civil.year ?? 0, over: base)
    }
  }

  private func calendarDate(
    _ year: Int, over base: DateValue?
  ) throws(Diagnostic) -> DateValue {
    let givenMonth = try integer("month", in: 1...12)
    if base == nil, givenMonth == nil, self["day"] != nil {
      throw .missingField("month", of: function, for: "day")
    }
    let month = givenMonth ?? base?.civil.month ?? 1
    let last = CivilDate.days(inMonth: month, of: year)
    let day = try integer("day", in: 1...last) ?? min(base?.civil.day ?? 1, last)
    return try checked(DateValue(year: year, month: month, day: day))
  }

  private func weekDate(_ year: Int, over base: DateValue?) throws(Diagnostic) -> DateValue {
    let last = CivilDate.weeks(inYear: year)
    let given = try integer("week", in: 1...last)
    if base == nil, given == nil { throw .missingField("week", of: function, for: "dayOfWeek") }
    let week = given ?? min(base?.weekOfYear.week ?? 1, last)
    let day = try integer("dayOfWeek", in: 1...7) ?? base?.weekDay ?? 1
    return try checked(DateValue(weekYear: year, week: week, weekDay: day))
  }

  private func quarterDate(_ year: Int, over base: DateValue?) throws(Diagnostic) -> DateValue {
    let given = try integer("quarter", in: 1...4)
    if base == nil, given == nil {
      throw .missingField("quarter", of: function, for: "dayOfQuarter")
    }
    let quarter = given ?? base?.quarter ?? 1
    let last = CivilDate.days(inQuarter: quarter, of: year)
    let day = try integer("dayOfQuarter", in: 1...last) ?? min(base?.dayOfQuarter ?? 1, last)
    return try checked(DateValue(year: year, quarter: quarter, dayOfQuarter: day))
  }

  /// Fields that are each in range fail together only at the ends of the calendar.
  private func checked(_ date: DateValue?) throws(Diagnostic) -> DateValue {
    guard let date else { throw .temporalOverflow("date") }
    return date
  }

  // MARK: Times

  /// The time that the fields say, over `base` where there is one.
  ///
  /// - Parameter required: Whether an hour must be given; else a map without any is midnight.
  func time(
    over base: LocalTimeValue?, required: Bool = false
  ) throws(Diagnostic) -> LocalTimeValue {
    if base == nil { try checkGreaterUnits(required: required) }
    let hour = try integer("hour", in: 0...23) ?? base?.hour ?? 0
    let minute = try integer("minute", in: 0...59) ?? base?.minute ?? 0
    let second = try integer("second", in: 0...59) ?? base?.second ?? 0
    let nanosecond = try nanosecond() ?? base?.nanosecond ?? 0
    guard
      let time = LocalTimeValue(
        hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    else { throw .temporalOverflow("time") }
    return time
  }

  /// Fails where a unit is given without the next greater one.
  private func checkGreaterUnits(required: Bool) throws(Diagnostic) {
    let units = [["hour"], ["minute"], ["second"], ["millisecond", "microsecond", "nanosecond"]]
    guard let last = units.lastIndex(where: { hasAny(of: $0) }) else {
      if required { throw .missingField("hour", of: function) }
      return
    }
    for unit in units[..<last] where !hasAny(of: unit) {
      throw .missingField(unit[0], of: function, for: firstPresent(of: units[last]) ?? unit[0])
    }
  }

  /// The nanosecond of the second that the three smallest fields make up together.
  func nanosecond() throws(Diagnostic) -> Int? {
    let millisecond = try integer("millisecond", in: 0...999)
    let microsecond = try integer("microsecond", in: 0...(millisecond == nil ? 999_999 : 999))
    let limit = microsecond != nil ? 999 : (millisecond != nil ? 999_999 : 999_999_999)
    let nanosecond = try integer("nanosecond", in: 0...limit)
    guard millisecond != nil || microsecond != nil || nanosecond != nil else { return nil }
    return (millisecond ?? 0) * 1_000_000 + (microsecond ?? 0) * 1_000 + (nanosecond ?? 0)
  }
}
