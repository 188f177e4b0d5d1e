/// A set of positions, one bit each.
public struct Bitmap: Sendable {
  @usableFromInline var words: [UInt64]

  /// An empty set over positions below `capacity`.
  public init(capacity: Int) { words = Array(repeating: 0, count: (capacity + 63) / 64) }

  /// Whether `position` is a member.
  @inlinable public func contains(_ position: UInt32) -> Bool {
    let word = Int(position >> 6)
    return word < words.count && words[word] & (1 << UInt64(position & 63)) != 0
  }

  /// Adds `position`, growing where needed; true where it was not a member.
  @discardableResult
  @inlinable public mutating func insert(_ position: UInt32) -> Bool {
    let word = Int(position >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    let bit: UInt64 = 1 << UInt64(position & 63)
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }

  /// Removes `position`.
  @inlinable public mutating func remove(_ position: UInt32) {
    let word = Int(position >> 6)
    if word < words.count { words[word] &= ~(1 << UInt64(position & 63)) }
  }

  /// Calls `body` with each member in rising order.
  func forEach(_ body: (UInt32) -> Void) {
    for (index, word) in words.enumerated() where word != 0 {
      var rest = word
      while rest != 0 {
        body(UInt32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }

  /// The number of members.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
