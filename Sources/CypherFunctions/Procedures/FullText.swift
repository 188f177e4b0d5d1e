import GraphModel

// Searches in full-text indexes. The names, the columns and the way a search is written are those of
// Neo4j.
extension Procedure {
  static let searchNodes = Procedure(
    "db.index.fulltext.queryNodes",
    [.init("indexName", .string), .init("queryString", .string)],
    columns: [.init("node", .node), .init("score", .float)],
    summary: "The nodes whose texts match a search, such as 'sleep AND \"shift work\"', the best "
      + "first.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    try matches(arguments, ofRelationships: false, context)
  }

  static let searchRelationships = Procedure(
    "db.index.fulltext.queryRelationships",
    [.init("indexName", .string), .init("queryString", .string)],
    columns: [.init("relationship", .relationship), .init("score", .float)],
    summary: "The relationships whose texts match a search, the best first.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    try matches(arguments, ofRelationships: true, context)
  }

  private static func matches(
    _ arguments: [Value], ofRelationships: Bool, _ context: any ProcedureContext
  ) throws(Diagnostic) -> [[Value]] {
    // Nothing is known of an index or a search that is null, so that nothing is found.
    guard arguments.count == 2, case .text(let index) = arguments[0],
      case .text(let search) = arguments[1]
    else { return [] }
    return try context.matches(inIndex: index, of: search, ofRelationships: ofRelationships)
      .map { [$0.entity, .float($0.score)] }
  }
}
