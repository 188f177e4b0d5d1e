import GraphModel

extension ScalarFunction {
  private static let example = Value.path(
    Path(nodes: [Node(id: 1), Node(id: 2)], relationships: [Relationship(id: 5)]))

  static let length = ScalarFunction(
    "length", [.init("path", .path)], returns: .integer,
    summary: "The number of relationships of a path.",
    examples: [.init([example], 1), .init([nil], nil)], meaning: .length,
    .unary { (value) throws(Diagnostic) in
      .integer(try path(value, for: "length").relationships.count)
    })

  static let nodes = ScalarFunction(
    "nodes", [.init("path", .path)], returns: .list,
    summary: "The nodes of a path, in the order in which they are walked.",
    examples: [
      .init([example], [.node(Node(id: 1)), .node(Node(id: 2))]), .init([nil], nil),
    ],
    meaning: .pathNodes,
    .unary { (value) throws(Diagnostic) in
      .list(try path(value, for: "nodes").nodes.map(Value.node))
    })

  static let relationships = ScalarFunction(
    "relationships", [.init("path", .path)], returns: .list,
    summary: "The relationships of a path, in the order in which they are walked.",
    examples: [.init([example], [.relationship(Relationship(id: 5))]), .init([nil], nil)],
    meaning: .pathRelationships,
    .unary { (value) throws(Diagnostic) in
      .list(try path(value, for: "relationships").relationships.map(Value.relationship))
    })

  private static func path(_ value: Value, for name: String) throws(Diagnostic) -> Path {
    guard case .path(let path) = value else {
      throw .argument(value, of: name, expected: "a Path")
    }
    return path
  }
}
