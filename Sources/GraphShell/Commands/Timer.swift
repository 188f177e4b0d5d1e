extension ShellCommand {
  /// Says whether the time of each statement is shown.
  static let timer = ShellCommand(
    "timer", argument: "[on|off]", summary: Words.summary, completion: [.toggle]
  ) { state, argument in
    guard let on = try ShellCommand.toggle(argument) else {
      return [.text(Words.current(state.showsTimer))]
    }
    state.showsTimer = on
    return []
  }
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

private enum Words {
  static let summary = "Show how long each statement takes"

  static func current(_ on: Bool) -> String { "The timer is \(on ? "on" : "off")" }
}
