import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// Brings graphs in and takes them out, through the formats that the plugins know.
///
/// The shell's `:import` and `:export` and the commands `dolen import` and `dolen export` are the same
/// thing for all formats; tables for a bulk load (`--nodes`, `--relationships`) have a way of their own.
public struct GraphTransfer {
  private let graph: Graph
  private let plugins: PluginRegistry
  private let words: Words

  /// Transfers into and out of `graph`.
  ///
  /// - Parameter words: The language of messages and reports.
  public init(_ graph: Graph, plugins: PluginRegistry, words: Words = .english) {
    self.graph = graph
    self.plugins = plugins
    self.words = words
  }

  /// Imports the file or folder at `path`, all of it or nothing.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to recognise it by the source.
  ///   - isDryRun: Whether the import is only tried, and the graph stays as it is.
  ///   - writesFiles: Whether the importer may write files beside the source.
  ///   - observer: Who follows the import.
  ///   - isInterrupted: Asked from time to time whether to give up.
  /// - Throws: As `PluginRegistry.importGraph`; `Diagnostic` where it was given up; ``ShellFailure``
  ///   where `path` is the graph's own file.
  public func importGraph(
    from path: String, format: String? = nil, options: OptionSettings = [:],
    isDryRun: Bool = false, writesFiles: Bool = true, observer: ImportObserver = ImportObserver(),
    isInterrupted: @escaping () -> Bool = { false }
  ) throws -> ImportReport {
    try refuseOwnFile(path)
    return try plugins.importGraph(
      into: graph, from: path, format: format, options: options, isDryRun: isDryRun,
      writesFiles: writesFiles, observer: ended(observer, where: isInterrupted))
  }

  /// Imports the file or folder at `path` into the graph in `file`, which nobody in this process has
  /// open, all of it or nothing.
  ///
  /// - Parameters: As ``importGraph(from:format:options:isDryRun:writesFiles:observer:isInterrupted:)``; who follows
  ///   the import ends it, and `opened` is shown the graph where it has to be opened.
  /// - Throws: As `PluginRegistry.importGraph`; ``ShellFailure`` where `path` is the graph's own file.
  public static func importGraph(
    into file: GraphFile, from path: String, plugins: PluginRegistry, words: Words,
    format: String? = nil, options: OptionSettings = [:], isDryRun: Bool = false,
    observer: ImportObserver = ImportObserver(), opened: (Graph) -> Void = { _ in }
  ) throws -> ImportReport {
    try ShellFiles.refuse(path, asGraphAt: file.path, words: words)
    return try plugins.importGraph(
      into: file, from: path, format: format, options: options, isDryRun: isDryRun,
      observer: observer, opened: opened)
  }

  /// Imports the tables that `options` name, all of them or nothing.
  ///
  /// - Parameters:
  ///   - folder: Where relative names of files start from; empty for the working directory.
  ///   - isInterrupted: Asked from time to time whether to give up.
  /// - Throws: As ``importGraph(from:format:options:isDryRun:writesFiles:observer:isInterrupted:)``.
  public func importTables(
    format: String, options: OptionSettings, folder: String = "", isDryRun: Bool = false,
    observer: ImportObserver = ImportObserver(), isInterrupted: @escaping () -> Bool = { false }
  ) throws -> ImportReport {
    let load = try plugins.tables(format: format, options: options).relative(to: folder)
    for file in load.files { try refuseOwnFile(file) }
    return try load.run(
      into: graph, isDryRun: isDryRun, observer: ended(observer, where: isInterrupted))
  }

  /// Exports what `selection` says of the graph to `path`, whole or not at all.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to know it by the ending of the path.
  ///   - replacing: Whether a file or folder of the format that is there gives way; a graph never does.
  /// - Throws: As `PluginRegistry.exporter`, `ExportSubject.export` and `ExportedAnswer.export`;
  ///   `Diagnostic` where a query fails; ``ShellFailure`` where the selection is none, or `path` is the
  ///   graph's own file.
  public func export(
    _ selection: ExportSelection = ExportSelection(), to path: String, format: String? = nil,
    options: OptionSettings = [:], parameters: [String: Value] = [:], replacing: Bool = false
  ) throws -> ExportReport {
    try refuseOwnFile(path)
    try selection.check(words)
    if let picture = PictureMaker.format(format, path: path), path != "-" {
      return try PictureMaker(format: picture, words: words).make(path, replacing: replacing) {
        var selection = selection
        selection.form = selection.query == nil ? nil : .graph
        return try self.export(
          selection, to: $1, format: $0, options: options, parameters: parameters)
      }
    }
    let plugin = try plugins.exporter(named: format, forPath: path)
    guard selection.isOfRows(as: plugin), let query = selection.query else {
      return try selection.subject(of: graph, parameters: parameters, words)
        .export(as: plugin, options: options, to: path, replacing: replacing)
    }
    guard plugin.answering != nil else {
      throw ShellFailure(.usage, words.formatHoldsNoRows(plugin.name))
    }
    let answer = ExportedAnswer(try graph.run(query, parameters: parameters), of: graph)
    answer.query = query
    answer.words = words
    return try answer.export(as: plugin, options: options, to: path, replacing: replacing)
  }

  /// Whether two paths lead to one file.
  public static func isSameFile(_ first: String, _ second: String) -> Bool {
    ShellFiles.isSameFile(first, second)
  }

  private func refuseOwnFile(_ path: String) throws(ShellFailure) {
    try ShellFiles.refuse(path, asFileOf: graph, words: words)
  }

  /// The same observer, which ends the import where it is asked to.
  private func ended(
    _ observer: ImportObserver, where isInterrupted: @escaping () -> Bool
  ) -> ImportObserver {
    var ending = observer
    ending.progress = { [words] state in
      if isInterrupted() {
        throw Diagnostic(.interrupted, .runtime, "Interrupted", words.importInterrupted)
      }
      try observer.progress?(state)
    }
    return ending
  }

  /// Whether graphs can be exported to the format called `name`.
  func exports(to name: String) -> Bool {
    plugins.exporters.contains { $0.name == name.lowercased() }
  }

  /// The formats of graphs as rows of a list: name, use, summary.
  static func list(_ plugins: PluginRegistry, in words: Words) -> [[Value]] {
    plugins.plugins.compactMap { plugin in
      let isOfGraphs = plugin.isRead || plugin.exporting != nil
      // What holds rows alone may be a format of rows as well, under which it is listed.
      if !isOfGraphs, RowFormats.named(plugin.name) != nil { return nil }
      let use =
        isOfGraphs
        ? words.graphsCell(reads: plugin.isRead, writes: plugin.exporting != nil) : words.rowsCell
      return [.string(plugin.name), .string(use), .string(plugin.format.summary)]
    }
  }
}
