import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen formats`: the formats of rows and of graphs.
struct FormatsCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "formats", _superCommandName: "dolen",
    abstract: "List the formats of rows and of graphs.")

  @OptionGroup var session: SessionOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: !session.query.noColor, isInteractive: false)
    let shell = ShellSession(
      state: session.state(of: Graph(), plugins, isTerminal: console.isTerminal), console: console)
    shell.listFormats()
    return shell.exitCode
  }
}
