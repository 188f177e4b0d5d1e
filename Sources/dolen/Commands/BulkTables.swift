import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit

/// The options of `dolen import` that load tables of nodes and relationships.
struct BulkTables: ParsableArguments {
  @Option(
    name: .customLong("nodes"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A table of nodes: its labels, then its CSV files; the first line is the header, as in "
        + "Neo4j's bulk import: id:ID(Study){id-type:int},year:int. Repeatable.",
      valueName: "label[:label]=file,…"))
  var nodes: [String] = []

  @Option(
    name: .customLong("relationships"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A table of relationships, with a header such as :START_ID(Study),:END_ID(Factor),page:int. "
        + "Repeatable.",
      valueName: "type=file,…"))
  var relationships: [String] = []

  @Option(
    help: ArgumentHelp("What to do at a bad line of a table: stop or skip.", valueName: "what"))
  var onError: String?

  @Option(
    help: ArgumentHelp(
      "What to do at a node that the graph has with other contents: stop, or keep the graph's.",
      valueName: "what"))
  var existing: String?

  @Option(
    help: ArgumentHelp(
      "What parts the fields of a table: a character, or 'tab'. (default: what a first line such as "
        + "'sep=;' says, else a comma)"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The most memory for the ids of nodes.", valueName: "MB"))
  var idMemory: Int?

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
    _ console: TerminalConsole
  ) -> Int32 {
    do {
      var options = settings
      for (name, text) in try more.values().entries { options.add(name, text) }
      let load = try plugins.tables(format: format ?? "bulk-csv", options: options)
      Interrupts.watch(Graph(), interactive: false)
      var observer = ImportObserver()
      observer.progress = { _ in if Interrupts.hasArrived { throw Words.interrupted } }
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

private enum Words {
  static let interrupted = Diagnostic(
    .interrupted, .runtime, "Interrupted", "The load was interrupted; the graph is as before")
}
