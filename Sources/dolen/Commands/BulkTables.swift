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
  @Option(.delimiter) var delimiter: String?
  @Option(.idMemory) var idMemory: Int?

  /// Whether any table was given.
  var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty }

  /// The tables, as they were given.
  var sources: String { (nodes + relationships).joined(separator: ", ") }

  /// What was given, as options of the format.
  private var settings: OptionSettings {
    var settings = OptionSettings()
    for text in nodes { settings.add("nodes", text) }
    for text in relationships { settings.add("relationships", text) }
    if let delimiter { settings.add("delimiter", delimiter) }
    if let idMemory { settings.add("id-memory", String(idMemory)) }
    return settings
  }

  /// Loads the tables into the graph's file.
  ///
  /// - Parameter more: Options of the format that were given by its names.
  func load(
    into file: String, format: String?, _ more: OptionSettings, _ choices: ImportChoices,
    _ plugins: PluginRegistry, _ words: Words
  ) throws -> ImportReport {
    var options = settings
    for (name, text) in more.entries { options.add(name, text) }
    let load = try plugins.tables(format: format ?? "bulk-csv", options: options)
    Interrupts.watch(Graph(), interactive: false)
    return try choices.followed(words) { observer in
      try Interrupts.whileBusy {
        try load.run(into: file, isDryRun: choices.dryRun, observer: observer)
      }
    }
  }
}
