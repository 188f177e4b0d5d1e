import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen queries`: the saved queries with their questions.
struct QueriesCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "queries", _superCommandName: "dolen",
    abstract: "List the saved queries with their questions.")

  @Argument(help: "Only the queries of this topic.")
  var topic: String?

  @OptionGroup var session: SessionOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: !session.query.noColor, isInteractive: false)
    let shell = ShellSession(
      state: session.state(of: Graph(), plugins, isTerminal: console.isTerminal), console: console)
    shell.listQueries(topic: topic ?? "")
    return shell.exitCode
  }
}
