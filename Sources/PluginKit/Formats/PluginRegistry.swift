import GraphEngine
import GraphModel

/// The formats that a program knows, looked up by name, or recognised by a file or folder.
///
///     var plugins = PluginRegistry([.jsonLines, .graphFolder])
///     plugins.add(found)
///     let report = try plugins.importGraph(into: graph, from: "Graph")
///
/// A program makes one and hands it to all that reads and writes graphs.
public struct PluginRegistry: Sendable {
  /// The formats, by name.
  public private(set) var plugins: [FormatPlugin]

  /// A registry of the given formats, whose order means nothing.
  public init(_ plugins: [FormatPlugin]) {
    self.plugins = plugins.sorted { $0.name < $1.name }
  }

  /// Adds a format.
  public mutating func add(_ plugin: FormatPlugin) { self = PluginRegistry(plugins + [plugin]) }

  /// The formats that can be read.
  public var importers: [FormatPlugin] { plugins.filter(\.isRead) }

  /// The formats that can be written.
  public var exporters: [FormatPlugin] { plugins.filter { $0.exporting != nil } }

  /// The format that reads, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name, or where several are called so.
  public func importer(named name: String) throws(OptionError) -> FormatPlugin {
    try plugin(named: name, among: importers, else: "can only be written")
  }

  /// The format that writes, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name, or where several are called so.
  public func exporter(named name: String) throws(OptionError) -> FormatPlugin {
    try plugin(named: name, among: exporters, else: "can only be read")
  }

  /// Reads a file, a folder or standard input (`-`) into `graph`, all of it or nothing.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to recognise it by the source.
  ///   - options: Options of the format and of ``ImportPolicy``.
  ///   - isDryRun: Whether the import is only tried, and the graph stays as it is.
  ///   - observer: Who follows the import.
  /// - Throws: ``OptionError``; otherwise as
  ///   ``GraphEngine/Graph/importGraph(from:as:options:isDryRun:observer:)``.
  public func importGraph(
    into graph: Graph, from path: String, format: String? = nil, options: OptionSettings = [:],
    isDryRun: Bool = false, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    let source = path == "-" ? ImportSource.standardInput : try ImportSource(path: path)
    let plugin = try format.map { name in try importer(named: name) } ?? importer(for: source)
    return try graph.importGraph(
      from: source, as: plugin, options: options, isDryRun: isDryRun, observer: observer)
  }

  /// The load of the tables that `options` name.
  ///
  ///     let load = try plugins.tables(format: "bulk-csv", options: ["nodes": "Study=studies.csv"])
  ///     let report = try load.run(into: "evidence.dolen")
  ///
  /// - Throws: ``OptionError`` where the format has no tables, or an option does not fit.
  public func tables(format name: String, options: OptionSettings) throws -> BulkImport {
    let plugin = try importer(named: name)
    var load = try plugin.loadAbility().prepared(options).worker
    load.format = plugin.name
    return load
  }

  /// Whether a format of that name is read from tables only, which options name.
  public func isOfTables(_ name: String) -> Bool {
    importers.contains { $0.name == name.lowercased() && $0.importing == nil }
  }

  /// Writes `subject` to a file, a folder or standard output (`-`), whole or not at all.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to know it by the ending of the path.
  ///   - options: Options of the format.
  ///   - replacing: Whether a file or folder of the format that is there gives way; a graph never does.
  /// - Throws: ``OptionError``; otherwise as ``ExportSubject/export(as:options:to:replacing:)``.
  public func export(
    _ subject: ExportSubject, to path: String, format: String? = nil,
    options: OptionSettings = [:], replacing: Bool = false
  ) throws -> ExportReport {
    let plugin = try format.map { name in try exporter(named: name) } ?? exporter(forPath: path)
    return try subject.export(as: plugin, options: options, to: path, replacing: replacing)
  }

  private func plugin(
    named name: String, among able: [FormatPlugin], else state: String
  ) throws(OptionError) -> FormatPlugin {
    let wanted = name.lowercased()
    let found = able.filter { $0.name == wanted }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw OptionError(
        "There are \(found.count) formats called '\(wanted)': "
          + found.map(\.format.title).joined(separator: ", "),
        hint: "Leave all but one of these plugins away")
    }
    let isKnown = plugins.contains { $0.name == wanted }
    let known = able.map(\.name)
    throw OptionError(
      "The format '\(name)' \(isKnown ? state : "is unknown")",
      hint: didYouMean(name, in: known) ?? "There are \(known.joined(separator: ", "))")
  }
}
