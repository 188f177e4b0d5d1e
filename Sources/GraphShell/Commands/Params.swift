import GraphModel

extension ShellCommand {
  /// Lists the parameters, or forgets them.
  static let params = ShellCommand(
    "params", argument: "[clear]", summary: Words.summary
  ) { state, argument in
    switch argument.lowercased() {
    case "":
      let names = state.parameters.keys.sorted { Text($0) < Text($1) }
      return [
        .rows(
          columns: [Words.name, Words.value],
          names.map { [.string($0), .string((state.parameters[$0] ?? .null).cypherText)] })
      ]
    case "clear":
      state.parameters = [:]
      return []
    default: throw CommandMisused()
    }
  }
}

private enum Words {
  static let summary = "List the parameters, or forget them"
  static let name = "name"
  static let value = "value"
}
