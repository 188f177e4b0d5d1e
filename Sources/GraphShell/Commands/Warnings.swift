extension ShellCommand {
  /// Says whether warnings are shown.
  static let warnings = ShellCommand(
    "warnings", argument: "[on|off]", summary: Words.summary, details: { _ in Words.details },
    completion: [.toggle]
  ) { state, argument in
    guard let on = try ShellCommand.toggle(argument) else {
      return [.text(Words.current(state.showsWarnings))]
    }
    state.showsWarnings = on
    return []
  }
}

private enum Words {
  static let summary = "Show warnings, as of a label that no node has"
  static let details = """
    openCypher finds nothing, silently, where a label, a type or a key is misspelt. The warning
    names the nearest that exists.
    """

  static func current(_ on: Bool) -> String { "Warnings are \(on ? "on" : "off")" }
}
