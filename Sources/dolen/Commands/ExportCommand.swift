import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen export DB`: a graph, or what a query finds of it, into a file or a folder.
struct ExportCommand: DescribedCommand {
  static let described = CommandDescription.exportFile

  @Argument(.graphFile) var file: String

  @Argument(.exportTarget) var target: String?

  @Option(.exportFormat) var format: String?

  @Option(.output) var output: String?

  @Option(.exportQuery) var query: String?

  @Option(.exportAround) var around: String?

  @Option(.exportHops) var hops: Int?

  @Option(.exportAs) var form: ExportSelection.Form?

  @Flag(.salvage) var salvage = false

  @Flag(.exportForce) var force = false

  @OptionGroup var transfer: TransferOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  @OptionGroup var queryOptions: QueryOptions

  @OptionGroup var spoken: LanguageOptions

  mutating func validate() throws {
    if (target == nil) == (output == nil) {
      throw ValidationError(words.nameTarget)
    }
    do throws(ShellFailure) {
      try selection.check(words)
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// What of the graph is exported.
  private var selection: ExportSelection {
    var selection = ExportSelection()
    selection.query = query
    selection.around = around
    selection.hops = hops
    selection.form = form
    return selection
  }

  /// Where the bytes go.
  private var path: String { output ?? target ?? "-" }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: queryOptions.color, isInteractive: false, words: words)
    do {
      let options = try transfer.values(words)
      let opening = GraphOpening(file: file, access: .readOnly, words: words)
      let (graph, losses) =
        try salvage ? opening.salvagedGraph() : (opening.graph(), [])
      if salvage, GraphTransfer.isSameFile(path, file) {
        throw ShellFailure(.usage, words.damagedFileStays)
      }
      queryOptions.limit(graph, isInteractive: false)
      pluginOptions.offerFunctions(to: graph)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: ShellState(
          graph: graph, plugins: plugins, format: .csv, library: QueryLibrary(folder: nil),
          words: words),
        console: console)
      try queryOptions.setParameters(of: shell)
      let parameters = shell.state.parameters
      func work() throws -> ExportReport {
        try Interrupts.whileBusy { try export(graph, plugins, parameters, options) }
      }
      // What goes to the terminal is to be seen, and nothing else beside it.
      let report =
        try path == "-" ? work() : WorkLine.whileDoing(words.exporting(path), in: words, work)
      try graph.close()
      if let warning = PictureMaker.warning(of: path, nodes: report.nodes, in: words) {
        try console.notices.write(warning + "\n")
      }
      try console.notices.write("\(path == "-" ? "" : "\(path): ")\(report.text(words))\n")
      if salvage {
        let lines = losses.isEmpty ? [words.nothingLost] : losses.map(words.lost)
        try console.notices.write(lines.joined(separator: "\n") + "\n")
      }
      try console.flush()
      return 0
    } catch let error as OptionError {
      return console.report(ShellFailure(.usage, "\(error)"))
    } catch {
      return console.report(error)
    }
  }

  private func export(
    _ graph: Graph, _ plugins: PluginRegistry, _ parameters: [String: Value],
    _ options: OptionSettings
  ) throws -> ExportReport {
    do {
      return try GraphTransfer(graph, plugins: plugins, words: words).export(
        selection, to: path, format: format, options: options, parameters: parameters,
        replacing: force)
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: query ?? ""))
    }
  }
}

extension ExportSelection.Form: ExpressibleByArgument {}
