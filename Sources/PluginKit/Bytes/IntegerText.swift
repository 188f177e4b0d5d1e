/// An integer of at most 18 digits, as most are.
package struct IntegerText {
  package let value: Int
  /// Whether it is spelled as JSON spells it: no plus sign, no leading zero, no negative zero.
  let isPlain: Bool

  /// Nil where `bytes` are anything else; ``BulkType`` then knows the rest.
  @inline(__always)
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard bytes.count > start, bytes.count <= start &+ 18 else { return nil }
    var value = 0
    for index in start..<bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    let hasLeadingZero = bytes[start] == UInt8(ascii: "0")
    isPlain = !hasLeadingZero || (bytes.count == 1)
    self.value = isNegative ? 0 &- value : value
  }
}
