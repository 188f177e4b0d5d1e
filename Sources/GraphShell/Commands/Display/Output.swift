extension CommandDescription {
  static let output = CommandDescription(
    "output", { $0.outputSummary },
    shell: ShellForm(
      [.optional("FILE", .file), .word("--force")], details: { words, _ in words.outputDetails },
      examples: [":output answers.csv", ":output |sort", ":output"]))
}

extension ShellCommand {
  /// Sends all answers that follow to a file or a command.
  static let output = ShellCommand(.output, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    guard let (path, replacing) = try? words.target(), path != "stdout" else {
      return [.redirect(nil)]
    }
    guard words.rest.isEmpty else { throw CommandMisused() }
    return [.redirect(try state.target(path, replacing: replacing))]
  }
}
