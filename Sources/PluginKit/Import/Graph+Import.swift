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
  ///   - observer: Who follows the import.
  /// - Returns: What became of every record.
  /// - Throws: ``OptionError``; ``ImportError`` with the place in the source; ``FileError``;
  ///   `StoreError`.
  /// - Complexity: O(*n*) in the records, and one scan of the graph where it is not empty and the
  ///   format has keys.
  public func importGraph(
    from source: ImportSource, as plugin: FormatPlugin, options: OptionSettings = [:],
    isDryRun: Bool = false, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    let prepared = try PreparedImport(of: source, as: plugin, options: options)
    var imported: ImportReport?
    try load(onlyTrying: isDryRun) { loader in
      imported = try prepared.read(into: OpenGraphRecords(self, loader), observer: observer)
    }
    // A load that has not thrown has called its body.
    guard var report = imported else { preconditionFailure("the import was not run") }
    report.isDryRun = isDryRun
    return report
  }

  /// Adds and changes what `body` does, or only tries that: what the end of a load would refuse is
  /// refused, and then all of it is taken back.
  ///
  /// - Throws: As ``GraphEngine/GraphSession/load(_:)``.
  func load(onlyTrying isTrial: Bool, _ body: (GraphLoader) throws -> Void) throws {
    do {
      try load { loader in
        try body(loader)
        guard isTrial else { return }
        try loader.checkConstraints()
        throw TrialEnded()
      }
    } catch is TrialEnded {}
  }
}

/// Ends the transaction of a load that is only tried, so that it is taken back.
private struct TrialEnded: Error {}
