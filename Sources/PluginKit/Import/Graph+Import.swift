import Duplicates
import GraphEngine

extension Graph {
  /// Reads `source` into this graph, all of it or nothing.
  ///
  ///     let source = try ImportSource(path: "Graph")
  ///     let report = try graph.importGraph(
  ///       from: source, as: .graphFolder, options: ["existing": "keep"])
  ///
  /// - Parameters:
  ///   - options: Options of the format, and of ``ImportPolicy``: what happens to nodes that are there
  ///     already, to ends that are missing, to records that are wrong.
  ///   - isDryRun: Whether the import is only tried: the report says what would become of every
  ///     record, and the graph stays as it is.
  ///   - writesFiles: Whether the importer may write files beside the source; not where the caller rolls back.
  ///   - observer: Who follows the import.
  /// - Returns: What became of every record.
  /// - Throws: ``OptionError``; ``ImportError`` with the place in the source; ``FileError``;
  ///   `StoreError`.
  /// - Complexity: O(*n*) in the records, and one scan of the graph where it is not empty and the
  ///   format has keys; O(*n* log *n*) in the works of both where duplicates are looked for.
  public func importGraph(
    from source: ImportSource, as plugin: FormatPlugin, options: OptionSettings = [:],
    isDryRun: Bool = false, writesFiles: Bool = true, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    try importGraph(
      try PreparedImport(
        of: source, as: plugin, options: options, isDryRun: isDryRun || !writesFiles),
      isDryRun: isDryRun,
      observer: observer)
  }

  /// Reads what was prepared, and compares its works with those that are there.
  func importGraph(
    _ prepared: PreparedImport, isDryRun: Bool, observer: ImportObserver
  ) throws -> ImportReport {
    var imported: ImportReport?
    try load(onlyTrying: isDryRun) { loader in
      var (report, first) = try prepared.read(
        into: OpenGraphRecords(self, loader), observer: observer)
      if let first {
        var search = DuplicateSearch(self, loader)
        report.take(try search.run(prepared.handling, newFrom: first))
      }
      imported = report
    }
    // A load that has not thrown has called its body.
    guard var report = imported else { preconditionFailure("the import was not run") }
    report.isDryRun = isDryRun
    if !isDryRun { try keepSchema(of: &report) }
    return report
  }

  /// Keeps the schema that came with an import; one that was there and is another gives way, which is
  /// said.
  func keepSchema(of report: inout ImportReport) throws {
    guard let (bytes, place) = report.schema else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    if schemaText == text { return }
    if isInTransaction {
      report.noteWarning(
        "The schema is not kept inside a transaction; 'dolen schema set' keeps it", at: place)
      return
    }
    if schemaText != nil {
      report.noteWarning(
        "The schema that the graph had was another, and has been replaced", at: place)
    }
    try setSchema(json: bytes)
  }
}
