extension CommandDescription {
  static let once = CommandDescription(
    "once", { $0.onceSummary },
    shell: ShellForm(
      [.required("FILE", .file), .word("--force")], details: { words, _ in words.onceDetails },
      examples: [":format json", ":once factors.json", "MATCH (f:Factor) RETURN f;"]))
}

extension ShellCommand {
  /// Sends the next answer to a file.
  static let once = ShellCommand(.once, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    let (path, replacing) = try words.target()
    guard words.rest.isEmpty else { throw CommandMisused() }
    state.once = try state.target(path, replacing: replacing)
    return []
  }
}

extension ArgumentReader {
  /// The name of a file to be made, with `--force` before or behind it where one that is there may be
  /// replaced.
  ///
  /// What begins with a bar is a command, which takes the rest of the line.
  mutating func target() throws(CommandMisused) -> (path: String, replacing: Bool) {
    if rest.hasPrefix("|") {
      let command = rest
      self = ArgumentReader("")
      guard command.count > 1 else { throw CommandMisused() }
      return (command, false)
    }
    var replacing = isForced()
    guard let path = word() else { throw CommandMisused() }
    if isForced() { replacing = true }
    return (path, replacing)
  }

  private mutating func isForced() -> Bool { word { $0 == "--force" } != nil }
}
