import GraphModel

extension CommandDescription {
  static let params = CommandDescription(
    "params", { $0.paramsSummary }, shell: ShellForm([.optional("clear")]))
}

extension ShellCommand {
  /// Lists the parameters, or forgets them.
  static let params = ShellCommand(.params) { state, argument in
    switch argument.lowercased() {
    case "":
      let names = state.parameters.keys.sorted { Text($0) < Text($1) }
      return [
        .rows(
          columns: [state.words.nameHeading, state.words.valueHeading],
          names.map { [.string($0), .string((state.parameters[$0] ?? .null).cypherText)] })
      ]
    case "clear":
      state.parameters = [:]
      return []
    default: throw CommandMisused()
    }
  }
}
