import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen pipe [DB]`: a graph that another program drives.
struct PipeCommand: DescribedCommand {
  static let described = CommandDescription(
    "pipe", { $0.pipeSummary },
    program: .init(
      [.graphFileOrMemory],
      options: [.create, .readOnly, .testing] + .limits + .plugins + [.language],
      details: { $0.pipeDetails }))

  @Argument(.graphFileOrMemory) var file: String?

  @Flag(.create) var create = false

  @Flag(.readOnly) var readOnly = false

  @Flag(.testing) var testing = false

  @OptionGroup var limits: LimitOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  @OptionGroup var spoken: LanguageOptions

  mutating func validate() throws {
    if testing, file != nil { throw ValidationError(words.testingNeedsMemory) }
    if create, readOnly { throw ValidationError(words.excludeEachOther("--create", "--read-only")) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let access: Graph.Access = create ? .create : readOnly ? .readOnly : .readWrite
      let graph = try GraphOpening(file: file, access: access, words: words).graph()
      limits.limit(graph, seconds: 0)
      pluginOptions.offerFunctions(to: graph)
      Interrupts.watch(graph, interactive: false)
      var server = PipeServer(graph: graph, version: EngineVersion.current, isTesting: testing)
      var reader = ByteReader(standardInputIn: words)
      try reader.forEachLine { line in
        try Interrupts.whileBusy { try server.answer(line, to: console.output) }
        try console.flush()
        graph.tellNotices(in: words)
      }
      try graph.close()
      return 0
    } catch {
      return console.report(error)
    }
  }
}

extension CommandOption {
  fileprivate static let testing = CommandOption(flag: "testing") { $0.testingHelp }
}
