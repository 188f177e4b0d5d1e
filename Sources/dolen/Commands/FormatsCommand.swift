import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen formats`: the formats of rows and of graphs.
struct FormatsCommand: DescribedCommand {
  static let described = CommandDescription.formats

  @OptionGroup var session: SessionOptions

  @OptionGroup var spoken: LanguageOptions
  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: session.color, isInteractive: false, words: words)
    do {
      let shell = ShellSession(
        state: try session.state(
          of: Graph(), plugins, isTerminal: console.isTerminal, words: words),
        console: console)
      shell.listFormats()
      return shell.exitCode
    } catch {
      return console.report(error)
    }
  }
}
