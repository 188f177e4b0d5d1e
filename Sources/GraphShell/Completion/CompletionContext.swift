import CypherFunctions
import GraphEngine
import GraphModel
import PluginKit

/// The names that words are completed with.
public struct CompletionContext {
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
  /// The property keys of the nodes with a label, or of the relationships of a type; empty where neither
  /// is known.
  public var keysOf: (_ labels: [String], _ types: [String]) -> [String] = { _, _ in [] }
  /// The options of the format that graphs are exported to.
  public var exportOptions: (_ format: String) -> [String] = { _ in [] }
  /// What `:set` chooses, with the words that each takes.
  public var settings: [(name: String, choices: [String])] = []
  /// The names of files that begin with a text; folders end in `/`.
  public var files: (String) -> [String] = { _ in [] }

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
    settings = ShellSetting.all.map { ($0.name, $0.choices) }
    let (graph, plugins) = (state.graph, state.plugins)
    keysOf = { SampledKeys(graph).keys(labels: $0, types: $1) }
    exportOptions = { name in
      let plugin = plugins.exporters.first { $0.name == name.lowercased() }
      return (plugin?.exportOptions ?? []).map { "\($0.name)=" } + ["around=", "hops=", "as="]
    }
  }
}

/// The keys that some nodes or relationships of a kind have, looked at while somebody waits for a key.
private struct SampledKeys {
  private let graph: Graph
  private static let most = 500

  init(_ graph: Graph) { self.graph = graph }

  func keys(labels: [String], types: [String]) -> [String] {
    var found: Set<String> = []
    for label in labels {
      found.formUnion(keys("MATCH (n:\(Value.quotedName(Text(label))))"))
    }
    for type in types {
      found.formUnion(keys("MATCH ()-[n:\(Value.quotedName(Text(type)))]->()"))
    }
    return found.map { Value.quotedName(Text($0)) }
  }

  private func keys(_ pattern: String) -> [String] {
    let query = "\(pattern) WITH n LIMIT \(Self.most) UNWIND keys(n) AS k RETURN DISTINCT k"
    // A completion that cannot be found is none.
    guard let rows = try? graph.run(query), let all = try? rows.all() else { return [] }
    return all.compactMap { row in
      if case .text(let key)? = row.values.first { key.string } else { nil }
    }
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
