import GraphModel

// Nodes of the identifiers that algorithms answer with; the names are those of GDS.
extension ScalarFunction {
  static let asNode = ScalarFunction(
    "gds.util.asNode", [.init("nodeId", .integer)], returns: .node,
    summary: "The node of an identifier, as the algorithms name it.",
    examples: [.init([nil], nil)], volatility: .perStatement, reads: .graph,
    .contextual { (arguments, context) throws(Diagnostic) in
      try node(of: arguments[0], for: "gds.util.asNode", context)
    })

  static let asNodes = ScalarFunction(
    "gds.util.asNodes", [.init("nodeIds", .list)], returns: .list,
    summary: "The nodes of a list of identifiers, as the algorithms name them.",
    examples: [.init([[]], []), .init([nil], nil)], volatility: .perStatement, reads: .graph,
    .contextual { (arguments, context) throws(Diagnostic) in
      guard case .list(let identifiers) = arguments[0] else {
        throw .argument(arguments[0], of: "gds.util.asNodes", expected: "a List of identifiers")
      }
      var nodes: [Value] = []
      for identifier in identifiers {
        nodes.append(try node(of: identifier, for: "gds.util.asNodes", context))
      }
      return .list(nodes)
    })

  private static func node(
    of value: Value, for name: String, _ context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    guard case .integer(let identifier) = value else {
      throw .argument(value, of: name, expected: "the identifier of a node")
    }
    let node = Node(id: identifier)
    _ = try context.contents(of: node)
    return .node(node)
  }
}
