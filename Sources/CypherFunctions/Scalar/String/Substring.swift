import GraphModel

// Positions and lengths count Unicode code points.
extension ScalarFunction {
  static let substring = ScalarFunction(
    "substring",
    [.init("text", .string), .init("start", .integer), .init("length", .integer, optional: true)],
    returns: .string,
    summary: "The part of the text from a position, counted from 0, of a length or to the end.",
    examples: [
      .init(["0123456789", 1], "123456789"), .init(["hello", 1, 3], "ell"),
      .init(["aŵb", 1, 1], "ŵ"), .init(["abc", 5], ""), .init(["abc", 1, 99], "bc"),
      .init(["abc", nil], nil),
    ],
    .variadic { (arguments) throws(Diagnostic) in
      let scalars = try arguments[0].text(for: "substring").string.unicodeScalars
      var rest = scalars.dropFirst(try arguments[1].count(for: "substring"))
      if arguments.count > 2 { rest = rest.prefix(try arguments[2].count(for: "substring")) }
      return .string(String(rest))
    })

  static let left = ScalarFunction(
    "left", [.init("text", .string), .init("length", .integer)], returns: .string,
    summary: "The first characters of the text.",
    examples: [.init(["hello", 3], "hel"), .init(["ab", 5], "ab"), .init(["ab", nil], nil)],
    .binary { (text, length) throws(Diagnostic) in
      let scalars = try text.text(for: "left").string.unicodeScalars
      return .string(String(scalars.prefix(try length.count(for: "left"))))
    })

  static let right = ScalarFunction(
    "right", [.init("text", .string), .init("length", .integer)], returns: .string,
    summary: "The last characters of the text.",
    examples: [.init(["hello", 3], "llo"), .init(["ab", 5], "ab"), .init(["ab", nil], nil)],
    .binary { (text, length) throws(Diagnostic) in
      let scalars = try text.text(for: "right").string.unicodeScalars
      return .string(String(scalars.suffix(try length.count(for: "right"))))
    })
}
