/// How alike two words are, where a scan may have read one letter for another.
///
/// The distance is that of Levenshtein with a third of the price for letters that scans confuse, and for one
/// letter read as two. It is 0 for equal words, 1 for words with nothing in common.
enum Resemblance {
  /// What a change costs that scans make.
  private static let confusion: Float = 0.34

  /// The price of changing `left` into `right`.
  ///
  /// - Parameter limit: A price that is surely over it may be told as any number over it.
  /// - Complexity: O(*n m*) in the lengths.
  static func distance(
    _ left: [UInt8], _ right: [UInt8], limit: Float = .greatestFiniteMagnitude
  ) -> Float {
    if left == right { return 0 }
    if Float(abs(left.count - right.count)) * confusion > limit { return limit + 1 }
    let width = right.count + 1
    var rows = [[Float]](repeating: [Float](repeating: 0, count: width), count: 3)
    for column in 0..<width { rows[1][column] = Float(column) }
    for row in 1...max(1, left.count) where row <= left.count {
      let letter = left[row - 1]
      var next = rows[2]
      next[0] = Float(row)
      var least = next[0]
      for column in 1..<max(width, 1) where column < width {
        let other = right[column - 1]
        var price = min(rows[1][column], next[column - 1]) + 1
        price = min(price, rows[1][column - 1] + change(letter, other))
        // One letter read as two, or two as one.
        if column > 1, isPair(right[column - 2], other, of: letter) {
          price = min(price, rows[1][column - 2] + confusion)
        }
        if row > 1, isPair(left[row - 2], letter, of: other) {
          price = min(price, rows[0][column - 1] + confusion)
        }
        if row > 1, column > 1, letter == right[column - 2], left[row - 2] == other {
          price = min(price, rows[0][column - 2] + 1)
        }
        next[column] = price
        least = min(least, price)
      }
      if least > limit + 1 { return limit + 1 }
      rows[0] = rows[1]
      rows[1] = next
    }
    return rows[1][width - 1]
  }

  /// The distance as a part of the longer word: 1 for equal words.
  static func similarity(_ left: FoldedWord, _ right: FoldedWord) -> Float {
    let length = max(left.count, right.count)
    guard length > 0 else { return 0 }
    return max(0, 1 - distance(left.letters, right.letters) / Float(length))
  }

  private static func change(_ left: UInt8, _ right: UInt8) -> Float {
    if left == right { return 0 }
    let (a, b) = (shape[Int(left & 0x7F)], shape[Int(right & 0x7F)])
    return a & b != 0 ? confusion : 1
  }

  /// Groups of letters that scans confuse, a bit each.
  private static let shape: [UInt32] = {
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

  private static func isPair(_ first: UInt8, _ second: UInt8, of letter: UInt8) -> Bool {
    switch (first, second, letter) {
    case (0x72, 0x6E, 0x6D), (0x6E, 0x6E, 0x6D): true  // rn, nn: m
    case (0x76, 0x76, 0x77): true  // vv: w
    case (0x63, 0x6C, 0x64): true  // cl: d
    case (0x69, 0x69, 0x75), (0x6C, 0x69, 0x75), (0x69, 0x6C, 0x75): true  // ii, li, il: u
    case (0x6C, 0x69, 0x68), (0x6C, 0x69, 0x6E): true  // li: h, n
    case (0x72, 0x69, 0x6E): true  // ri: n
    case (0x6F, 0x6C, 0x64): true  // ol: d
    case (0x63, 0x6A, 0x67): true  // cj: g
    case (0x6C, 0x6C, 0x75): true  // ll: u
    default: first == letter && second == letter  // A letter doubled.
    }
  }
}
