extension ShellCommand {
  /// Opens a transaction.
  static let begin = ShellCommand("begin", summary: Words.begin, details: { _ in Words.details }) {
    _, _ in
    [.statement(ShellStatement("BEGIN"))]
  }

  /// Keeps what was done in the transaction.
  static let commit = ShellCommand("commit", summary: Words.commit) { _, _ in
    [.statement(ShellStatement("COMMIT"))]
  }

  /// Throws away what was done in the transaction.
  static let rollback = ShellCommand("rollback", summary: Words.rollback) { _, _ in
    [.statement(ShellStatement("ROLLBACK"))]
  }
}

private enum Words {
  static let begin = "Open a transaction, as the statement BEGIN does"
  static let commit = "Keep what was done in the transaction"
  static let rollback = "Throw away what was done in the transaction"
  static let details = """
    While a transaction is open the prompt has a star. Without one, each statement is kept or
    thrown away by itself.
    """
}
