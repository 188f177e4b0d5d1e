extension CommandDescription {
  static let quit = CommandDescription(
    "quit", aliases: ["exit", "q"], { $0.quitSummary },
    shell: ShellForm(details: { words, _ in words.quitDetails }))
}

extension ShellCommand {
  /// Leaves the shell.
  static let quit = ShellCommand(.quit) { _, _ in [.quit] }
}
