import GraphModel

extension ScalarFunction {
  static let head = ScalarFunction(
    "head", [.init("list", .list)], returns: .any,
    summary: "The first element, or null where there is none.",
    examples: [.init([[1, 2]], 1), .init([[]], nil), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in try value.list(for: "head").first ?? .null })

  static let last = ScalarFunction(
    "last", [.init("list", .list)], returns: .any,
    summary: "The last element, or null where there is none.",
    examples: [.init([[1, 2]], 2), .init([[]], nil), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in try value.list(for: "last").last ?? .null })

  static let tail = ScalarFunction(
    "tail", [.init("list", .list)], returns: .list, summary: "All elements but the first.",
    examples: [.init([[1, 2, 3]], [2, 3]), .init([[]], []), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in .list(Array(try value.list(for: "tail").dropFirst())) })
}
