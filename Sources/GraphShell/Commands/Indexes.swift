extension ShellCommand {
  /// Lists the indexes and unique constraints.
  static let indexes = ShellCommand("indexes", summary: Words.summary) { _, _ in
    [.statement(ShellStatement("SHOW INDEXES"))]
  }
}

private enum Words {
  static let summary = "List the indexes and unique constraints"
}
