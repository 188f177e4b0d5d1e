import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// The options of `dolen import` that load tables of nodes and relationships.
struct BulkTables: ParsableArguments {
  @Option(.nodesTable) var nodes: [String] = []
  @Option(.relationshipsTable) var relationships: [String] = []
  @Option(.onError) var onError: String?
  @Option(.existing) var existing: String?
  @Option(.delimiter) var delimiter: String?
  @Option(.idMemory) var idMemory: Int?

  /// Whether any table was given.
  var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty }

  /// What was given, as options of the format.
  private var settings: OptionSettings {
    var settings = OptionSettings()
    for text in nodes { settings.add("nodes", text) }
    for text in relationships { settings.add("relationships", text) }
    if let onError { settings.add("on-error", onError) }
    if let existing { settings.add("existing", existing) }
    if let delimiter { settings.add("delimiter", delimiter) }
    if let idMemory { settings.add("id-memory", String(idMemory)) }
    return settings
  }

  /// Loads the tables into the graph's file; returns the exit code.
  ///
  /// - Parameter more: Options of the format that were given by its names.
  func load(
    into file: String, format: String?, _ more: TransferOptions, _ plugins: PluginRegistry,
    _ console: TerminalConsole, _ words: Words
  ) -> Int32 {
    do {
      var options = settings
      for (name, text) in try more.values(words).entries { options.add(name, text) }
      let load = try plugins.tables(format: format ?? "bulk-csv", options: options)
      Interrupts.watch(Graph(), interactive: false)
      var observer = ImportObserver()
      observer.progress = { _ in
        if Interrupts.hasArrived {
          throw Diagnostic(.interrupted, .runtime, "Interrupted", words.loadInterrupted)
        }
      }
      let report = try Interrupts.whileBusy { try load.run(into: file, observer: observer) }
      try console.output.write("\(report)\n")
      try console.flush()
      return 0
    } catch let error as OptionError {
      return console.report(ShellFailure(.usage, "\(error)"))
    } catch {
      return console.report(error)
    }
  }
}
