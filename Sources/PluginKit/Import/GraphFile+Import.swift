import GraphEngine
import Platform

/// The file of a graph that nobody in this process has open, and imports into it.
///
///     print(try GraphFile("evidence.dolen").importGraph(from: source, as: .jsonLines))
///
/// Where that is faster, records become rows and entries of the index at once, where a graph that is open
/// keeps what a session needs to see them, and to take them back: some times as fast, and in a small part
/// of the memory. What becomes of them, and what is said of that, is the same. A new file appears when all
/// of it is there.
public struct GraphFile: Sendable {
  /// Where the file is, or will be.
  public let path: String

  /// The file at `path`.
  public init(_ path: String) { self.path = path }

  /// Whether an import of `source` is faster so than by opening the graph.
  ///
  /// It is where there is no file yet, and where the source is not small beside it: the index of all is
  /// written anew then, and unique constraints are compared from the start.
  package func takesAtOnce(_ source: ImportSource) -> Bool {
    switch try? FileSystem.kind(of: path) {
    case .missing: return true
    case .folder, nil: return false
    case .file:
      guard let size = try? FileSystem.status(of: path).st_size, let more = source.byteCount else {
        return false
      }
      return more >= Int(size) / 10
    }
  }

  /// Reads `source` into the graph, all of it or nothing, by the way that is faster.
  ///
  /// - Parameters:
  ///   - options: Options of the format, and of ``ImportPolicy``.
  ///   - isDryRun: Whether the import is only tried, and the file stays as it is.
  ///   - observer: Who follows the import.
  ///   - opened: Is shown the graph where it has to be opened.
  /// - Returns: What became of every record.
  /// - Throws: As ``GraphEngine/Graph/importGraph(from:as:options:isDryRun:observer:)``.
  /// - Complexity: O(*n*) in the records, and in the graph where it is not empty.
  public func importGraph(
    from source: ImportSource, as plugin: FormatPlugin, options: OptionSettings = [:],
    isDryRun: Bool = false, observer: ImportObserver = ImportObserver(),
    opened: (Graph) -> Void = { _ in }
  ) throws -> ImportReport {
    let prepared = try PreparedImport(
      of: source, as: plugin, options: options, isDryRun: isDryRun)
    // Works are compared in a graph that is open, where records can be taken together.
    guard prepared.handling == .off, takesAtOnce(source) else {
      return try importOpening(
        prepared, isDryRun: isDryRun, observer: observer, opened: opened)
    }
    return try importAtOnce(prepared, isDryRun: isDryRun, observer: observer)
  }

  /// Reads `source` into the file past a transaction, whatever its size; for tests, which hold both ways
  /// against each other.
  package func importAtOnce(
    from source: ImportSource, as plugin: FormatPlugin, options: OptionSettings = [:],
    isDryRun: Bool = false
  ) throws -> ImportReport {
    let prepared = try PreparedImport(
      of: source, as: plugin, options: options, isDryRun: isDryRun)
    let observer = ImportObserver()
    if prepared.handling != .off {
      return try importOpening(prepared, isDryRun: isDryRun, observer: observer) { _ in }
    }
    return try importAtOnce(prepared, isDryRun: isDryRun, observer: observer)
  }

  private func importAtOnce(
    _ prepared: PreparedImport, isDryRun: Bool, observer: ImportObserver
  ) throws -> ImportReport {
    var report = try load(prepared, isDryRun: isDryRun, observer: observer)
    report.isDryRun = isDryRun
    if !isDryRun, report.schema != nil {
      let graph = try Graph.open(path)
      try graph.keepSchema(of: &report)
      try graph.close()
    }
    return report
  }

  /// Reads the source into the file, which is free again when this returns.
  private func load(
    _ prepared: PreparedImport, isDryRun: Bool, observer: ImportObserver
  ) throws -> ImportReport {
    let loader = try BulkLoader(path: path, patience: .seconds(5))
    return try loader.load(onlyTrying: isDryRun) { loader in
      try prepared.read(into: try GraphFileRecords(loader), observer: observer).report
    }
  }

  private func importOpening(
    _ prepared: PreparedImport, isDryRun: Bool, observer: ImportObserver,
    opened: (Graph) -> Void
  ) throws -> ImportReport {
    let isNew = if case .missing = try FileSystem.kind(of: path) { true } else { false }
    do {
      let graph = try Graph.open(path, access: .create)
      opened(graph)
      let report = try graph.importGraph(prepared, isDryRun: isDryRun, observer: observer)
      try graph.close()
      if isNew, isDryRun { Graph.removeFiles(at: path) }
      return report
    } catch {
      if isNew { Graph.removeFiles(at: path) }
      throw error
    }
  }
}
