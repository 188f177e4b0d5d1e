import GraphModel

extension ShellCommand {
  /// Lists the relationship types with the number of their relationships.
  static let types = ShellCommand("types", summary: Words.summary) { state, _ in
    [
      .rows(
        columns: [Words.type, Words.relationships],
        state.graph.statistics.types.map { [.string($0.name), .integer($0.count)] })
    ]
  }
}

private enum Words {
  static let summary = "List the types with the number of relationships"
  static let type = "type"
  static let relationships = "relationships"
}
