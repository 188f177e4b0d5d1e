import GraphModel

extension CommandDescription {
  /// `:run` and `dolen run`.
  package static let run = CommandDescription(
    "run", { $0.runSummary },
    shell: ShellForm([.required("NAME", .query)], details: { words, _ in words.runShellDetails }),
    program: ProgramForm(
      [.graphFile, .queryName], options: .rowShowing + .plugins + [.language],
      details: { $0.runDetails },
      examples: ["dolen run evidence.dolen evidence-for-factor -P \"factor='F9'\""]))
}

extension CommandArgument {
  package static let queryName = required("name", .query) { $0.queryNameHelp }
}

extension ShellCommand {
  /// Runs a saved query.
  static let runSaved = ShellCommand(.run) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word(), words.rest.isEmpty else { throw CommandMisused() }
    return try state.effects(ofSaved: name)
  }
}

extension ShellState {
  /// What running the saved query `name` asks for: parameters that are not set get the values that
  /// it states, which is said.
  func effects(ofSaved name: String) throws -> [ShellEffect] {
    let query = try library.query(name, words: words)
    var values = parameters
    var effects: [ShellEffect] = library.isFound ? [.notice(query.path)] : []
    for parameter in query.parameters where values[parameter.name] == nil {
      values[parameter.name] = try value(of: parameter.expression)
      effects.append(
        .notice(
          words.statedByQuery(
            parameter: parameter.name, expression: parameter.expression)))
    }
    return effects + [.saved(query, parameters: values)]
  }
}
