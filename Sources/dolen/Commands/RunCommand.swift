import ArgumentParser
import GraphShell
import PluginKit

/// `dolen run DB NAME`: a saved query.
struct RunCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "run", _superCommandName: "dolen", abstract: "Run a saved query.",
    discussion: """
      Saved queries are '.cypher' files. They are looked for in the folder that --queries names, in
      $DOLEN_QUERIES, or in a folder 'Queries' here or above; then the file is said. A parameter that
      is not set has the value that the query states. A query that changes the graph is run only where
      somebody says yes, or with --yes.

      Example:
        dolen run evidence.dolen evidence-for-factor -P "factor='F9'"
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  @Argument(help: "The query's name, also as topic/name.")
  var name: String

  @OptionGroup var session: SessionOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: !session.query.noColor, isInteractive: false)
    do {
      let graph = try GraphOpening(file: file).graph()
      session.query.limit(graph, isInteractive: false)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: session.state(of: graph, plugins, isTerminal: console.isTerminal), console: console)
      try session.query.setParameters(of: shell)
      Interrupts.whileBusy { shell.runSaved(name) }
      shell.rollBackOpenTransaction(failing: shell.exitCode == 0)
      try graph.close()
      return shell.exitCode
    } catch {
      return console.report(error)
    }
  }
}
