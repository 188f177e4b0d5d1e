import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen queries`: the saved queries with their questions.
struct QueriesCommand: DescribedCommand {
  static let described = CommandDescription.queries

  @Argument(.topic) var topic: String?

  @OptionGroup var session: SessionOptions

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: session.color, isInteractive: false, words: words)
    do {
      let shell = ShellSession(
        state: try session.state(
          of: Graph(), plugins, isTerminal: console.isTerminal, words: words),
        console: console)
      shell.listQueries(topic: topic ?? "")
      return shell.exitCode
    } catch {
      return console.report(error)
    }
  }
}
