import GraphModel

extension ShellCommand {
  /// Lists the labels with the number of their nodes.
  static let labels = ShellCommand("labels", summary: Words.summary) { state, _ in
    [
      .rows(
        columns: [Words.label, Words.nodes],
        state.graph.statistics.labels.map { [.string($0.name), .integer($0.count)] })
    ]
  }
}

private enum Words {
  static let summary = "List the labels with the number of nodes"
  static let label = "label"
  static let nodes = "nodes"
}
