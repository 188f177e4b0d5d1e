extension JSONParser {
  /// A number: an integer where it has neither fraction nor exponent, else a float.
  mutating func number() throws(JSONError) -> Value {
    let start = position
    let negative = peek == UInt8(ascii: "-")
    if negative { position &+= 1 }
    let first = position
    // Digits as an integer, modulo 2⁶⁴; `digits` tells whether that is exact.
    var mantissa: UInt64 = 0
    var digits = 0
    try scanDigits(&mantissa, &digits)
    if position - first > 1, bytes[first] == UInt8(ascii: "0") {
      throw error("A number must not begin with 0", at: start)
    }
    guard peek == UInt8(ascii: ".") || peek | 0x20 == UInt8(ascii: "e") else {
      return .integer(try integer(mantissa, digits: digits, negative: negative, from: start))
    }
    var exponent = 0
    if peek == UInt8(ascii: ".") {
      position &+= 1
      let point = position
      try scanDigits(&mantissa, &digits)
      exponent = point - position
    }
    if peek | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      exponent += try scanExponent()
    }
    return .float(
      try float(mantissa, digits: digits, exponent: exponent, negative: negative, from: start))
  }

  /// At least one digit; leading zeros do not count as `digits`.
  @inline(__always)
  private mutating func scanDigits(
    _ mantissa: inout UInt64, _ digits: inout Int
  ) throws(JSONError) {
    let start = position
    while position < count {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if digits > 0 || digit != 0 { digits &+= 1 }
      position &+= 1
    }
    if position == start { throw expected("a digit") }
  }

  /// An exponent with its sign, clamped to what matters.
  private mutating func scanExponent() throws(JSONError) -> Int {
    let negative = peek == UInt8(ascii: "-")
    if negative || peek == UInt8(ascii: "+") { position &+= 1 }
    let start = position
    var exponent = 0
    while position < count {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      position &+= 1
    }
    if position == start { throw expected("a digit") }
    return negative ? -exponent : exponent
  }

  private func integer(
    _ magnitude: UInt64, digits: Int, negative: Bool, from start: Int
  ) throws(JSONError) -> Int {
    if digits < 19 {
      let value = Int(truncatingIfNeeded: magnitude)
      return negative ? 0 - value : value
    }
    // Nineteen digits fit an unsigned integer of 64 bits; twenty need not.
    if digits == 19 {
      if !negative, let value = Int(exactly: magnitude) { return value }
      if negative, magnitude <= 1 << 63 { return Int(truncatingIfNeeded: 0 &- magnitude) }
    }
    throw error("The integer does not fit 64 bits", at: start)
  }

  /// mantissa · 10^exponent, exactly rounded.
  ///
  /// Where the digits are below 2⁵³ and the power of ten is one of those that a float holds exactly,
  /// one rounding is all there is (Clinger 1990, "How to read floating point numbers accurately");
  /// else the standard library converts the text.
  private func float(
    _ mantissa: UInt64, digits: Int, exponent: Int, negative: Bool, from start: Int
  ) throws(JSONError) -> Double {
    if digits <= 19, mantissa < 1 << 53, exponent >= -22, exponent <= 22 {
      let power = exactPowersOfTen[Int(exponent.magnitude)]
      let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
      return negative ? -value : value
    }
    let written = UnsafeBufferPointer(rebasing: bytes[start..<position])
    let text = String(decoding: written, as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw error("The number does not fit a float of 64 bits", at: start)
    }
    return value
  }
}

/// 10⁰ to 10²², which floats of 64 bits hold exactly.
private let exactPowersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
