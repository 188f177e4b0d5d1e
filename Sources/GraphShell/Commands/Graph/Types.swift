import GraphModel

extension CommandDescription {
  static let types = CommandDescription("types", { $0.typesSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Lists the relationship types with the number of their relationships.
  static let types = ShellCommand(.types) { state, _ in
    [
      .rows(
        columns: [state.words.typeHeading, state.words.relationshipsHeading],
        state.graph.statistics.types.map { [.string($0.name), .integer($0.count)] })
    ]
  }
}
