import GraphModel

extension ShellCommand {
  /// Runs a saved query.
  static let runSaved = ShellCommand(
    "run", argument: "NAME", summary: Words.summary, details: { _ in Words.details },
    completion: [.query]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word(), words.rest.isEmpty else { throw CommandMisused() }
    return try state.effects(ofSaved: name)
  }
}

extension ShellState {
  /// What running the saved query `name` asks for: parameters that are not set get the values that
  /// it states, which is said.
  func effects(ofSaved name: String) throws -> [ShellEffect] {
    let query = try library.query(name)
    var values = parameters
    var effects: [ShellEffect] = library.isFound ? [.notice(query.path)] : []
    for parameter in query.parameters where values[parameter.name] == nil {
      values[parameter.name] = try value(of: parameter.expression)
      effects.append(.notice(Words.stated(parameter.name, parameter.expression)))
    }
    return effects + [.saved(query, parameters: values)]
  }
}

private enum Words {
  static let summary = "Run a saved query; ':queries' lists them"
  static let details = """
    Saved queries are looked for in the folder named by --queries or $DOLEN_QUERIES, or in a folder
    'Queries' here or above, which is said. A parameter that is not set has the value that the query
    states. One that changes the graph is run only where somebody says yes.
    """

  static func stated(_ name: String, _ expression: String) -> String {
    "$\(name) = \(expression), as the query states"
  }
}
