import GraphEngine
import GraphModel
import GraphShell
import Platform
import PluginKit

/// Opens a graph, and the shell on it or a batch.
struct OpenAction {
  private let options: OpenOptions

  init(_ options: OpenOptions) { self.options = options }

  /// Does so and returns the exit code.
  func perform(with plugins: PluginRegistry) -> Int32 {
    var sources = options.sources.map(\.source)
    let isInteractive = sources.isEmpty && isatty(STDIN_FILENO) == 1
    if sources.isEmpty, !isInteractive { sources = [.input] }
    let console = TerminalConsole(
      color: !options.session.query.noColor, isInteractive: isInteractive)
    do {
      let graph = try open(isInteractive: isInteractive, console: console)
      options.session.query.limit(graph, isInteractive: isInteractive)
      Interrupts.watch(graph, interactive: isInteractive)
      let session = ShellSession(
        state: options.session.state(of: graph, plugins, isTerminal: console.isTerminal),
        console: console,
        origin: isInteractive ? nil : "stdin",
        goesOnAfterFailure: isInteractive || options.keepGoing)
      try options.session.query.setParameters(of: session)
      let code: Int32
      if isInteractive {
        code = InteractiveShell(session: session, console: console).run()
      } else {
        code = Batch(session: session).run(sources)
      }
      try graph.close()
      return code
    } catch {
      return console.report(error)
    }
  }

  private func open(isInteractive: Bool, console: TerminalConsole) throws -> Graph {
    var opening = GraphOpening(file: options.file)
    if options.readOnly {
      opening.access = .readOnly
    } else if options.create || (isInteractive && !opening.exists) {
      opening.access = .create
    }
    let isNew = opening.access == .create && !opening.exists
    let graph = try opening.graph()
    if isInteractive {
      try console.output.write(Words.greeting(graph, isNew: isNew))
      try console.flush()
    }
    return graph
  }
}

extension TerminalConsole {
  /// Shows what ended everything, and returns its exit code.
  func report(_ error: any Error) -> Int32 {
    if error is PipeClosed { return 0 }
    if let error = error as? FileError, error.code == EPIPE { return 0 }
    let failure = ShellFailure(error)
    do {
      try flush()
      try notices.write(failure.message + "\n")
      try flush()
    } catch {
      // There is nobody left to tell; the exit code says it.
      return failure.kind.rawValue
    }
    return failure.kind.rawValue
  }
}

private enum Words {
  static func greeting(_ graph: Graph, isNew: Bool) -> String {
    let name: String
    switch (graph.path, isNew) {
    case (nil, _): name = "a graph in memory"
    case (let path?, true): name = "\(path) (new)"
    case (let path?, false):
      let statistics = graph.statistics
      let nodes = statistics.nodeCount
      let relationships = statistics.relationshipCount
      name =
        "\(path), \(nodes) node\(nodes == 1 ? "" : "s") and \(relationships) "
        + "relationship\(relationships == 1 ? "" : "s")"
        + (graph.isReadOnly ? ", for reading only" : "")
    }
    return "Dolen \(EngineVersion.current): \(name). "
      + "Statements end with ';', :help lists commands.\n"
  }
}
