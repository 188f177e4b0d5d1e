import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// The options of every command that makes a figure.
struct FigureOptions: ParsableArguments {
  @Option(.figureOutput) var output: String?

  @Option(.figureFormat) var format: String?

  @Option(.figureTitle) var title: String?

  @Option(.figureWidth) private var widthText: NumberText?

  @Flag(.force) var force = false

  @OptionGroup var query: QueryOptions

  @OptionGroup(title: Words.english.pluginsHeading) var plugins: PluginOptions

  @OptionGroup var spoken: LanguageOptions

  /// The width in millimetres; nil for as much as is needed.
  var width: Double? { widthText?.decimal }

  mutating func validate() throws {
    guard let text = widthText else { return }
    guard let width = text.decimal, (20...2_000).contains(width) else {
      throw ValidationError(LanguageOptions.environment.figureWidthHelp)
    }
  }

  /// The time that figures tell, where it is given, so that the same graph gives the same file.
  static var epoch: Int? { ShellFiles.environment("SOURCE_DATE_EPOCH").flatMap { Int($0) } }

  /// Opens the graph at `file`, makes the figure and writes it; returns the exit code.
  func perform(
    on file: String, access: Graph.Access = .readOnly,
    figure: (Graph, [String: Value]) throws -> FigureForms
  ) -> Int32 {
    let words = spoken.words
    let console = TerminalConsole(color: query.color, isInteractive: false, words: words)
    do {
      let graph = try GraphOpening(file: file, access: access, words: words).graph()
      query.limit(graph, isInteractive: false)
      plugins.offerFunctions(to: graph)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: ShellState(
          graph: graph, plugins: PluginRegistry([]), format: .csv,
          library: QueryLibrary(folder: nil), words: words),
        console: console)
      try query.setParameters(of: shell)
      let notes = try Interrupts.whileBusy {
        let forms = try figure(graph, shell.state.parameters)
        return try FigureWriter(graph, words: words, replacing: force).write(
          forms, to: output, as: format, on: console.output, layout: console.layout,
          isTerminal: console.isTerminal)
      }
      try graph.close()
      for note in notes { try console.notices.write(note + "\n") }
      try console.flush()
      return 0
    } catch let failure as FigureFailure {
      return console.report(ShellFailure(.data, failure.text(in: words)))
    } catch {
      return console.report(error)
    }
  }
}

extension CommandOption {
  static let figureOutput = CommandOption(
    "output", short: "o", value: "path", .file, takesHyphens: true
  ) { $0.figureOutputHelp }
  static let figureFormat = CommandOption("format", value: "name") { $0.figureFormatHelp }
  static let figureTitle = CommandOption("title", value: "text") { $0.figureTitleHelp }
  static let figureWidth = CommandOption("width", value: "mm", takesHyphens: true) {
    $0.figureWidthHelp
  }
}

extension [CommandOption] {
  /// Those of every command that makes a figure.
  static let figures: [CommandOption] =
    [.figureOutput, .figureFormat, .figureTitle, .figureWidth, .force] + queryRunning + plugins
    + [.language]
}
