import GraphModel

extension CommandDescription {
  static let labels = CommandDescription("labels", { $0.labelsSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Lists the labels with the number of their nodes.
  static let labels = ShellCommand(.labels) { state, _ in
    [
      .rows(
        columns: [state.words.labelHeading, state.words.nodesHeading],
        state.graph.statistics.labels.map { [.string($0.name), .integer($0.count)] })
    ]
  }
}
