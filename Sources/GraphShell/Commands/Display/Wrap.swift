import WordCatalog

extension CommandDescription {
  static let wrap = CommandDescription(
    "wrap", { $0.wrapSummary }, shell: ShellForm([.onOrOff]))
}

extension ShellCommand {
  /// Says whether long cells go on in the next line.
  static let wrap = ShellCommand(.wrap) { state, argument in
    guard let on = try ShellCommand.toggle(argument) else {
      return [.text(state.words.wrapState(isOn: state.wraps))]
    }
    state.wraps = on
    return []
  }
}
