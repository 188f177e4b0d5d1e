import GraphModel

// The mapping is Unicode's full one, independent of language: `ß` becomes `SS`.
extension ScalarFunction {
  static let toUpper = upperCase("toUpper")
  static let upper = upperCase("upper")
  static let toLower = lowerCase("toLower")
  static let lower = lowerCase("lower")

  private static func upperCase(_ name: String) -> ScalarFunction {
    ScalarFunction(
      name, [.init("text", .string)], returns: .string, summary: "The text in upper case.",
      examples: [.init(["hé"], "HÉ"), .init(["straße"], "STRASSE"), .init([nil], nil)],
      volatility: .immutable, .mapping(name) { $0.uppercased() })
  }

  private static func lowerCase(_ name: String) -> ScalarFunction {
    ScalarFunction(
      name, [.init("text", .string)], returns: .string, summary: "The text in lower case.",
      examples: [.init(["HÉ"], "hé"), .init([nil], nil)],
      volatility: .immutable, .mapping(name) { $0.lowercased() })
  }
}
