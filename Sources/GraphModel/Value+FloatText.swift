extension Value {
  /// A float as openCypher writes it: the shortest digits that read back as the same number.
  ///
  /// There is always a point; from 10⁷ on and below 10⁻³ the number is written with an exponent,
  /// as `toString()` of other openCypher engines does: `1.0`, `1.0E10`, `2.5E-4`, `NaN`,
  /// `-Infinity`.
  ///
  /// - Complexity: O(1).
  public static func floatText(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.0" }
    let magnitude = value.magnitude
    let (values, point) = decimalDigits(of: magnitude)
    let digits = String(decoding: values.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if magnitude >= 1e-3, magnitude < 1e7 {
      return sign + positional(digits, point: point)
    }
    let rest = digits.dropFirst().isEmpty ? "0" : String(digits.dropFirst())
    return "\(sign)\(digits.prefix(1)).\(rest)E\(point - 1)"
  }

  /// The shortest decimal digits of a positive finite number, without zeros at either end, and the
  /// place of the decimal point counted from their start.
  ///
  ///     Value.decimalDigits(of: 0.025)   // ([2, 5], -1)
  public static func decimalDigits(of value: Double) -> (digits: [UInt8], point: Int) {
    // Swift prints the shortest digits that round-trip (SwiftDtoa), only in another layout.
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var exponentSign = 1
    var inExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): exponentSign = -1
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): point = digits.count
      default:
        if inExponent {
          exponent = exponent * 10 + Int(byte - UInt8(ascii: "0"))
        } else {
          digits.append(byte - UInt8(ascii: "0"))
        }
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    let place = (point ?? digits.count) + exponentSign * exponent - leading
    digits.removeFirst(leading)
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits, place)
  }

  private static func positional(_ digits: String, point: Int) -> String {
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    let count = digits.utf8.count
    if count <= point { return digits + String(repeating: "0", count: point - count) + ".0" }
    return digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
