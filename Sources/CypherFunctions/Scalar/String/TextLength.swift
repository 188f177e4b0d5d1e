import GraphModel

extension ScalarFunction {
  static let charLength = codePoints("char_length")
  static let characterLength = codePoints("character_length")

  private static func codePoints(_ name: String) -> ScalarFunction {
    ScalarFunction(
      name, [.init("text", .string)], returns: .integer,
      summary: "The number of Unicode code points of the text.",
      examples: [.init(["tŷ"], 2), .init(["e\u{301}"], 2), .init([""], 0), .init([nil], nil)],
      .text(name) { (text) throws(Diagnostic) in .integer(text.codePointCount) })
  }
}
