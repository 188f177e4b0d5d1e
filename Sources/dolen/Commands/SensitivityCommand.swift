import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen sensitivity DB QUERY`: what of an answer changes when sources are left out.
struct SensitivityCommand: DescribedCommand {
  static let described = CommandDescription(
    "sensitivity", { $0.sensitivitySummary },
    program: .init(
      [.graphFile, .sensitivityQuery],
      options: [.sensitivityBy, .sensitivityKey] + .rowShowing + .plugins + [.language],
      details: { $0.sensitivityDetails },
      examples: [
        "dolen sensitivity evidence.dolen 'MATCH (s:Study)-[:SUPPORTS]->(f) RETURN f.id, count(*)'"
      ]))

  @Argument(.graphFile) var file: String

  @Argument(.sensitivityQuery) var query: String

  @Option(.sensitivityBy) var by: String?

  @Option(.sensitivityKey) var key: [String] = []

  @OptionGroup var session: SessionOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: session.color, isInteractive: false, words: words)
    do {
      let graph = try GraphOpening(file: file, words: words).graph()
      session.query.limit(graph, isInteractive: false)
      pluginOptions.offerFunctions(to: graph)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: try session.state(of: graph, plugins, isTerminal: console.isTerminal, words: words),
        console: console)
      try session.query.setParameters(of: shell)
      var options = MapValue()
      if let by { options["by"] = .string(by) }
      if !key.isEmpty { options["key"] = .list(key.map { .string($0) }) }
      let asked = options
      shell.configure { state in
        state.parameters["sensitivity_query"] = .string(query)
        state.parameters["sensitivity_options"] = .map(asked)
      }
      Interrupts.whileBusy {
        shell.runText("CALL evidence.sensitivity($sensitivity_query, $sensitivity_options)")
      }
      try graph.close()
      return shell.exitCode
    } catch {
      return console.report(error)
    }
  }
}

extension CommandArgument {
  fileprivate static let sensitivityQuery = required("query", .cypher) { $0.sensitivityQueryHelp }
}

extension CommandOption {
  fileprivate static let sensitivityBy = CommandOption("by", value: "what") {
    $0.sensitivityByHelp
  }
  fileprivate static let sensitivityKey = CommandOption("key", value: "column") {
    $0.sensitivityKeyHelp
  }
}
