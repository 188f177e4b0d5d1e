import Platform

/// Finds the places of some bytes in others, from left to right.
///
/// In prose a pass of `memchr` for the first byte is fastest. Where what it finds is nearly right again
/// and again, as in `aaaa…` for `aa…ab`, the search goes on by the two-way algorithm (Crochemore and
/// Perrin, "Two-way string-matching", 1991), which looks at each byte a few times at most and needs no
/// table.
///
/// - Complexity: O(*n* + *m*) for all places together.
package struct TextFinder {
  private let needle: UnsafeBufferPointer<UInt8>
  /// How many bytes were compared in vain.
  private var wasted = 0
  private var twoWay: TwoWay?

  /// Bytes to look for, of which there is at least one, and which stay where they are.
  package init(_ needle: UnsafeBufferPointer<UInt8>) { self.needle = needle }

  /// The first place in `text` from `start` on.
  package mutating func place(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let bytes = text.baseAddress, let wanted = needle.baseAddress else { return nil }
    let last = text.count - needle.count
    var from = start
    while from <= last {
      if let twoWay { return twoWay.place(needle, in: text, from: from) }
      guard let hit = memchr(bytes + from, Int32(wanted[0]), last - from + 1) else { return nil }
      let place = bytes.distance(to: hit.assumingMemoryBound(to: UInt8.self))
      var same = 1
      while same < needle.count, bytes[place + same] == wanted[same] { same += 1 }
      if same == needle.count { return place }
      from = place + 1
      wasted += same - 1
      if wasted > 4 * from + 4096 { twoWay = TwoWay(needle) }
    }
    return nil
  }
}

/// Where a needle is cut in two, and how far it can be moved on.
private struct TwoWay {
  private let cut: Int
  private let period: Int
  /// Whether the needle repeats with that period, so that what has matched is remembered.
  private let isPeriodic: Bool

  init(_ needle: UnsafeBufferPointer<UInt8>) {
    let rising = Self.greatestSuffix(needle) { $0 < $1 }
    let falling = Self.greatestSuffix(needle) { $0 > $1 }
    let (cut, period) = falling.start < rising.start ? rising : falling
    self.cut = cut
    isPeriodic =
      cut + period <= needle.count
      && (0..<cut).allSatisfy { needle[$0] == needle[$0 + period] }
    self.period = isPeriodic ? period : max(cut, needle.count - cut) + 1
  }

  /// Where the greatest suffix begins in an order of bytes, and its period.
  private static func greatestSuffix(
    _ needle: UnsafeBufferPointer<UInt8>, _ precedes: (UInt8, UInt8) -> Bool
  ) -> (start: Int, period: Int) {
    var suffix = -1
    var candidate = 0
    var offset = 1
    var period = 1
    while candidate + offset < needle.count {
      let a = needle[candidate + offset]
      let b = needle[suffix + offset]
      if precedes(a, b) {
        candidate += offset
        offset = 1
        period = candidate - suffix
      } else if a == b {
        if offset == period {
          candidate += period
          offset = 1
        } else {
          offset += 1
        }
      } else {
        suffix = candidate
        candidate += 1
        offset = 1
        period = 1
      }
    }
    return (suffix + 1, period)
  }

  func place(
    _ needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var place = start
    /// How many bytes from the left are known to match.
    var known = 0
    while place <= text.count - needle.count {
      var right = max(cut, known)
      while right < needle.count, needle[right] == text[place + right] { right += 1 }
      if right < needle.count {
        place += right - cut + 1
        known = 0
        continue
      }
      var left = cut - 1
      while left >= known, needle[left] == text[place + left] { left -= 1 }
      if left < known { return place }
      place += period
      known = isPeriodic ? needle.count - period : 0
    }
    return nil
  }
}
