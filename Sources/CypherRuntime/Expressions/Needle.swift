import Platform

/// Bytes that are sought in others.
///
/// Many places at a time are looked at for two bytes of the needle, and only where both are right is
/// the rest compared (after Mula, "SIMD-friendly algorithms for substring searching"). Those two are
/// the rarest among the bytes that are searched, or else the first and the last. Bytes are compared
/// eight in a word: of the differences, a byte is zero where taking one from it borrows from above
/// (Mycroft), or where the one below is and it is one, which the comparison of the rest finds out.
struct Needle {
  private let start: UnsafePointer<UInt8>
  private let count: Int
  /// The places of the two bytes within the needle.
  private let one: Int
  private let other: Int

  /// A needle to be sought once; nil where it is empty.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    self.start = start
    count = bytes.count
    one = 0
    other = count - 1
  }

  /// A needle to be sought in `range` of `text`, a few thousand bytes of which are counted; nil where
  /// it is empty.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, rareIn text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    var counts = [Int](repeating: 0, count: 256)
    for place in stride(from: range.lowerBound, to: range.upperBound, by: range.count / 4096 + 1) {
      counts[Int(text[place])] += 1
    }
    let byRarity = bytes.indices.sorted {
      (counts[Int(bytes[$0])], $0) < (counts[Int(bytes[$1])], $1)
    }
    self.start = start
    count = bytes.count
    one = byRarity[0]
    other = byRarity[min(1, byRarity.count - 1)]
  }

  /// Whether the needle stands at `place`.
  @inline(__always)
  func stands(at place: UnsafePointer<UInt8>) -> Bool { memcmp(place, start, count) == 0 }

  /// Calls `found` with each of the texts `codes` that holds the needle.
  ///
  /// Their bytes are searched as one run: what is found belongs to the text at that place, and is
  /// nothing where it goes beyond the end of it.
  ///
  /// - Parameter offsets: Where each text begins in `bytes`, and the end of the last; rising.
  @inline(__always)
  func forEachText(
    in bytes: UnsafePointer<UInt8>, _ codes: Range<Int>, _ offsets: UnsafePointer<Int>,
    found: (Int) -> Void
  ) {
    var code = codes.lowerBound
    var place = offsets[code]
    let end = offsets[codes.upperBound]
    while let hit = self.place(in: bytes, from: place, to: end) {
      // Most often it is one of the next few.
      var step = 1
      while code &+ step < codes.upperBound, offsets[code &+ step] <= hit {
        code &+= step
        step &*= 2
      }
      while step > 0 {
        if code &+ step < codes.upperBound, offsets[code &+ step] <= hit { code &+= step }
        step /= 2
      }
      if hit &+ count <= offsets[code &+ 1] {
        found(code)
        place = offsets[code &+ 1]
      } else {
        place = hit &+ 1
      }
    }
  }

  /// The first place of the needle in `text` that is not before `from` and ends before `end`.
  @inline(__always)
  func place(in text: UnsafePointer<UInt8>, from: Int, to end: Int) -> Int? {
    /// One more than the last place where the needle fits.
    let limit = end &- count &+ 1
    var place = from
    while place &+ 64 <= limit {
      let zeros = candidates(text + place, SIMD8<UInt64>.self)
      if zeros != .zero {
        for word in 0..<8 {
          if let hit = hit(text, place &+ 8 &* word, zeros[word]) { return hit }
        }
      }
      place &+= 64
    }
    while place &+ 16 <= limit {
      let zeros = candidates(text + place, SIMD2<UInt64>.self)
      for word in 0..<2 {
        if let hit = hit(text, place &+ 8 &* word, zeros[word]) { return hit }
      }
      place &+= 16
    }
    while place < limit {
      if text[place &+ one] == start[one], stands(at: text + place) { return place }
      place &+= 1
    }
    return nil
  }

  /// For each place from `text` on, the upper bit of a byte where both bytes may be right.
  @inline(__always)
  private func candidates<Words: SIMD>(
    _ text: UnsafePointer<UInt8>, _: Words.Type
  ) -> Words where Words.Scalar == UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawPointer(text)
    let a = raw.loadUnaligned(fromByteOffset: one, as: Words.self)
    let b = raw.loadUnaligned(fromByteOffset: other, as: Words.self)
    let difference =
      (a ^ Words(repeating: UInt64(start[one]) &* ones))
      | (b ^ Words(repeating: UInt64(start[other]) &* ones))
    return (difference &- Words(repeating: ones)) & ~difference & Words(repeating: ones << 7)
  }

  @inline(__always)
  private func hit(_ text: UnsafePointer<UInt8>, _ place: Int, _ zeros: UInt64) -> Int? {
    var zeros = zeros
    while zeros != 0 {
      let place = place &+ zeros.trailingZeroBitCount / 8
      if stands(at: text + place) { return place }
      zeros &= zeros &- 1
    }
    return nil
  }
}
