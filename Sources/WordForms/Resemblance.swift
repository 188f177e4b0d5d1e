/// How alike two words are, where a scan may have read one letter for another.
///
/// The distance is that of Levenshtein with a third of the price for letters that scans confuse, and for one
/// letter read as two. It is 0 for equal words, 1 for words with nothing in common.
package enum Resemblance {
  /// What a change costs that scans make.
  private static let confusion: Float = 0.34

  /// The price of changing `left` into `right`.
  ///
  /// - Parameter limit: A price that is surely over it may be told as any number over it.
  /// - Complexity: O(*n m*) in the lengths.
  package static func distance(
    _ left: [UInt8], _ right: [UInt8], limit: Float = .greatestFiniteMagnitude
  ) -> Float {
    if left == right { return 0 }
    if Float(abs(left.count - right.count)) * confusion > limit { return limit + 1 }
    if left.isEmpty || right.isEmpty { return Float(max(left.count, right.count)) }
    let width = right.count + 1
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * width) { rows in
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          shape.withUnsafeBufferPointer { shape in distance(left, right, limit, rows, shape) }
        }
      }
    }
  }

  /// - Parameters:
  ///   - rows: Three rows of the table of prices.
  ///   - shape: The groups that each letter belongs to.
  private static func distance(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, _ limit: Float,
    _ rows: UnsafeMutableBufferPointer<Float>, _ shape: UnsafeBufferPointer<UInt32>
  ) -> Float {
    let width = right.count + 1
    // The rows before the last, the last, and the next, by where they begin.
    var (before, last, next) = (0, width, 2 * width)
    for column in 0..<width {
      rows[before + column] = 0
      rows[last + column] = Float(column)
    }
    var leastBefore: Float = 0
    for row in 1...left.count {
      let least = fill(
        rows, before: before, last: last, next: next, row: row, letter: left[row - 1],
        earlier: row > 1 ? left[row - 2] : nil, right, shape)
      // What is to come builds on these two rows.
      if min(least, leastBefore) > limit { return limit + 1 }
      leastBefore = least
      (before, last, next) = (last, next, before)
    }
    return rows[last + width - 1]
  }

  /// Fills the row of prices for one more letter of a word, from the two rows before it.
  ///
  /// - Parameters:
  ///   - before: Where the row before the last begins; the others likewise.
  ///   - row: How many letters of the word there are with this one.
  ///   - earlier: The letter before; nil where this is the first.
  ///   - shape: The groups that each letter belongs to: ``shape``, looked up once.
  /// - Returns: The least price of the row.
  /// - Complexity: O(*n*) in the other word.
  @inline(__always)
  static func fill(
    _ rows: UnsafeMutableBufferPointer<Float>, before: Int, last: Int, next: Int, row: Int,
    letter: UInt8, earlier: UInt8?, _ right: UnsafeBufferPointer<UInt8>,
    _ shape: UnsafeBufferPointer<UInt32>
  ) -> Float {
    rows[next] = Float(row)
    var least = Float(row)
    for column in 1..<(right.count + 1) {
      let other = right[column - 1]
      var price = min(rows[last + column], rows[next + column - 1]) + 1
      price = min(price, rows[last + column - 1] + change(letter, other, shape))
      // One letter read as two, or two as one.
      if column > 1, isPair(right[column - 2], other, of: letter) {
        price = min(price, rows[last + column - 2] + confusion)
      }
      if let earlier {
        if isPair(earlier, letter, of: other) {
          price = min(price, rows[before + column - 1] + confusion)
        }
        if column > 1, letter == right[column - 2], earlier == other {
          price = min(price, rows[before + column - 2] + 1)
        }
      }
      rows[next + column] = price
      least = min(least, price)
    }
    return least
  }

  /// The distance as a part of the longer word: 1 for equal words.
  package static func similarity(_ left: FoldedWord, _ right: FoldedWord) -> Float {
    let length = max(left.count, right.count)
    guard length > 0 else { return 0 }
    return max(0, 1 - distance(left.letters, right.letters) / Float(length))
  }

  /// Whether two words are alike by at least a part of the longer; sooner told than how much.
  package static func areAlike(_ left: FoldedWord, _ right: FoldedWord, by least: Float) -> Bool {
    let length = max(left.count, right.count)
    guard length > 0 else { return false }
    let limit = (1 - least) * Float(length)
    return distance(left.letters, right.letters, limit: limit) <= limit
  }

  @inline(__always)
  private static func change(
    _ left: UInt8, _ right: UInt8, _ shape: UnsafeBufferPointer<UInt32>
  ) -> Float {
    if left == right { return 0 }
    let (a, b) = (shape[Int(left & 0x7F)], shape[Int(right & 0x7F)])
    return a & b != 0 ? confusion : 1
  }

  /// Groups of letters that scans confuse, a bit each.
  static let shape: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 128)
    let groups = [
      "il1jt", "o0qd", "ao", "ae", "ec", "co", "uv", "vy", "nh", "rn", "nm", "un", "s5", "z2", "b8",
      "b6", "g9q", "g6", "hb", "ft", "fl", "cg", "kx", "wv", "ai", "nr", "eo", "ce0", "bh", "ry",
      "iv",
    ]
    for (bit, group) in groups.enumerated() {
      for letter in group.utf8 { table[Int(letter)] |= 1 << UInt32(bit) }
    }
    return table
  }()

  /// Whether a scan reads a letter as the two given ones.
  @inline(__always)
  private static func isPair(_ first: UInt8, _ second: UInt8, of letter: UInt8) -> Bool {
    // A letter doubled.
    if first == letter { return second == letter }
    switch (first, second, letter) {
    case (0x72, 0x6E, 0x6D), (0x6E, 0x6E, 0x6D): return true  // rn, nn: m
    case (0x76, 0x76, 0x77): return true  // vv: w
    case (0x63, 0x6C, 0x64), (0x6F, 0x6C, 0x64): return true  // cl, ol: d
    case (0x69, 0x69, 0x75), (0x6C, 0x69, 0x75), (0x69, 0x6C, 0x75), (0x6C, 0x6C, 0x75):
      return true  // ii, li, il, ll: u
    case (0x6C, 0x69, 0x68), (0x6C, 0x69, 0x6E), (0x72, 0x69, 0x6E): return true  // li, ri: h, n
    case (0x63, 0x6A, 0x67): return true  // cj: g
    default: return false
    }
  }
}
