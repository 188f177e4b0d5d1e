import GraphModel

extension ScalarFunction {
  static let toInteger = ScalarFunction(
    "toInteger", [.init("value", [.integer, .float, .string, .boolean])], returns: .integer,
    summary: "The number, or the number that the text shows, without its fraction; 1 and 0 for "
      + "true and false; null for a text that shows no number.",
    examples: [
      .init([82.9], 82), .init([-2.9], -2), .init(["42"], 42), .init(["2.9"], 2),
      .init(["1e3"], 1000), .init(["foo"], nil), .init([""], nil), .init([true], 1),
      .init(["9223372036854775807.9"], .integer(.max)), .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      guard let integer = try integer(of: value) else {
        throw .argument(value, of: "toInteger", expected: "a number, String or Boolean")
      }
      return integer
    })

  static let toIntegerOrNull = ScalarFunction(
    "toIntegerOrNull", [.init("value", .any)], returns: .integer,
    summary: "As toInteger(), but null for a value that cannot be an integer.",
    examples: [.init(["42"], 42), .init([[]], nil), .init([1e300], nil)],
    .unary { (value) throws(Diagnostic) in integerOrNull(of: value) })

  static let toIntegerList = convertingList(
    "toIntegerList", "as integers", [.init([["1", 2.5, "x", [], true]], [1, 2, nil, nil, 1])]
  ) { (value) throws(Diagnostic) in integerOrNull(of: value) }

  static let toFloat = ScalarFunction(
    "toFloat", [.init("value", [.integer, .float, .string])], returns: .float,
    summary: "The number, or the number that the text shows, as a float; null for a text that "
      + "shows no number.",
    examples: [
      .init([3], 3.0), .init(["1.5"], 1.5), .init([" -2e3 "], -2000.0), .init(["foo"], nil),
      .init([""], nil), .init(["NaN"], .float(.nan)), .init(["0x10"], nil), .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      guard let float = float(of: value) else {
        throw .argument(value, of: "toFloat", expected: "a number or String")
      }
      return float
    })

  static let toFloatOrNull = ScalarFunction(
    "toFloatOrNull", [.init("value", .any)], returns: .float,
    summary: "As toFloat(), but null for a value of any other type.",
    examples: [.init(["1.5"], 1.5), .init([true], nil), .init([[]], nil)],
    .unary { (value) throws(Diagnostic) in float(of: value) ?? .null })

  static let toFloatList = convertingList(
    "toFloatList", "as floats", [.init([["1", 2, "x", []]], [1.0, 2.0, nil, nil])]
  ) { (value) throws(Diagnostic) in float(of: value) ?? .null }

  private static func integerOrNull(of value: Value) -> Value {
    do throws(Diagnostic) {
      return try integer(of: value) ?? .null
    } catch {
      // Out of range is one of the ways in which a value cannot be an integer.
      return .null
    }
  }

  /// Nil where the type does not convert at all.
  private static func integer(of value: Value) throws(Diagnostic) -> Value? {
    switch value {
    case .integer: return value
    case .boolean(let boolean): return .integer(boolean ? 1 : 0)
    case .float(let float):
      guard let integer = Int(exactly: float.rounded(.towardZero)) else {
        throw .notAnInteger(value, of: "toInteger")
      }
      return .integer(integer)
    case .text(let text):
      let string = text.string
      guard isDecimal(string.utf8[...]) else { return .null }
      // Without an exponent the digits before the point are the answer, to their full 64 bits.
      if !string.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
        let whole = string.utf8.prefix { $0 != UInt8(ascii: ".") }
        if whole.contains(where: { $0 & 0xF0 == 0x30 }) {
          guard let integer = Int(Substring(whole)) else {
            throw .notAnInteger(value, of: "toInteger")
          }
          return .integer(integer)
        }
      }
      guard let float = double(string) else { return .null }
      guard let integer = Int(exactly: float.rounded(.towardZero)) else {
        throw .notAnInteger(value, of: "toInteger")
      }
      return .integer(integer)
    default: return nil
    }
  }

  /// Nil where the type does not convert at all.
  private static func float(of value: Value) -> Value? {
    switch value {
    case .float: return value
    case .integer(let integer): return .float(Double(integer))
    case .text(let text):
      let string = text.trimmed
      switch string {
      case "NaN": return .float(.nan)
      case "Infinity": return .float(.infinity)
      case "-Infinity": return .float(-.infinity)
      default:
        guard isDecimal(string.utf8[...]) else { return .null }
        return double(string).map(Value.float) ?? .null
      }
    default: return nil
    }
  }

  /// The float that a decimal number is nearest to.
  ///
  /// No more than 767 digits ever decide between two floats, but for whether anything comes behind
  /// them; of a longer number only those are read, as the time to read all grows with their square.
  private static func double(_ text: String) -> Double? {
    let bytes = text.utf8
    guard bytes.count > 1_024 else { return Double(text) }
    var digits: [UInt8] = []
    /// The power of ten of the digit behind the last that was kept.
    var exponent = 0
    var isBehindPoint = false
    var hasMore = false
    var rest = bytes[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
      rest.removeFirst()
      if byte == UInt8(ascii: ".") { isBehindPoint = true }
      guard byte >= 0x30, byte <= 0x39 else { continue }
      if digits.count < 800 {
        if !digits.isEmpty || byte != 0x30 { digits.append(byte) }
        if isBehindPoint { exponent -= 1 }
      } else {
        hasMore = hasMore || byte != 0x30
        if !isBehindPoint { exponent += 1 }
      }
    }
    if hasMore {
      digits.append(0x31)
      exponent -= 1
    }
    // What does not fit 64 bits is beyond all floats anyway.
    let written = rest.isEmpty ? 0 : Int(Substring(rest.dropFirst()))
    let isSmall = rest.dropFirst().first == UInt8(ascii: "-")
    let limit = 1 << 40
    let power = max(-limit, min(limit, written ?? (isSmall ? -limit : limit))) + exponent
    let mantissa = digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
    return Double("\(isNegative ? "-" : "")\(mantissa)e\(power)")
  }

  /// Whether `text` is a decimal number: sign, digits with at most one point, exponent.
  ///
  /// Swift's own conversion takes hexadecimal and names of special numbers as well.
  private static func isDecimal(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    func dropSign() {
      if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest.removeFirst() }
    }
    func dropDigits() -> Int {
      let before = rest.count
      rest = rest.drop { $0 >= 0x30 && $0 <= 0x39 }
      return before - rest.count
    }
    dropSign()
    var digits = dropDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += dropDigits()
    }
    guard digits > 0 else { return false }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      dropSign()
      guard dropDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
