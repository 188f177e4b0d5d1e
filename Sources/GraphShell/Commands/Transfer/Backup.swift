import GraphEngine

extension CommandDescription {
  /// `:backup` and `dolen backup`.
  package static let backup = CommandDescription(
    "backup", { $0.backupSummary },
    shell: ShellForm(
      [.required("FILE", .file), .word("--force")],
      details: { words, _ in words.backupShellDetails }),
    program: ProgramForm(
      [.graphFile, .backupTarget], options: [.force, .language], details: { $0.backupDetails },
      examples: ["dolen backup evidence.dolen evidence-2026-11.dolen"]))
}

extension CommandArgument {
  package static let backupTarget = required("file", .file) { $0.backupTargetHelp }
}

extension ShellCommand {
  /// Copies the graph's file while it is open.
  static let backup = ShellCommand(.backup, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    let (path, replacing) = try words.target()
    guard words.rest.isEmpty else { throw CommandMisused() }
    guard !path.hasPrefix("|") else { throw ShellFailure(.query, state.words.noPipe(path)) }
    let target = state.resolved(path)
    try state.refuseGraphFile(target)
    try state.graph.backup(to: target, replacing: replacing)
    let statistics = state.graph.statistics
    return [
      .notice(
        state.words.copied(
          path, nodes: statistics.nodeCount, relationships: statistics.relationshipCount))
    ]
  }
}
