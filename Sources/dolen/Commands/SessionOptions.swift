import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// The options of every command that shows rows.
struct SessionOptions: ParsableArguments {
  @Option(.rowFormat) var format: String?

  @OptionGroup var query: QueryOptions

  @Option(.queries) var queries: String?

  @Flag(.yes) var yes = false

  @Flag(.evidence) var evidence = false

  @Option(.at) var snapshot: String?

  mutating func validate() throws {
    guard let format else { return }
    do {
      _ = try RowFormats.required(format, words: LanguageOptions.environment)
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// The state of a session on `graph`.
  func state(
    of graph: Graph, _ plugins: PluginRegistry, isTerminal: Bool, words: Words
  ) throws -> ShellState {
    let chosen = format.flatMap { RowFormats.named($0) }
    let library = queries.map { QueryLibrary(folder: $0) } ?? .standard()
    var state = ShellState(
      graph: graph, plugins: plugins, format: chosen ?? (isTerminal ? .table : .csv),
      library: library, words: words)
    state.versions = [
      ("dolen", EngineVersion.current), ("readline", EditingReader.version(in: words)),
    ]
    state.allowsSavedUpdates = yes
    graph.carriesEvidence = evidence
    state.isInterrupted = { Interrupts.hasArrived }
    if let snapshot { try state.look(at: snapshot) }
    return state
  }
}
