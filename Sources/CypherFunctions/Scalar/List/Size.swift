import GraphModel

extension ScalarFunction {
  static let size = ScalarFunction(
    "size", [.init("value", [.list, .string])], returns: .integer,
    summary: "The number of elements of a list, or of Unicode code points of a text.",
    examples: [
      .init([[1, nil]], 2), .init(["tŷ"], 2), .init([[]], 0), .init([nil], nil),
    ],
    meaning: .length,
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .list(let list): .integer(list.count)
      case .text(let text): .integer(text.codePointCount)
      default: throw .argument(value, of: "size", expected: "a List or a String")
      }
    })

  static let isEmpty = ScalarFunction(
    "isEmpty", [.init("value", [.list, .map, .string])], returns: .boolean,
    summary: "Whether a list, map or text has no element, key or character.",
    examples: [
      .init([[]], true), .init([["k": 1]], false), .init([""], true), .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .list(let list): .boolean(list.isEmpty)
      case .map(let map): .boolean(map.isEmpty)
      case .text(let text): .boolean(text.isEmpty)
      default: throw .argument(value, of: "isEmpty", expected: "a List, Map or String")
      }
    })
}
