import GraphEngine

extension ShellCommand {
  /// Copies the graph's file while it is open.
  static let backup = ShellCommand(
    "backup", argument: "FILE [--force]", summary: Words.summary, details: { _ in Words.details },
    completion: [.file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    let (path, replacing) = try words.target()
    guard words.rest.isEmpty else { throw CommandMisused() }
    let target = state.resolved(path)
    try state.refuseGraphFile(target)
    try state.graph.backup(to: target, replacing: replacing)
    return [.notice(Words.done(path, state.graph.statistics))]
  }
}

private enum Words {
  static let summary = "Copy the graph's file while it is open"
  static let details = """
    The copy is a graph of its own, as of the last commit. It appears whole or not at all. A file
    of that name is left alone, unless --force stands behind it.
    """

  static func done(_ path: String, _ statistics: GraphStatistics) -> String {
    "\(path): \(statistics.nodeCount) nodes, \(statistics.relationshipCount) relationships"
  }
}
