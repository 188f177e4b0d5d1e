import GraphModel

extension ScalarFunction {
  static let reverse = ScalarFunction(
    "reverse", [.init("value", [.list, .string])], returns: [.list, .string],
    summary: "The elements of a list, or the Unicode code points of a text, from back to front.",
    examples: [
      .init(["raksO"], "Oskar"), .init(["ŵa"], "aŵ"), .init([[1, "a", nil]], [nil, "a", 1]),
      .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .list(let list): return .list(list.reversed())
      case .text(let text):
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.string.unicodeScalars.reversed())
        return .string(String(scalars))
      default: throw .argument(value, of: "reverse", expected: "a List or a String")
      }
    })
}
