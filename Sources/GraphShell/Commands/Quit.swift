extension ShellCommand {
  /// Leaves the shell.
  static let quit = ShellCommand(
    "quit", aliases: ["exit", "q"], summary: Words.summary, details: { _ in Words.details }
  ) { _, _ in [.quit] }
}

private enum Words {
  static let summary = "Leave the shell"
  static let details = "Ctrl-D does the same. A transaction that is open is rolled back."
}
