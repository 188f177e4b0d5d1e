import GraphEngine

extension Graph {
  /// Reads `source` into this graph, all of it or nothing.
  ///
  ///     let source = try ImportSource(path: "Graph")
  ///     let report = try graph.importGraph(
  ///       from: source, as: GraphFolderImporter.self, options: .init())
  ///
  /// - Parameters:
  ///   - policy: What happens to nodes that are there already and to ends that are missing.
  ///   - progress: Called every 65,536 records with their number; what it throws ends the import,
  ///     and the graph is as before.
  /// - Returns: What became of every record.
  /// - Throws: ``ImportError`` with the place in the source; ``FileError``; `StoreError`.
  /// - Complexity: O(*n*) in the records, and one scan of the graph where it is not empty and the
  ///   format has keys.
  public func importGraph<Importer: GraphImporter>(
    from source: ImportSource, as format: Importer.Type, options: Importer.Options,
    policy: ImportPolicy = ImportPolicy(), progress: ((Int) throws -> Void)? = nil
  ) throws -> ImportReport {
    let importer = try Importer(options: options)
    let run = ImportRun(
      format: Importer.format.name, source: source.name, options: options.values)
    var report = ImportReport(run: run)
    try load { loader in
      var sink = GraphLoadSink(
        loader, into: self, run: run, policy: policy, progress: progress)
      try importer.read(source, into: &sink)
      try sink.finish(files: source.filesRead)
      report = sink.report
    }
    return report
  }
}
