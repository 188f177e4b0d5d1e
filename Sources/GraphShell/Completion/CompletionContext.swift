import CypherFunctions
import GraphEngine
import GraphModel
import PluginKit

/// The names that words are completed with.
public struct CompletionContext: Sendable {
  /// Labels.
  public var labels: [String] = []
  /// Relationship types.
  public var types: [String] = []
  /// Property keys.
  public var keys: [String] = []
  /// Functions and aggregates.
  public var functions: [String] = []
  /// Procedures.
  public var procedures: [String] = []
  /// Parameters, without the dollar.
  public var parameters: [String] = []
  /// Saved queries.
  public var queries: [String] = []
  /// Formats of rows.
  public var rowFormats: [String] = RowFormats.all.map(\.name)
  /// Formats that graphs are imported from.
  public var importFormats: [String] = []
  /// Formats that graphs are exported to.
  public var exportFormats: [String] = []
  /// The names of files that begin with a text; folders end in `/`.
  public var files: @Sendable (String) -> [String] = { _ in [] }

  /// No names but those that are built in.
  public init() {}

  /// The names that `state` knows now.
  ///
  /// - Complexity: O(number of names).
  public init(_ state: ShellState) {
    let statistics = state.graph.statistics
    labels = statistics.labels.map { Value.quotedName(Text($0.name)) }
    types = statistics.types.map { Value.quotedName(Text($0.name)) }
    keys = statistics.propertyKeys.map { Value.quotedName(Text($0)) }
    let catalog = state.graph.catalog.askingOnce()
    functions = catalog.names
    procedures = catalog.procedureNames
    parameters = Array(state.parameters.keys)
    importFormats = state.plugins.importers.map(\.name)
    exportFormats = state.plugins.exporters.map(\.name)
    queries = state.library.entries.map(\.name)
    files = { ShellFiles.completions(of: $0) }
  }
}

extension ShellFiles {
  /// The paths that begin with `prefix`; folders end in `/`.
  static func completions(of prefix: String) -> [String] {
    let folder = folder(of: prefix)
    let start = prefix.utf8.count - (folder.isEmpty ? 0 : folder == "/" ? 1 : folder.utf8.count + 1)
    let name = String(prefix.suffix(start))
    let stem = folder.isEmpty ? "" : folder == "/" ? "/" : folder + "/"
    return names(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasPrefix(name) && (!$0.hasPrefix(".") || name.hasPrefix(".")) }
      .map { stem + $0 + (isFolder(stem + $0) ? "/" : "") }
  }
}
