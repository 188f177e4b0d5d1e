import GraphEngine
import GraphModel
import Platform

/// The formats that a program knows, looked up by name, or recognised by a file or folder.
///
///     var plugins = PluginRegistry([.jsonLines, .graphFolder])
///     plugins.add(found)
///     let report = try plugins.importGraph(into: graph, from: "Graph")
///
/// A program makes one and hands it to all that reads and writes graphs.
public struct PluginRegistry: Sendable {
  /// Those that are known from the start.
  private var own: [FormatPlugin]
  private var finds: Finds?

  /// Formats that are looked for where somebody asks, once.
  private final class Finds: Sendable {
    let look: @Sendable ([FormatPlugin]) -> [FormatPlugin]
    let found = Monitor<[FormatPlugin]?>(nil)

    init(_ look: @escaping @Sendable ([FormatPlugin]) -> [FormatPlugin]) { self.look = look }
  }

  /// A registry of the given formats, whose order means nothing.
  public init(_ plugins: [FormatPlugin]) { own = plugins.sorted { $0.name < $1.name } }

  /// A registry of the given formats and of those that `look` finds, which is called once, and only
  /// where something else than one of `plugins` by its name is asked for.
  ///
  /// What is found under the name of one of `plugins` is no format: the one that is known stays.
  ///
  /// - Parameter look: Is handed `plugins`.
  public init(
    _ plugins: [FormatPlugin],
    finding look: @escaping @Sendable ([FormatPlugin]) -> [FormatPlugin]
  ) {
    self.init(plugins)
    finds = Finds(look)
  }

  /// The formats, by name.
  public var plugins: [FormatPlugin] {
    guard let finds else { return own }
    let found = finds.found.withLock { found in
      let all = found ?? finds.look(own)
      found = all
      return all
    }
    let names = Set(own.map(\.name))
    return (own + found.filter { !names.contains($0.name) }).sorted { $0.name < $1.name }
  }

  /// Adds a format.
  public mutating func add(_ plugin: FormatPlugin) {
    own = (own + [plugin]).sorted { $0.name < $1.name }
  }

  /// The formats that can be read.
  public var importers: [FormatPlugin] { plugins.filter(\.isRead) }

  /// The formats that can be written.
  public var exporters: [FormatPlugin] { plugins.filter(\.isWritten) }

  /// The format that reads, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name, or where several are called so.
  public func importer(named name: String) throws(OptionError) -> FormatPlugin {
    try plugin(named: name, else: "can only be written") { $0.isRead }
  }

  /// The format that writes, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name, or where several are called so.
  public func exporter(named name: String) throws(OptionError) -> FormatPlugin {
    try plugin(named: name, else: "can only be read") { $0.isWritten }
  }

  /// Reads a file, a folder or standard input (`-`) into `graph`, all of it or nothing.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to recognise it by the source.
  ///   - options: Options of the format and of ``ImportPolicy``.
  ///   - isDryRun: Whether the import is only tried, and the graph stays as it is.
  ///   - writesFiles: Whether the importer may write files beside the source.
  ///   - observer: Who follows the import.
  /// - Throws: ``OptionError``; otherwise as
  ///   ``GraphEngine/Graph/importGraph(from:as:options:isDryRun:writesFiles:observer:)``.
  public func importGraph(
    into graph: Graph, from path: String, format: String? = nil, options: OptionSettings = [:],
    isDryRun: Bool = false, writesFiles: Bool = true, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    let found = try source(path, format, options)
    var report = try graph.importGraph(
      from: found.source, as: found.plugin, options: options, isDryRun: isDryRun,
      writesFiles: writesFiles, observer: observer)
    found.tell(in: &report)
    return report
  }

  /// Reads a file, a folder or standard input (`-`) into a graph that nobody in this process has open,
  /// all of it or nothing.
  ///
  /// - Parameters: As ``importGraph(into:from:format:options:isDryRun:writesFiles:observer:)``; `opened` is shown the
  ///   graph where it has to be opened.
  /// - Throws: ``OptionError``; otherwise as
  ///   ``GraphFile/importGraph(from:as:options:isDryRun:observer:opened:)``.
  public func importGraph(
    into file: GraphFile, from path: String, format: String? = nil, options: OptionSettings = [:],
    isDryRun: Bool = false, observer: ImportObserver = ImportObserver(),
    opened: (Graph) -> Void = { _ in }
  ) throws -> ImportReport {
    let found = try source(path, format, options)
    var report = try file.importGraph(
      from: found.source, as: found.plugin, options: options, isDryRun: isDryRun,
      observer: observer, opened: opened)
    found.tell(in: &report)
    return report
  }

  /// What is to be read, which may be a file of an archive, and its format.
  private func source(
    _ path: String, _ format: String?, _ options: OptionSettings
  ) throws -> FoundSource {
    let source = path == "-" ? ImportSource.standardInput : try ImportSource(path: path)
    let plugin = try format.map { name in try importer(named: name) }
    let member = options.entries.last { $0.name == ImportPolicy.memberOption }?.text
    if let found = try self.member(of: source, named: member, as: plugin) {
      return FoundSource(source: found.source, plugin: found.plugin)
    }
    if let plugin { return FoundSource(source: source, plugin: plugin) }
    let recognition = try recognition(of: source)
    return FoundSource(source: source, plugin: recognition.plugin, note: recognition.note)
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
    let wanted = name.lowercased()
    if let known = own.first(where: { $0.name == wanted && $0.isRead }) {
      return known.importing == nil
    }
    return importers.contains { $0.name == wanted && $0.importing == nil }
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
    let plugin = try exporter(named: format, forPath: path)
    return try subject.export(as: plugin, options: options, to: path, replacing: replacing)
  }

  /// The format that writes, by its name, or by the ending of `path` where it is nil.
  ///
  /// - Throws: As ``exporter(named:)`` and ``exporter(forPath:)``.
  public func exporter(
    named name: String?, forPath path: String
  ) throws(OptionError) -> FormatPlugin {
    guard let name else { return try exporter(forPath: path) }
    return try exporter(named: name)
  }

  private func plugin(
    named name: String, else state: String, where isAble: (FormatPlugin) -> Bool
  ) throws(OptionError) -> FormatPlugin {
    let wanted = name.lowercased()
    // Nothing is looked for where one that is known will do.
    let known = own.filter { $0.name == wanted && isAble($0) }
    if known.count == 1 { return known[0] }
    let able = plugins.filter(isAble)
    let found = able.filter { $0.name == wanted }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw OptionError(
        "There are \(found.count) formats called '\(wanted)': "
          + found.map(\.format.title).joined(separator: ", "),
        hint: "Leave all but one of these plugins away")
    }
    let isKnown = plugins.contains { $0.name == wanted }
    let names = able.map(\.name)
    throw OptionError(
      "The format '\(name)' \(isKnown ? state : "is unknown")",
      hint: didYouMean(name, in: names) ?? "There are \(names.joined(separator: ", "))")
  }
}

/// What is read, its format, and what is to be said of how that was found.
private struct FoundSource {
  var source: ImportSource
  var plugin: FormatPlugin
  var note: String?

  func tell(in report: inout ImportReport) {
    if let note { report.noteWarning(note, at: SourcePlace(source.name)) }
  }
}
