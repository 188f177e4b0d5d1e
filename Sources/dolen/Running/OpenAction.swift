import GraphEngine
import GraphModel
import GraphShell
import Platform
import PluginKit
import WordCatalog

/// Opens a graph, and the shell on it or a batch.
struct OpenAction {
  private let options: OpenOptions

  private var words: Words { options.words }

  init(_ options: OpenOptions) { self.options = options }

  /// Does so and returns the exit code.
  func perform(with plugins: PluginRegistry) -> Int32 {
    var sources = options.sources.map(\.source)
    let isInteractive = sources.isEmpty && isatty(STDIN_FILENO) == 1
    if sources.isEmpty, !isInteractive { sources = [.input] }
    let console = TerminalConsole(
      color: options.session.color, isInteractive: isInteractive, words: words)
    console.tellsErrorsAsJSON = options.session.tellsErrorsAsJSON
    do {
      let graph = try open(isInteractive: isInteractive, console: console)
      offer(graph, isInteractive: isInteractive)
      Interrupts.watch(graph, interactive: isInteractive)
      let session = ShellSession(
        state: try options.session.state(
          of: graph, plugins, isTerminal: console.isTerminal, words: words),
        console: console,
        origin: isInteractive ? nil : "stdin",
        goesOnAfterFailure: isInteractive || options.keepGoing)
      session.configure { state in
        state.isSafe = options.safe
        state.opensGraph = { [options] path in
          let action = OpenAction(options)
          let graph = try GraphOpening(
            file: path, access: options.readOnly ? .readOnly : .readWrite, words: options.words
          ).graph()
          action.offer(graph, isInteractive: isInteractive)
          Interrupts.turn(to: graph)
          return graph
        }
      }
      try options.session.query.setParameters(of: session)
      var code: Int32
      if isInteractive {
        if !options.noInit, !options.safe, let path = InitFile.path { session.runScript(path) }
        code = InteractiveShell(session: session, console: console).run()
      } else {
        code = Batch(session: session, words: words, isAtomic: options.atomic).run(sources)
      }
      session.endOutput()
      session.warnOfUnusedParameters()
      if code == 0, !isInteractive { code = session.exitCode }
      try session.closeGraph()
      return code
    } catch {
      return console.report(error)
    }
  }

  /// Puts limits on a graph, and offers functions to it.
  private func offer(_ graph: Graph, isInteractive: Bool) {
    options.session.query.limit(graph, isInteractive: isInteractive)
    // What runs programs reaches outside of the graph.
    if !options.safe { options.pluginOptions.offerFunctions(to: graph) }
  }

  private func open(isInteractive: Bool, console: TerminalConsole) throws -> Graph {
    var opening = GraphOpening(file: options.file, words: words)
    if options.readOnly {
      opening.access = .readOnly
    } else if options.create {
      opening.access = .create
    } else if isInteractive, let file = options.file, !opening.exists {
      // A name that is mistyped must not make a file.
      let question = words.mayMakeGraph(file, nearest: opening.nearestFile)
      guard try console.confirms(console.fitted(question)) == true else {
        throw ShellFailure(.store, words.noGraph(file, nearest: opening.nearestFile))
      }
      opening.access = .create
    }
    let isNew = opening.access == .create && !opening.exists
    let graph = try opening.graph()
    if isInteractive {
      let greeting = greeting(graph, isNew: isNew)
      try console.output.write(console.fitted(greeting) + "\n")
      try console.flush()
    }
    return graph
  }

  private func greeting(_ graph: Graph, isNew: Bool) -> String {
    let name: String
    switch (graph.path, isNew) {
    case (nil, _): name = words.graphInMemory
    case (let path?, true): name = words.newGraph(path)
    case (let path?, false):
      let statistics = graph.statistics
      name = words.openGraph(
        path, nodes: statistics.nodeCount, relationships: statistics.relationshipCount,
        isReadOnly: graph.isReadOnly)
    }
    return words.greeting(version: EngineVersion.current, graph: name)
  }
}

extension TerminalConsole {
  /// A message in lines that fit the terminal; as it is where there is none.
  func fitted(_ text: String) -> String {
    layout.width.map { NoticeLayout.fitted(text, to: $0) } ?? text
  }

  /// Shows what ended everything, and returns its exit code.
  func report(_ error: any Error) -> Int32 {
    if error is PipeClosed { return 0 }
    if let error = error as? FileError, error.code == EPIPE { return 0 }
    let failure = ShellFailure(error)
    do {
      try flush()
      let text =
        tellsErrorsAsJSON
        ? failure.record.json(.error, exitCode: failure.kind.rawValue)
        : fitted(failure.message)
      try notices.write(text + "\n")
      try flush()
    } catch {
      // There is nobody left to tell; the exit code says it.
      return failure.kind.rawValue
    }
    return failure.kind.rawValue
  }
}
