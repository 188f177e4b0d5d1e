import GraphTestKit
import Testing

@testable import GraphIndex

@Suite("Chunks of stored arrays")
struct SegmentChunkTests {
  /// Arrays that make every form and every width worth its while, and the numbers at their edges.
  static let integers: [(name: String, numbers: [Int])] = {
    var random = SeededGenerator(seed: TestSettings.seed, stream: 77)
    func many(_ range: ClosedRange<Int>) -> [Int] {
      (0..<500).map { _ in Int.random(in: range, using: &random) }
    }
    return [
      ("none", []), ("one", [42]), ("equal", Array(repeating: -7, count: 100)),
      ("a ramp", Array(1_000_000..<1_000_300)),
      ("nearly a ramp", (0..<300).map { $0 + $0 % 3 }),
      ("one byte", many(-3...200)), ("two bytes", many(0...60_000)),
      ("three bytes", many(5...16_000_000)), ("four bytes", many(0...4_000_000_000)),
      ("eight bytes", many(.min ... .max)), ("the ends", [.min, .max, 0, -1, 1, .max, .min]),
      ("sorted and far apart", (0..<400).map { $0 * 1_000_003 }),
      ("falling", (0..<400).map { -$0 * 70_001 }),
    ]
  }()

  @Test("What was written is read", arguments: integers.map(\.name))
  func roundTrip(_ name: String) throws {
    let numbers = try #require(Self.integers.first { $0.name == name }?.numbers)
    let bytes = numbers.withUnsafeBufferPointer { Int.encoded($0) }
    #expect(try decoded(bytes, count: numbers.count) == numbers)
    #expect(bytes.count <= 24 + numbers.count * 8)
  }

  @Test("A changed byte, or one less, is noticed")
  func damage() throws {
    for (name, numbers) in Self.integers where !numbers.isEmpty {
      let bytes = numbers.withUnsafeBufferPointer { Int.encoded($0) }
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
        var changed = bytes
        changed[place] ^= 0x41
        #expect(throws: SegmentDamage.self, "\(name), byte \(place)") {
          try decoded(changed, count: numbers.count)
        }
      }
      #expect(throws: SegmentDamage.self) {
        try decoded(Array(bytes.dropLast()), count: numbers.count)
      }
    }
  }

  @Test("Floats and flags keep their bits")
  func otherElements() throws {
    let floats = [0, -0.0, 1.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude]
    let bytes = floats.withUnsafeBufferPointer { Double.encoded($0) }
    let read = try [Double](unsafeUninitializedCapacity: floats.count) { target, count in
      try bytes.withUnsafeBytes {
        try Double.decode($0, into: .init(rebasing: target[..<floats.count]), limit: nil)
      }
      count = floats.count
    }
    #expect(read.map(\.bitPattern) == floats.map(\.bitPattern))
  }

  @Test("A number that cannot be is refused")
  func limit() throws {
    let bytes = [3, 9, 4].withUnsafeBufferPointer { Int.encoded($0) }
    #expect(try decoded(bytes, count: 3, limit: 10) == [3, 9, 4])
    #expect(throws: SegmentDamage.self) { try decoded(bytes, count: 3, limit: 9) }
  }

  @Test("XXH64 of published examples")
  func checksum() {
    func sum(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { XXHash64.hash($0) } }
    #expect(sum("") == 0xEF46_DB37_51D8_E999)
    #expect(sum("a") == 0xD24E_C4F1_A98C_6E5B)
    #expect(sum("abc") == 0x44BC_2CF5_AD77_0999)
  }

  private func decoded(_ bytes: [UInt8], count: Int, limit: Int64? = nil) throws -> [Int] {
    try [Int](unsafeUninitializedCapacity: count) { target, initialized in
      try bytes.withUnsafeBytes {
        try Int.decode($0, into: .init(rebasing: target[..<count]), limit: limit)
      }
      initialized = count
    }
  }
}
