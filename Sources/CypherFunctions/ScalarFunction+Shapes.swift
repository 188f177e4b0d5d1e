import GraphModel

// The common shapes of bodies, which check the types that only the data shows.
extension ScalarFunction.Body {
  /// A function of one text.
  static func text(
    _ name: String, _ body: @escaping @Sendable (Text) throws(Diagnostic) -> Value
  ) -> Self {
    .unary { (value) throws(Diagnostic) in try body(value.text(for: name)) }
  }

  /// A function of one text that maps each of its code points by itself: of a long text piece by piece, between
  /// which the statement can be ended.
  static func mapping(
    _ name: String, _ body: @escaping @Sendable (Substring) -> String
  ) -> Self {
    .contextual { (arguments, context) throws(Diagnostic) in
      let text = try arguments[0].text(for: name).string
      var rest = text[...]
      guard rest.utf8.count > pieceLength else { return .string(body(rest)) }
      try context.need(bytes: rest.utf8.count)
      var mapped = ""
      while !rest.isEmpty {
        let bytes = rest.utf8
        var end =
          bytes.index(
            bytes.startIndex, offsetBy: pieceLength, limitedBy: bytes.endIndex) ?? bytes.endIndex
        // A piece ends with a whole code point.
        while end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { bytes.formIndex(after: &end) }
        mapped += body(rest[..<end])
        rest = rest[end...]
        try context.poll(pieceLength)
      }
      return .string(mapped)
    }
  }

  /// How many bytes of a text are worked on before the statement is asked whether it is to end.
  private static let pieceLength = 1 << 16

  /// A function of one number as a float.
  static func number(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> Self {
    .unary { (value) throws(Diagnostic) in .float(body(try value.number(for: name))) }
  }

  /// A function without arguments that is always the same.
  static func constant(_ value: Value) -> Self {
    .variadic { (_) throws(Diagnostic) in value }
  }
}

extension Value {
  /// The text that the function `name` needs here.
  func text(for name: String) throws(Diagnostic) -> Text {
    guard case .text(let text) = self else { throw .argument(self, of: name, expected: "a String") }
    return text
  }

  /// The number that the function `name` needs here, as a float.
  func number(for name: String) throws(Diagnostic) -> Double {
    switch self {
    case .integer(let integer): return Double(integer)
    case .float(let float): return float
    default: throw .argument(self, of: name, expected: "a number")
    }
  }

  /// The integer that the function `name` needs here.
  func integer(for name: String) throws(Diagnostic) -> Int {
    guard case .integer(let integer) = self else {
      throw .argument(self, of: name, expected: "an Integer")
    }
    return integer
  }

  /// The integer from 0 on that the function `name` needs here.
  func count(for name: String) throws(Diagnostic) -> Int {
    let integer = try integer(for: name)
    guard integer >= 0 else {
      throw .outOfRange(self, of: name, expected: "a number that is not negative")
    }
    return integer
  }

  /// The list that the function `name` needs here.
  func list(for name: String) throws(Diagnostic) -> [Value] {
    guard case .list(let list) = self else { throw .argument(self, of: name, expected: "a List") }
    return list
  }
}
