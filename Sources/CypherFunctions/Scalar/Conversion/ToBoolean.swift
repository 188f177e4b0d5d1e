import GraphModel

extension ScalarFunction {
  static let toBoolean = ScalarFunction(
    "toBoolean", [.init("value", [.boolean, .string, .integer])], returns: .boolean,
    summary: "True or false for their names in any letter case; false for 0, true for other "
      + "integers; null for other texts.",
    examples: [
      .init(["true"], true), .init([" FALSE "], false), .init([" tru "], nil), .init([""], nil),
      .init([true], true), .init([0], false), .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      guard let boolean = boolean(of: value) else {
        throw .argument(value, of: "toBoolean", expected: "a Boolean, String or Integer")
      }
      return boolean
    })

  static let toBooleanOrNull = ScalarFunction(
    "toBooleanOrNull", [.init("value", .any)], returns: .boolean,
    summary: "As toBoolean(), but null for a value of any other type.",
    examples: [.init(["true"], true), .init([1.5], nil), .init([[]], nil)],
    .unary { (value) throws(Diagnostic) in boolean(of: value) ?? .null })

  static let toBooleanList = convertingList(
    "toBooleanList", "as booleans", [.init([["true", "x", 1, 1.5]], [true, nil, true, nil])]
  ) { (value) throws(Diagnostic) in boolean(of: value) ?? .null }

  /// Nil where the type does not convert at all.
  private static func boolean(of value: Value) -> Value? {
    switch value {
    case .boolean: return value
    case .integer(let integer): return .boolean(integer != 0)
    case .text(let text):
      let word = text.trimmed
      // Nothing longer is one of them.
      guard word.utf8.count <= 5 else { return .null }
      switch word.lowercased() {
      case "true": return true
      case "false": return false
      default: return .null
      }
    default: return nil
    }
  }
}

extension Text {
  /// The characters without white space at either end.
  var trimmed: String {
    var rest = string.unicodeScalars.drop { $0.properties.isWhitespace }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
