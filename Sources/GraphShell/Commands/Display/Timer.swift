extension CommandDescription {
  static let timer = CommandDescription(
    "timer", { $0.timerSummary }, shell: ShellForm([.onOrOff]))
}

extension ShellCommand {
  /// Says whether the time of each statement is shown.
  static let timer = ShellCommand(.timer) { state, argument in
    guard let on = try ShellCommand.toggle(argument) else {
      return [.text(state.words.timerState(isOn: state.showsTimer))]
    }
    state.showsTimer = on
    return []
  }
}

extension CommandArgument {
  /// What is switched on or off.
  static let onOrOff = optional("on|off", .choice(["on", "off"]))
}

extension ShellCommand {
  /// `on` as true, `off` as false, nothing as nil.
  static func toggle(_ argument: String) throws(CommandMisused) -> Bool? {
    switch argument.lowercased() {
    case "": return nil
    case "on": return true
    case "off": return false
    default: throw CommandMisused()
    }
  }
}
