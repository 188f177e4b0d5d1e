import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit

/// `dolen export DB`: a graph, or what a query finds of it, into a file or a folder.
struct ExportCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: "dolen",
    abstract: "Export the graph, or what a query finds of it, to a file or folder.",
    discussion: """
      The output appears whole or not at all. The report goes to standard error
      and says what the format could not hold. 'dolen formats' lists the formats.

      Examples:
        dolen export evidence.dolen backup.jsonl
        dolen export damaged.dolen rescued.jsonl --salvage
        dolen export evidence.dolen --format dot -o factors.dot \\
          --query 'MATCH p = (:Study)-[:SUPPORTS]->(:Factor) RETURN p'
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  @Argument(help: ArgumentHelp("The file or folder to write, as -o takes it.", valueName: "path"))
  var target: String?

  @Option(help: ArgumentHelp("The format; without it, the output's name tells.", valueName: "name"))
  var format: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("The file or folder to write; '-' is standard output.", valueName: "path"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Export only the nodes, relationships and paths of this query's answer.",
      valueName: "query"))
  var query: String?

  @Flag(
    help: ArgumentHelp(
      "Read a damaged file as far as it can be read; what was lost is reported."))
  var salvage = false

  @Flag(help: "Replace the file or folder where there is one; a graph is never replaced.")
  var force = false

  @OptionGroup var transfer: TransferOptions

  @OptionGroup var queryOptions: QueryOptions

  mutating func validate() throws {
    if (target == nil) == (output == nil) {
      throw ValidationError("Name the file or folder to write, once: -o PATH")
    }
  }

  /// Where the bytes go.
  private var path: String { output ?? target ?? "-" }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: !queryOptions.noColor, isInteractive: false)
    do {
      let options = try transfer.values()
      let opening = GraphOpening(file: file, access: .readOnly)
      let (graph, losses) =
        try salvage ? opening.salvagedGraph() : (opening.graph(), [])
      if salvage, GraphTransfer.isSameFile(path, file) {
        throw ShellFailure(.usage, "The damaged file cannot be replaced; choose another name")
      }
      queryOptions.limit(graph, isInteractive: false)
      Interrupts.watch(graph, interactive: false)
      let shell = ShellSession(
        state: ShellState(
          graph: graph, plugins: plugins, format: .csv, library: QueryLibrary(folder: nil)),
        console: console)
      try queryOptions.setParameters(of: shell)
      let report = try Interrupts.whileBusy {
        try export(graph, plugins, shell.state.parameters, options)
      }
      try graph.close()
      try console.notices.write("\(path == "-" ? "" : "\(path): ")\(report)\n")
      if salvage {
        let lines = losses.isEmpty ? ["nothing was lost"] : losses.map { "lost: \($0)" }
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
      return try GraphTransfer(graph, plugins: plugins).export(
        to: path, format: format, options: options, query: query, parameters: parameters,
        replacing: force)
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: query ?? ""))
    }
  }
}
