/// A set of Unicode code points as sorted ranges that neither touch nor overlap.
struct ScalarSet: Hashable, Sendable {
  /// The ranges, in ascending order.
  private(set) var ranges: [ClosedRange<UInt32>]

  /// The last code point.
  static let last: UInt32 = 0x10FFFF

  /// No code point.
  static let empty = ScalarSet(ranges: [])

  private init(ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

  /// The code points of any of the ranges, in whatever order these come.
  init(_ unsorted: [ClosedRange<UInt32>]) {
    ranges = []
    for range in unsorted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let end = ranges.last, range.lowerBound <= end.upperBound &+ 1 {
        let upper = max(end.upperBound, range.upperBound)
        ranges[ranges.count - 1] = end.lowerBound...upper
      } else {
        ranges.append(range)
      }
    }
  }

  /// One code point.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// The code points of a text.
  init(characters: String) {
    self.init(characters.unicodeScalars.map { $0.value...$0.value })
  }

  /// The only code point; nil where there is another number of them.
  var only: Unicode.Scalar? {
    guard ranges.count == 1, ranges[0].count == 1 else { return nil }
    return Unicode.Scalar(ranges[0].lowerBound)
  }

  /// Whether there is no code point.
  var isEmpty: Bool { ranges.isEmpty }

  /// The code points of either set.
  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  /// The code points of both sets.
  func intersection(_ other: ScalarSet) -> ScalarSet {
    var shared: [ClosedRange<UInt32>] = []
    var i = 0
    var j = 0
    while i < ranges.count, j < other.ranges.count {
      let a = ranges[i]
      let b = other.ranges[j]
      let lower = max(a.lowerBound, b.lowerBound)
      let upper = min(a.upperBound, b.upperBound)
      if lower <= upper { shared.append(lower...upper) }
      if a.upperBound < b.upperBound { i += 1 } else { j += 1 }
    }
    return ScalarSet(ranges: shared)
  }

  /// All other code points.
  var inverted: ScalarSet {
    var rest: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges {
      if range.lowerBound > start { rest.append(start...(range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    if start <= Self.last { rest.append(start...Self.last) }
    return ScalarSet(ranges: rest)
  }
}
