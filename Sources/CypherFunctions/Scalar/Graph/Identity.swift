import GraphModel

extension ScalarFunction {
  static let id = ScalarFunction(
    "id", [.init("entity", [.node, .relationship])], returns: .integer,
    summary: "The identifier of a node or relationship, which is never used again.",
    examples: [.init([.node(Node(id: 7))], 7), .init([.relationship(Relationship(id: 8))], 8)],
    meaning: .identifier,
    .unary { (value) throws(Diagnostic) in .integer(try identifier(of: value, for: "id")) })

  static let elementId = ScalarFunction(
    "elementId", [.init("entity", [.node, .relationship])], returns: .string,
    summary: "The identifier of a node or relationship as text.",
    examples: [.init([.node(Node(id: 7))], "7"), .init([nil], nil)],
    .unary { (value) throws(Diagnostic) in
      .string(String(try identifier(of: value, for: "elementId")))
    })

  private static func identifier(of value: Value, for name: String) throws(Diagnostic) -> Int {
    switch value {
    case .node(let node): node.id
    case .relationship(let relationship): relationship.id
    default: throw .argument(value, of: name, expected: "a Node or Relationship")
    }
  }
}
