extension CommandDescription {
  static let warnings = CommandDescription(
    "warnings", { $0.warningsSummary },
    shell: ShellForm([.onOrOff], details: { words, _ in words.warningsDetails }))
}

extension ShellCommand {
  /// Says whether warnings are shown.
  static let warnings = ShellCommand(.warnings) { state, argument in
    guard let on = try ShellCommand.toggle(argument) else {
      return [.text(state.words.warningsState(isOn: state.showsWarnings))]
    }
    state.showsWarnings = on
    return []
  }
}
