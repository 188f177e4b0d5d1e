extension CommandDescription {
  static let warnings = CommandDescription(
    "warnings", { $0.warningsSummary },
    shell: ShellForm(
      [.onOrOff, .optional("NAME", .choice(ShellWarning.names))],
      details: { words, _ in
        words.warningsDetails + "\n\n  " + ShellWarning.names.joined(separator: "\n  ")
      }))
}

extension ShellCommand {
  /// Says whether warnings are shown.
  static let warnings = ShellCommand(.warnings) { state, argument in
    var words = ArgumentReader(argument)
    guard let on = try ShellCommand.toggle(words.word() ?? "") else {
      let muted = state.graph.mutedWarnings.sorted()
      return [.text(state.words.warningsState(isOn: state.showsWarnings))]
        + (muted.isEmpty ? [] : [.text(state.words.warningsMuted(muted))])
    }
    guard !words.rest.isEmpty else {
      state.showsWarnings = on
      return []
    }
    while let word = words.word() {
      let name = try ShellWarning.required(word, in: state.words)
      if on {
        state.graph.mutedWarnings.remove(name)
      } else {
        state.graph.mutedWarnings.insert(name)
      }
    }
    return []
  }
}
