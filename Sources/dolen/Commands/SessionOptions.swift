import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit

/// The options of every command that shows rows.
struct SessionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How rows are shown: \(RowFormats.all.map(\.name).joined(separator: ", ")). "
        + "(default: table on a terminal, csv otherwise)", valueName: "name"))
  var format: String?

  @OptionGroup var query: QueryOptions

  @Option(help: ArgumentHelp("The folder of the saved queries.", valueName: "folder"))
  var queries: String?

  @Flag(help: "Let saved queries change the graph without asking.")
  var yes = false

  mutating func validate() throws {
    guard let format else { return }
    do { _ = try RowFormats.required(format) } catch { throw ValidationError(error.message) }
  }

  /// The state of a session on `graph`.
  func state(of graph: Graph, _ plugins: PluginRegistry, isTerminal: Bool) -> ShellState {
    let chosen = format.flatMap { RowFormats.named($0) }
    let library = queries.map { QueryLibrary(folder: $0) } ?? .standard()
    var state = ShellState(
      graph: graph, plugins: plugins, format: chosen ?? (isTerminal ? .table : .csv),
      library: library)
    state.versions = [("dolen", EngineVersion.current), ("readline", EditingReader.version)]
    state.allowsSavedUpdates = yes
    state.isInterrupted = { Interrupts.hasArrived }
    return state
  }
}
