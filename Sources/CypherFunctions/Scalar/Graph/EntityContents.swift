import GraphModel

// What these read of an entity is the statement's snapshot of it; of a deleted one it is an error.
extension ScalarFunction {
  static let labels = ScalarFunction(
    "labels", [.init("node", .node)], returns: .list, summary: "The labels of a node.",
    examples: [], volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      guard case .node(let node) = arguments[0] else {
        throw .argument(arguments[0], of: "labels", expected: "a Node")
      }
      return .list(try context.contents(of: node).labels.map(Value.text))
    })

  static let type = ScalarFunction(
    "type", [.init("relationship", .relationship)], returns: .string,
    summary: "The type of a relationship.", examples: [], volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      guard case .relationship(let relationship) = arguments[0] else {
        throw .argument(arguments[0], of: "type", expected: "a Relationship")
      }
      return .text(try context.type(of: relationship))
    })

  static let properties = ScalarFunction(
    "properties", [.init("entity", [.node, .relationship, .map])], returns: .map,
    summary: "The properties of a node or relationship as a map.", examples: [],
    volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      .map(try properties(of: arguments[0], in: context, for: "properties"))
    })

  static let keys = ScalarFunction(
    "keys", [.init("entity", [.node, .relationship, .map])], returns: .list,
    summary: "The keys of a map, or of the properties of a node or relationship.", examples: [],
    volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      let properties = try properties(of: arguments[0], in: context, for: "keys")
      return .list(properties.keys.map(Value.text))
    })

  private static func properties(
    of value: Value, in context: any FunctionContext, for name: String
  ) throws(Diagnostic) -> MapValue {
    switch value {
    case .node(let node): try context.contents(of: node).properties
    case .relationship(let relationship): try context.contents(of: relationship).properties
    case .map(let map): map
    default: throw .argument(value, of: name, expected: "a Node, Relationship or Map")
    }
  }
}
