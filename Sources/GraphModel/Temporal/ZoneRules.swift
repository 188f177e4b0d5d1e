/// When a time zone used which offset from UTC.
///
/// Read from a compiled zone file (TZif, RFC 9636). Before the first change the zone's first
/// offset holds, usually its local mean time; after the last one the file's rule repeats yearly.
public struct ZoneRules: Sendable, Hashable {
  /// The instants at which the offset changed, ascending, in seconds since 1970.
  let changes: [Int]
  /// The offset from the change of the same index on, in seconds east of UTC.
  let offsets: [Int]
  /// The offset before the first change.
  let initialOffset: Int
  /// The yearly rule after the last change; nil where the last offset just stays.
  let rule: ZoneRule?

  /// Rules of the given changes.
  init(changes: [Int], offsets: [Int], initialOffset: Int, rule: ZoneRule?) {
    self.changes = changes
    self.offsets = offsets
    self.initialOffset = initialOffset
    self.rule = rule
  }

  /// The offset in force at `instant`, in seconds since 1970.
  ///
  /// - Complexity: O(log *n*) in the number of changes.
  public func offset(at instant: Int) -> Int {
    // Without any change the rule holds at all times.
    if let rule, changes.last.map({ instant >= $0 }) ?? true { return rule.offset(at: instant) }
    let index = firstChange(after: instant)
    return index == 0 ? initialOffset : offsets[index - 1]
  }

  /// What the clock shows for a local time that it may have shown once, twice or never.
  ///
  /// A time that the clock went through twice is the earlier one, unless `preferred` is the offset
  /// of the later; a time that it jumped over is moved on by the length of the jump.
  ///
  /// - Parameter local: Seconds since 1970-01-01T00:00 on the clock.
  /// - Returns: The seconds on the clock, and the offset that was in force.
  public func resolve(local: Int, preferred: Int? = nil) -> (local: Int, offset: Int) {
    // No offset exceeds 26 hours, so that every candidate change lies in this window.
    let window = 100_000
    let from = local - window
    let to = local + window
    var before = offset(at: from)
    var valid: [Int] = []
    if offset(at: local - before) == before { valid.append(before) }
    var jump: (local: Int, offset: Int)?
    for instant in changeInstants(from: from, to: to) {
      let after = offset(at: instant)
      if offset(at: local - after) == after, !valid.contains(after) { valid.append(after) }
      if local >= instant + before, local < instant + after {
        jump = (local + after - before, after)
      }
      before = after
    }
    if let preferred, valid.contains(preferred) { return (local, preferred) }
    // The greatest offset is the earliest instant.
    if let offset = valid.max() { return (local, offset) }
    return jump ?? (local, before)
  }

  /// Whether both zones have kept the same clocks since 1970.
  func agreesSince1970(with other: ZoneRules) -> Bool {
    guard offset(at: 0) == other.offset(at: 0), rule == other.rule else { return false }
    return recentChanges == other.recentChanges
  }

  /// The changes of offset since 1970; a change of the name only is none.
  private var recentChanges: [[Int]] {
    var last = offset(at: 0)
    var recent: [[Int]] = []
    for (change, offset) in zip(changes, offsets) where change > 0 && offset != last {
      recent.append([change, offset])
      last = offset
    }
    return recent
  }

  /// The changes in a stretch of time, of the table and of the yearly rule.
  private func changeInstants(from: Int, to: Int) -> [Int] {
    var found: [Int] = []
    var index = firstChange(after: from)
    while index < changes.count, changes[index] <= to {
      found.append(changes[index])
      index += 1
    }
    if let rule {
      let last = max(from, changes.last ?? .min)
      found += rule.changes(around: from).filter { $0 > last && $0 <= to }
    }
    return found
  }

  /// The index of the first change after `instant`.
  private func firstChange(after instant: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = low + (high - low) / 2
      if changes[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ZoneRules {
  /// The rules in the bytes of a compiled zone file of version 2 or later.
  ///
  /// - Returns: nil where the bytes are no such file, or count leap seconds (the `right/` files).
  init?(compiled bytes: [UInt8]) {
    var reader = ZoneFileReader(bytes)
    guard let first = reader.header(), first.version >= 2 else { return nil }
    // The first block repeats the data in 32 bits.
    guard reader.skip(first.bodySize(timeSize: 4)), let header = reader.header(),
      header.leapCount == 0, header.typeCount > 0
    else { return nil }
    var changes: [Int] = []
    for _ in 0..<header.timeCount {
      guard let instant = reader.signed64() else { return nil }
      changes.append(instant)
    }
    guard let indexes = reader.bytes(header.timeCount) else { return nil }
    var types: [Int] = []
    for _ in 0..<header.typeCount {
      guard let offset = reader.signed32(), abs(offset) <= 93_600, reader.skip(2) else {
        return nil
      }
      types.append(offset)
    }
    guard reader.skip(header.charCount + header.standardCount + header.utCount),
      indexes.allSatisfy({ Int($0) < types.count }),
      zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    let footer = reader.footer()
    self.init(
      changes: changes, offsets: indexes.map { types[Int($0)] }, initialOffset: types[0],
      rule: ZoneRule(footer))
  }
}

/// Takes a compiled zone file apart, without trusting any of its numbers.
private struct ZoneFileReader {
  private let data: [UInt8]
  private var position = 0

  init(_ data: [UInt8]) { self.data = data }

  struct Header {
    var version: Int
    var utCount: Int
    var standardCount: Int
    var leapCount: Int
    var timeCount: Int
    var typeCount: Int
    var charCount: Int

    func bodySize(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4)
        + standardCount + utCount
    }
  }

  mutating func header() -> Header? {
    guard let magic = bytes(4), magic == Array("TZif".utf8), let version = bytes(1), skip(15)
    else { return nil }
    var counts: [Int] = []
    for _ in 0..<6 {
      // A file of a megabyte would hold more than any zone has.
      guard let count = signed32(), (0...1_000_000).contains(count) else { return nil }
      counts.append(count)
    }
    return Header(
      version: Int(version[0]) - 48, utCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], charCount: counts[5])
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, count <= data.count - position else { return false }
    position += count
    return true
  }

  mutating func bytes(_ count: Int) -> [UInt8]? {
    let start = position
    guard skip(count) else { return nil }
    return Array(data[start..<position])
  }

  mutating func signed32() -> Int? {
    guard let four = bytes(4) else { return nil }
    return Int(Int32(bitPattern: four.reduce(0) { $0 << 8 | UInt32($1) }))
  }

  mutating func signed64() -> Int? {
    guard let eight = bytes(8) else { return nil }
    return Int(Int64(bitPattern: eight.reduce(0) { $0 << 8 | UInt64($1) }))
  }

  /// The text between the newlines at the end.
  mutating func footer() -> [UInt8] {
    guard let newline = bytes(1), newline[0] == 0x0A else { return [] }
    return Array(data[position...].prefix { $0 != 0x0A })
  }
}
