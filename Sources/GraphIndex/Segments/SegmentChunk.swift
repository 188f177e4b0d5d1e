/// How the elements of one chunk are written.
///
/// Frame of reference (Goldstein, Ramakrishnan and Shaft, 1998): the least number is kept once and
/// each element as its distance, in as many bytes as the greatest distance needs, which may be none.
/// Where that is narrower, the distance is that to a ramp that rises by one each element: sorted
/// identifiers then take no bytes at all. Where it saves a sixth or more, each element is kept as
/// its difference to the one before instead, in seven bits a byte: sorted neighbours and offsets.
///
/// | bytes | content, little-endian |
/// |---|---|
/// | 0–7 | XXH64 of all that follows |
/// | 8–11 | the number of elements |
/// | 12 | 0 for distances, 1 for distances to a ramp, 2 for differences |
/// | 13 | the width of a distance: 0, 1, 2, 3, 4 or 8 bytes; 0 for differences |
/// | 14–15 | 0 |
/// | 16–23 | the least number, or the first |
/// | 24– | distances; or differences, zigzag, the least seven bits first, the eighth bit set where more follow |
enum SegmentChunk {
  static let headerLength = 24

  static func encode<Element: SegmentElement>(_ elements: UnsafeBufferPointer<Element>) -> [UInt8] {
    var low = Int64.max
    var high = Int64.min
    var rampLow = Int64.max
    var rampHigh = Int64.min
    for (index, element) in elements.enumerated() {
      let bits = element.segmentBits
      low = min(low, bits)
      high = max(high, bits)
      let ramped = bits &- Int64(index)
      rampLow = min(rampLow, ramped)
      rampHigh = max(rampHigh, ramped)
    }
    if elements.isEmpty { (low, high, rampLow, rampHigh) = (0, 0, 0, 0) }
    let plain = width(of: UInt64(bitPattern: high &- low))
    // A distance that has wrapped around would compare as narrow; near the ends there is no ramp.
    let mayRamp = low > Int64.min / 2 && high < Int64.max / 2
    let ramped = mayRamp ? width(of: UInt64(bitPattern: rampHigh &- rampLow)) : 8
    let isRamp = ramped < plain
    let base = isRamp ? rampLow : low
    let width = isRamp ? ramped : plain
    let count = elements.count
    if width > 1, let differences = differences(elements, atMost: count * width * 5 / 6) {
      return sealed(
        form: 2, width: 0, base: elements[0].segmentBits, count: count, length: differences.count
      ) { $0.copyBytes(from: differences) }
    }
    let ramp: Int64 = isRamp ? 1 : 0
    return sealed(
      form: UInt8(ramp), width: UInt8(width), base: base, count: count, length: count * width
    ) { payload in
      switch width {
      case 1: put(elements, base, ramp, UInt8.self, payload)
      case 2: put(elements, base, ramp, UInt16.self, payload)
      case 3: putThree(elements, base, ramp, payload)
      case 4: put(elements, base, ramp, UInt32.self, payload)
      case 8: put(elements, base, ramp, UInt64.self, payload)
      default: break
      }
    }
  }

  /// A chunk of the given header, with the `length` bytes that `fill` writes, and its checksum.
  private static func sealed(
    form: UInt8, width: UInt8, base: Int64, count: Int, length: Int,
    fill: (UnsafeMutableRawBufferPointer) -> Void
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: headerLength + length) { target, filled in
      filled = headerLength + length
      let bytes = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(target)[..<filled])
      bytes.storeBytes(of: UInt32(count).littleEndian, toByteOffset: 8, as: UInt32.self)
      bytes[12] = form
      bytes[13] = width
      bytes.storeBytes(of: 0, toByteOffset: 14, as: UInt16.self)
      bytes.storeBytes(of: base.littleEndian, toByteOffset: 16, as: Int64.self)
      fill(UnsafeMutableRawBufferPointer(rebasing: bytes[headerLength...]))
      let sum = XXHash64.hash(UnsafeRawBufferPointer(rebasing: bytes[8...]))
      bytes.storeBytes(of: sum.littleEndian, toByteOffset: 0, as: UInt64.self)
    }
  }

  /// Fills `target` with the elements of a chunk.
  ///
  /// - Throws: ``SegmentDamage`` where the bytes are not such a chunk of that many elements, each
  ///   from 0 to less than `limit` where there is one.
  static func decode<Element: SegmentElement>(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Element>, limit: Int64?
  ) throws(SegmentDamage) {
    guard bytes.count >= headerLength else { throw SegmentDamage("a chunk is cut short") }
    let sum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    guard XXHash64.hash(UnsafeRawBufferPointer(rebasing: bytes[8...])) == sum else {
      throw SegmentDamage("the checksum of a chunk does not agree with its content")
    }
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    if bytes[12] == 2, count == target.count {
      return try takeDifferences(bytes, into: target, limit: limit)
    }
    let ramp = Int64(bytes[12])
    let width = Int(bytes[13])
    let base = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: Int64.self))
    guard count == target.count, ramp <= 1, [0, 1, 2, 3, 4, 8].contains(width),
      bytes.count == headerLength + count * width
    else { throw SegmentDamage("a chunk has another length than it must have") }
    let payload = UnsafeRawBufferPointer(rebasing: bytes[headerLength...])
    let extent =
      switch width {
      case 1: take(payload, base, ramp, UInt8.self, target, limit)
      case 2: take(payload, base, ramp, UInt16.self, target, limit)
      case 3: takeThree(payload, base, ramp, target)
      case 4: take(payload, base, ramp, UInt32.self, target, limit)
      case 8: take(payload, base, ramp, UInt64.self, target, limit)
      default: fill(base, ramp, target)
      }
    if let limit, count > 0, extent.low < 0 || extent.high >= limit {
      throw SegmentDamage("a chunk holds numbers that cannot be")
    }
  }

  private static func width(of distance: UInt64) -> Int {
    switch distance {
    case 0: 0
    case ...0xFF: 1
    case ...0xFFFF: 2
    case ...0xFF_FFFF: 3
    case ...0xFFFF_FFFF: 4
    default: 8
    }
  }

  private static func put<Element: SegmentElement, Width: FixedWidthInteger & BitwiseCopyable>(
    _ elements: UnsafeBufferPointer<Element>, _ base: Int64, _ ramp: Int64, _: Width.Type,
    _ payload: UnsafeMutableRawBufferPointer
  ) {
    guard let start = payload.baseAddress else { return }
    for index in 0..<elements.count {
      let distance = elements[index].segmentBits &- base &- Int64(index) &* ramp
      start.storeBytes(
        of: Width(truncatingIfNeeded: distance).littleEndian,
        toByteOffset: index * MemoryLayout<Width>.size, as: Width.self)
    }
  }

  /// - Returns: The least and the greatest number, where there is a limit that they must keep to.
  private static func take<Element: SegmentElement, Width: FixedWidthInteger & BitwiseCopyable>(
    _ payload: UnsafeRawBufferPointer, _ base: Int64, _ ramp: Int64, _: Width.Type,
    _ target: UnsafeMutableBufferPointer<Element>, _ limit: Int64?
  ) -> (low: Int64, high: Int64) {
    guard let start = payload.baseAddress, let elements = target.baseAddress, !target.isEmpty
    else { return (0, 0) }
    let count = target.count
    @inline(__always) func distance(_ index: Int) -> Int64 {
      let distance = start.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Width>.size, as: Width.self)
      return Int64(truncatingIfNeeded: Width(littleEndian: distance))
    }
    var low = Int64.max
    var high = Int64.min
    var index = 0
    if limit == nil, ramp == 0 {
      // Texts for the most part: nothing to look at, so that many are done at a time.
      while index < count {
        elements[index] = Element(segmentBits: base &+ distance(index))
        index &+= 1
      }
      return (base, base)
    }
    while index < count {
      let bits = base &+ distance(index) &+ Int64(index) &* ramp
      low = min(low, bits)
      high = max(high, bits)
      elements[index] = Element(segmentBits: bits)
      index &+= 1
    }
    return (low, high)
  }

  private static func fill<Element: SegmentElement>(
    _ base: Int64, _ ramp: Int64, _ target: UnsafeMutableBufferPointer<Element>
  ) -> (low: Int64, high: Int64) {
    for index in 0..<target.count {
      target.initializeElement(
        at: index, to: Element(segmentBits: base &+ Int64(index) &* ramp))
    }
    return (base, base &+ Int64(max(target.count - 1, 0)) &* ramp)
  }

  // MARK: Three bytes

  private static func putThree<Element: SegmentElement>(
    _ elements: UnsafeBufferPointer<Element>, _ base: Int64, _ ramp: Int64,
    _ payload: UnsafeMutableRawBufferPointer
  ) {
    for index in 0..<elements.count {
      let distance = elements[index].segmentBits &- base &- Int64(index) &* ramp
      for byte in 0..<3 {
        payload[index * 3 + byte] = UInt8(truncatingIfNeeded: distance >> Int64(byte * 8))
      }
    }
  }

  private static func takeThree<Element: SegmentElement>(
    _ payload: UnsafeRawBufferPointer, _ base: Int64, _ ramp: Int64,
    _ target: UnsafeMutableBufferPointer<Element>
  ) -> (low: Int64, high: Int64) {
    guard let start = payload.baseAddress, !target.isEmpty else { return (0, 0) }
    var low = Int64.max
    var high = Int64.min
    for index in 0..<target.count {
      let place = start + index &* 3
      let distance =
        Int64(UInt16(littleEndian: place.loadUnaligned(as: UInt16.self)))
        | Int64(place.load(fromByteOffset: 2, as: UInt8.self)) << 16
      let bits = base &+ distance &+ Int64(index) &* ramp
      low = min(low, bits)
      high = max(high, bits)
      target.initializeElement(at: index, to: Element(segmentBits: bits))
    }
    return (low, high)
  }

  // MARK: Differences

  /// The differences as bytes; nil where they need more than `most`.
  private static func differences<Element: SegmentElement>(
    _ elements: UnsafeBufferPointer<Element>, atMost most: Int
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(most + 10)
    var last = elements[0].segmentBits
    for index in 1..<elements.count {
      let difference = elements[index].segmentBits &- last
      last = elements[index].segmentBits
      var rest = UInt64(bitPattern: (difference << 1) ^ (difference >> 63))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
      if bytes.count > most { return nil }
    }
    return bytes
  }

  private static func takeDifferences<Element: SegmentElement>(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Element>, limit: Int64?
  ) throws(SegmentDamage) {
    guard let start = bytes.baseAddress, !target.isEmpty else { return }
    var last = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: Int64.self))
    var (low, high) = (last, last)
    target.initializeElement(at: 0, to: Element(segmentBits: last))
    var place = headerLength
    for index in 1..<target.count {
      var rest: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        guard place < bytes.count, shift < 64 else { throw SegmentDamage("a chunk is cut short") }
        let byte = (start + place).load(as: UInt8.self)
        place &+= 1
        rest |= UInt64(byte & 0x7F) &<< shift
        if byte & 0x80 == 0 { break }
        shift &+= 7
      }
      last = last &+ (Int64(bitPattern: rest &>> 1) ^ (0 &- Int64(bitPattern: rest & 1)))
      low = min(low, last)
      high = max(high, last)
      target.initializeElement(at: index, to: Element(segmentBits: last))
    }
    guard place == bytes.count else {
      throw SegmentDamage("a chunk has another length than it must have")
    }
    if let limit, low < 0 || high >= limit {
      throw SegmentDamage("a chunk holds numbers that cannot be")
    }
  }
}
