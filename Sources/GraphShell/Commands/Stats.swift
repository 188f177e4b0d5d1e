import GraphModel

extension ShellCommand {
  /// Shows how large the graph is.
  static let stats = ShellCommand("stats", summary: Words.summary) { state, _ in
    let statistics = state.graph.statistics
    return [
      .rows(
        columns: [Words.what, Words.value],
        [
          [.string(Words.file), .string(state.graph.path ?? Words.memory)],
          [.string(Words.nodes), .integer(statistics.nodeCount)],
          [.string(Words.relationships), .integer(statistics.relationshipCount)],
          [.string(Words.labels), .integer(statistics.labels.count)],
          [.string(Words.types), .integer(statistics.types.count)],
          [.string(Words.keys), .integer(statistics.propertyKeys.count)],
          [.string(Words.indexes), .integer(statistics.indexes.count)],
        ])
    ]
  }
}

private enum Words {
  static let summary = "Show how large the graph is"
  static let what = "what"
  static let value = "value"
  static let file = "file"
  static let memory = "(in memory)"
  static let nodes = "nodes"
  static let relationships = "relationships"
  static let labels = "labels"
  static let types = "relationship types"
  static let keys = "property keys"
  static let indexes = "indexes"
}
