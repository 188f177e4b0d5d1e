import GraphModel

extension ScalarFunction {
  private static let convertible: ValueType = [
    .boolean, .integer, .float, .string, .instant, .duration, .point,
  ]

  static let toString = ScalarFunction(
    "toString", [.init("value", convertible)], returns: .string,
    summary: "The value as text; times with their seconds.",
    examples: [
      .init([42], "42"), .init([2.3], "2.3"), .init([1e10], "1.0E10"), .init([true], "true"),
      .init(["a"], "a"), .init([.written(.time, "08:40Z")], "08:40:00Z"), .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      guard let text = value.scalarText else {
        throw .argument(
          value, of: "toString", expected: "a String, Boolean, number, point or temporal value")
      }
      return .string(text)
    })

  static let toStringOrNull = ScalarFunction(
    "toStringOrNull", [.init("value", .any)], returns: .string,
    summary: "The value as text, or null where it has none.",
    examples: [.init([42], "42"), .init([[1]], nil), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in value.scalarText.map(Value.string) ?? .null })

  static let toStringList = convertingList(
    "toStringList", "as texts", [.init([[1, nil, 2.5, [3]]], ["1", nil, "2.5", nil])]
  ) { (value) throws(Diagnostic) in value.scalarText.map(Value.string) ?? .null }

  /// A function that converts each element of a list and makes null of those that do not convert.
  static func convertingList(
    _ name: String, _ what: String, _ examples: [Example],
    _ convert: @escaping @Sendable (Value) throws(Diagnostic) -> Value
  ) -> ScalarFunction {
    ScalarFunction(
      name, [.init("list", .list)], returns: .list,
      summary: "The elements of the list \(what), with null in place of those that cannot be.",
      examples: examples + [.init([[]], []), .init([nil], nil)],
      .unary { (value) throws(Diagnostic) in
        var converted: [Value] = []
        for element in try value.list(for: name) { converted.append(try convert(element)) }
        return .list(converted)
      })
  }
}
