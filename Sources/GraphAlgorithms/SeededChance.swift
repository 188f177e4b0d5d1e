/// Chance that is the same for the same seed, on any machine: SplitMix64.
///
/// Steele, Lea and Flood, *Fast splittable pseudorandom number generators* (OOPSLA 2014).
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 to `limit`, without it.
  mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// `count` of the elements, each as likely as any other, in their order.
  mutating func choice(of count: Int, from elements: [Int]) -> [Int] {
    var left = elements
    for index in 0..<count { left.swapAt(index, index + below(left.count - index)) }
    return left.prefix(count).sorted()
  }

  /// A number from 0 to 1, without 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
