import GraphModel

extension CommandDescription {
  static let stats = CommandDescription("stats", { $0.statsSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Shows how large the graph is.
  static let stats = ShellCommand(.stats) { state, _ in
    let statistics = state.graph.statistics
    let words = state.words
    return [
      .rows(
        columns: [words.whatHeading, words.valueHeading],
        [
          [.string(words.fileCell), .string(state.graph.path ?? words.inMemoryCell)],
          [.string(words.nodesHeading), .integer(statistics.nodeCount)],
          [.string(words.relationshipsHeading), .integer(statistics.relationshipCount)],
          [.string(words.labelsCell), .integer(statistics.labels.count)],
          [.string(words.typesCell), .integer(statistics.types.count)],
          [.string(words.propertyKeysCell), .integer(statistics.propertyKeys.count)],
          [.string(words.indexesCell), .integer(statistics.indexes.count)],
        ])
    ]
  }
}
