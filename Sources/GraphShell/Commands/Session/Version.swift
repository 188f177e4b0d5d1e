extension CommandDescription {
  static let version = CommandDescription("version", { $0.versionSummary }, shell: ShellForm())
}

extension ShellCommand {
  /// Shows the versions of the program and of what it is made of.
  static let version = ShellCommand(.version) { state, _ in
    let width = state.versions.map(\.name.utf8.count).max() ?? 0
    let lines = state.versions.map { entry in
      let space = String(repeating: " ", count: width - entry.name.utf8.count + 2)
      return entry.name + space + entry.version
    }
    return [.text(lines.joined(separator: "\n"))]
  }
}
