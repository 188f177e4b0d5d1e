import GraphEngine
import GraphModel

extension CommandDescription {
  static let use = CommandDescription(
    "use", { $0.useSummary },
    shell: ShellForm([.required("FILE", .file)], details: { words, _ in words.useDetails }))
}

extension ShellCommand {
  /// Goes over to another graph.
  static let use = ShellCommand(.use, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    guard let path = words.word(), words.rest.isEmpty || words.rest == ";" else {
      throw CommandMisused()
    }
    guard let open = state.opensGraph else {
      throw ShellFailure(.query, state.words.noOtherGraph)
    }
    return [.use(try open(state.resolved(path)))]
  }
}

extension ShellSession {
  /// Goes over to another graph, which was opened for it, and closes the one at hand.
  func use(_ graph: Graph) throws {
    rollBackOpenTransaction(failing: false)
    state.lookAtPresent()
    let before = state.graph
    graph.mutedWarnings = before.mutedWarnings
    graph.warnsEachTime = before.warnsEachTime
    state.graph = graph
    try before.close()
    let statistics = graph.statistics
    notice(
      state.words.nowUsing(
        graph.path ?? "", nodes: statistics.nodeCount,
        relationships: statistics.relationshipCount))
  }

  /// Closes the graph, also where a snapshot of it is being asked.
  ///
  /// - Throws: As `Graph.close()`.
  public func closeGraph() throws {
    state.lookAtPresent()
    try state.graph.close()
  }

  /// Sends answers to a file or a command from now on; nil for the console.
  func redirect(to target: OutputTarget?) throws {
    if let before = state.redirection {
      state.redirection = nil
      if let failure = try before.finish(in: state.words) { notice(failure) }
    }
    if let target { state.redirection = try AnswerSink(target) }
  }
}
