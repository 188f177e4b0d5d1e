import GraphModel

extension ScalarFunction {
  static let startNode = end("startNode", "The node at which a relationship begins.", \.start)
  static let endNode = end("endNode", "The node to which a relationship points.", \.end)

  private static func end(
    _ name: String, _ summary: String,
    _ end: @escaping @Sendable (Relationship.Contents) -> Int
  ) -> ScalarFunction {
    ScalarFunction(
      name, [.init("relationship", .relationship)], returns: .node, summary: summary, examples: [],
      volatility: .immutable,
      .contextual { (arguments, context) throws(Diagnostic) in
        guard case .relationship(let relationship) = arguments[0] else {
          throw .argument(arguments[0], of: name, expected: "a Relationship")
        }
        return .node(Node(id: end(try context.contents(of: relationship))))
      })
  }
}
