import GraphModel
import Platform

/// Texts, one after the other in one run of bytes; by number, or by content once interned.
struct TextPool {
  private(set) var offsets: [Int] = [0]
  private(set) var bytes: [UInt8] = []
  /// Open addressing: the number of a text plus one, or 0 for an empty slot.
  private var slots: [UInt32] = []
  private var hashes: [UInt32] = []

  /// How many texts there are.
  var count: Int { offsets.count - 1 }

  /// Adds a text without looking for an equal one.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  /// The number of a text, given to it now where it has none.
  ///
  /// - Complexity: O(length), amortized.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if slots.count < (count + 1) * 2 { grow() }
    let sum = XXHash64.hash(UnsafeRawBufferPointer(text))
    let hash = UInt32(truncatingIfNeeded: sum ^ (sum >> 32))
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, text) { return UInt32(number) }
      slot = (slot + 1) & mask
    }
    let number = UInt32(count)
    slots[slot] = number + 1
    hashes.append(hash)
    append(text)
    return number
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = offsets[number]
    guard offsets[number + 1] - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      guard let a = all.baseAddress, let b = text.baseAddress else { return true }
      return memcmp(a + start, b, text.count) == 0
    }
  }

  private mutating func grow() {
    let size = max(16, slots.count * 2)
    slots = Array(repeating: 0, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// The texts in the order in which they were added.
  func dictionary() -> TextDictionary {
    TextDictionary(offsets: FixedBuffer(offsets), bytes: FixedBuffer(bytes))
  }

  /// The texts sorted by bytes, and the place of each in that order.
  ///
  /// - Complexity: O(*n* log *n*) comparisons, most of them of the first eight bytes only.
  func sorted() -> (dictionary: TextDictionary, places: [UInt32]) {
    var order = (0..<UInt32(count)).map { (prefix: prefix(of: Int($0)), number: $0) }
    bytes.withUnsafeBufferPointer { all in
      order.sort { a, b in
        if a.prefix != b.prefix { return a.prefix < b.prefix }
        return byteOrder(text(Int(a.number), all), text(Int(b.number), all)) < 0
      }
    }
    var places = [UInt32](repeating: 0, count: count)
    var sorted = TextPool()
    sorted.bytes.reserveCapacity(bytes.count)
    sorted.offsets.reserveCapacity(offsets.count)
    bytes.withUnsafeBufferPointer { all in
      for (place, entry) in order.enumerated() {
        places[Int(entry.number)] = UInt32(place)
        sorted.append(text(Int(entry.number), all))
      }
    }
    return (sorted.dictionary(), places)
  }

  private func text(
    _ number: Int, _ all: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: all[offsets[number]..<offsets[number + 1]])
  }

  /// The first eight bytes as a number that is ordered as they are.
  private func prefix(of number: Int) -> UInt64 {
    var prefix: UInt64 = 0
    let start = offsets[number]
    for index in 0..<8 {
      let byte = start + index < offsets[number + 1] ? bytes[start + index] : 0
      prefix = prefix << 8 | UInt64(byte)
    }
    return prefix
  }
}

/// Negative, zero or positive, as `left` comes before, with or after `right` by bytes.
func byteOrder(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  let shared = min(left.count, right.count)
  if shared > 0, let a = left.baseAddress, let b = right.baseAddress {
    let order = memcmp(a, b, shared)
    if order != 0 { return Int(order) }
  }
  return left.count - right.count
}
