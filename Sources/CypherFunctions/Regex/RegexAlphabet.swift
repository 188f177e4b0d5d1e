/// The classes of code points that a pattern tells apart, and the kind of each class.
struct RegexAlphabet: Sendable {
  /// Where the intervals of one class begin, in ascending order, the first at 0.
  private var starts: [UInt32] = [0]
  /// The class of each interval.
  private var classes: [Int] = [0]
  /// The class of each ASCII character, which needs no search.
  private(set) var ascii: [Int] = []
  /// For each class one bit a set: whether the set contains it.
  private var members: [[UInt64]] = [[]]
  /// For each class what assertions ask of it.
  private(set) var kinds: [ScalarKind] = [.other]

  init() {}

  /// The alphabet of numbered sets; `kinds` asks for classes that assertions can tell apart.
  init(_ numbered: [ScalarSet: Int], kinds needsKinds: Bool) {
    let special: [(ScalarSet, ScalarKind)] = [
      (.word, .word), (.lineFeed, .lineFeed), (.carriageReturn, .carriageReturn),
      (.otherTerminator, .otherTerminator),
    ]
    var sets = numbered.map { (set: $0.key, number: $0.value) }
    if needsKinds {
      for (i, entry) in special.enumerated() { sets.append((entry.0, numbered.count + i)) }
    }
    // Sweep over all ends of ranges, each of which turns one bit over.
    var turns: [(place: UInt32, set: Int)] = []
    for (set, number) in sets {
      for range in set.ranges {
        turns.append((range.lowerBound, number))
        if range.upperBound < ScalarSet.last { turns.append((range.upperBound + 1, number)) }
      }
    }
    turns.sort { $0.place < $1.place }
    var known: [[UInt64]: Int] = [:]
    var bits = [UInt64](repeating: 0, count: (sets.count + 63) / 64)
    starts = []
    classes = []
    members = []
    var next = 0
    var place: UInt32 = 0
    while true {
      while next < turns.count, turns[next].place == place {
        bits[turns[next].set / 64] ^= 1 << UInt64(turns[next].set % 64)
        next += 1
      }
      let number = known[bits] ?? members.count
      if number == members.count {
        known[bits] = number
        members.append(bits)
      }
      starts.append(place)
      classes.append(number)
      guard next < turns.count else { break }
      place = turns[next].place
    }
    self.kinds = members.indices.map { number in
      guard needsKinds else { return .other }
      let found = special.indices.first { contains(numbered.count + $0, class: number) }
      return found.map { special[$0].1 } ?? .other
    }
    ascii = (0..<128).map { search($0) }
  }

  /// The number of classes.
  var count: Int { members.count }

  /// Whether the set of this number contains the class.
  func contains(_ set: Int, class number: Int) -> Bool {
    members[number][set / 64] >> UInt64(set % 64) & 1 == 1
  }

  /// The class of a code point.
  func classOf(_ value: UInt32) -> Int {
    value < 128 ? ascii[Int(value)] : search(value)
  }

  private func search(_ value: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return classes[low]
  }
}
