import ArgumentParser
import GraphShell
import PluginKit
import WordCatalog

/// `dolen run DB NAME`: a saved query.
struct RunCommand: DescribedCommand {
  static let described = CommandDescription.run

  @Argument(.graphFile) var file: String

  @Argument(.queryName) var name: String

  @OptionGroup var session: SessionOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: session.color, isInteractive: false, words: words)
    console.tellsErrorsAsJSON = session.tellsErrorsAsJSON
    do {
      let graph = try GraphOpening(file: file, words: words).graph()
      session.query.limit(graph, isInteractive: false)
      pluginOptions.offerFunctions(to: graph)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: try session.state(of: graph, plugins, isTerminal: console.isTerminal, words: words),
        console: console)
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
