extension CommandDescription {
  static let indexes = CommandDescription("indexes", { $0.indexesSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Lists the indexes and unique constraints.
  static let indexes = ShellCommand(.indexes) { _, _ in
    [.statement(ShellStatement("SHOW INDEXES"))]
  }
}
