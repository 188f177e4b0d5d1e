extension CommandDescription {
  static let begin = CommandDescription(
    "begin", { $0.beginSummary }, shell: ShellForm(details: { words, _ in words.beginDetails }))
  static let commit = CommandDescription("commit", { $0.commitSummary }, shell: ShellForm())
  static let rollback = CommandDescription("rollback", { $0.rollbackSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Opens a transaction.
  static let begin = ShellCommand(.begin) { _, _ in [.statement(ShellStatement("BEGIN"))] }

  /// Keeps what was done in the transaction.
  static let commit = ShellCommand(.commit) { _, _ in [.statement(ShellStatement("COMMIT"))] }

  /// Throws away what was done in the transaction.
  static let rollback = ShellCommand(.rollback) { _, _ in
    [.statement(ShellStatement("ROLLBACK"))]
  }
}
