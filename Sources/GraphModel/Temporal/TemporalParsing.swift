extension DateValue {
  /// The date that `text` writes in ISO 8601.
  ///
  ///     try DateValue(parsing: "2015-W30-2")   // 2015-07-21
  ///
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none.
  public init(parsing text: String) throws(Diagnostic) {
    var reader = TemporalReader(text, kind: "date")
    self = try reader.date()
    try reader.end()
  }
}

extension LocalTimeValue {
  /// The time of day that `text` writes in ISO 8601.
  ///
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none.
  public init(parsing text: String) throws(Diagnostic) {
    var reader = TemporalReader(text, kind: "local time")
    self = try reader.time()
    try reader.end()
  }
}

extension TimeValue {
  /// The time of day with an offset that `text` writes in ISO 8601.
  ///
  /// - Parameter defaultOffset: The offset that is meant where none is written; nil to insist.
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none.
  public init(parsing text: String, defaultOffset: Int? = nil) throws(Diagnostic) {
    var reader = TemporalReader(text, kind: "time")
    let local = try reader.time()
    if reader.isAtEnd, let defaultOffset {
      self.init(local: local, offset: defaultOffset)
      return
    }
    self.init(local: local, offset: try reader.offset())
    if reader.next(is: "[") {
      throw reader.failure("without a date, a zone has no offset")
    }
    try reader.end()
  }
}

extension LocalDateTimeValue {
  /// The date and time that `text` writes in ISO 8601; without a time it is midnight.
  ///
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none.
  public init(parsing text: String) throws(Diagnostic) {
    var reader = TemporalReader(text, kind: "local date-time")
    try self.init(from: &reader)
    try reader.end()
  }

  init(from reader: inout TemporalReader) throws(Diagnostic) {
    let date = try reader.date()
    self.init(date: date, time: reader.take("T") ? try reader.time() : .midnight)
  }
}

extension DateTimeValue {
  /// The date, time and zone that `text` writes in ISO 8601, with a zone's name in brackets.
  ///
  /// Where both an offset and a name are written, they are taken as they are, so that a stored
  /// value reads back the same with newer zone data; ``checkOffset()`` compares them.
  ///
  /// - Parameter defaultOffset: The offset that is meant where none is written; nil to insist.
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`) where it writes none, or where the name
  ///   alone is written and is not known.
  public init(parsing text: String, defaultOffset: Int? = nil) throws(Diagnostic) {
    var reader = TemporalReader(text, kind: "date-time")
    let local = try LocalDateTimeValue(from: &reader)
    if let zone = try reader.zoneName() {
      try reader.end()
      try self.init(local: local, in: .named(zone))
      return
    }
    if reader.isAtEnd, let defaultOffset {
      self.init(local: local, offset: defaultOffset)
      return
    }
    let offset = try reader.offset()
    let zone = try reader.zoneName()
    try reader.end()
    self.init(local: local, offset: offset, zone: zone)
  }

  /// Fails where the zone did not use this offset at this time.
  ///
  /// - Throws: `ArgumentError` (`InvalidArgumentValue`).
  public func checkOffset() throws(Diagnostic) {
    guard let zone else { return }
    let found = try ZoneDatabase.shared.resolve(
      local: local.second, preferred: offset, in: zone)
    guard found.offset == offset, found.local == local.second else {
      throw .temporalText(
        isoText, not: "date-time",
        because: "\(zone) was then at \(TemporalText.offset(found.offset))",
        hint: "Leave the offset out, or write the zone's own")
    }
  }
}
