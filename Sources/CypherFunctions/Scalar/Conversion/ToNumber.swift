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
        let whole = string.prefix { $0 != "." }
        if whole.utf8.contains(where: { $0 & 0xF0 == 0x30 }) {
          guard let integer = Int(whole) else { throw .notAnInteger(value, of: "toInteger") }
          return .integer(integer)
        }
      }
      guard let float = Double(string) else { return .null }
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
      default: return isDecimal(string.utf8[...]) ? Double(string).map(Value.float) ?? .null : .null
      }
    default: return nil
    }
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
