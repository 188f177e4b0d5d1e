import GraphModel

// The common shapes of bodies, which check the types that only the data shows.
extension ScalarFunction.Body {
  /// A function of one text.
  static func text(
    _ name: String, _ body: @escaping @Sendable (Text) throws(Diagnostic) -> Value
  ) -> Self {
    .unary { (value) throws(Diagnostic) in try body(value.text(for: name)) }
  }

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
