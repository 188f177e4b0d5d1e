/// An exact rational number with a positive denominator, as durations are scaled by.
///
/// A float stands for the shortest decimal number that reads back as it, so that 0.1 is one tenth:
/// what a query's author wrote, without the noise of the binary form.
public struct Fraction: Hashable, Sendable {
  /// The number above the line.
  public let numerator: Int128
  /// The number below the line, at least 1.
  public let denominator: Int128

  /// The integer `value`.
  public init(_ value: Int) {
    numerator = Int128(value)
    denominator = 1
  }

  /// The decimal number that `value` is written as, cut off after 18 decimals; nil where it is
  /// not finite or above 10¹⁸.
  public init?(_ value: Double) {
    guard value.magnitude <= 1e18 else { return nil }
    var digits: Int128 = 0
    var decimals = 0
    var inFraction = false
    var inExponent = false
    var exponent = 0
    var exponentSign = 1
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): exponentSign = -1
      case UInt8(ascii: "+"): break
      default:
        let digit = Int(byte) - 48
        if inExponent {
          exponent = exponent * 10 + digit
        } else {
          digits = digits * 10 + Int128(digit)
          if inFraction { decimals += 1 }
        }
      }
    }
    // The value is digits · 10^-places.
    var places = decimals - exponentSign * exponent
    while places > 18 {
      digits /= 10
      places -= 1
    }
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    let power = Self.powerOfTen(abs(places))
    let signed = value < 0 ? -digits : digits
    numerator = places < 0 ? signed * power : signed
    denominator = places < 0 ? 1 : power
  }

  /// The number written with these decimal digits; decimals after the 18th are cut off.
  ///
  /// - Returns: nil where there are more than 19 digits before the point.
  init?(negative: Bool, whole: [UInt8], decimals: [UInt8]) {
    let significant = whole.drop { $0 == 0 }
    guard significant.count <= 19 else { return nil }
    let kept = decimals.prefix(18)
    var digits: Int128 = 0
    for digit in significant { digits = digits * 10 + Int128(digit) }
    for digit in kept { digits = digits * 10 + Int128(digit) }
    numerator = negative ? -digits : digits
    denominator = Self.powerOfTen(kept.count)
  }

  private init(numerator: Int128, denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The number turned over, or nil for zero.
  public var reciprocal: Fraction? {
    if numerator == 0 { return nil }
    return numerator > 0
      ? Fraction(numerator: denominator, denominator: numerator)
      : Fraction(numerator: -denominator, denominator: -numerator)
  }

  static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
