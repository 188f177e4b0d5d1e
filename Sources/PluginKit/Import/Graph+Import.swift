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
  ///     already and to ends that are missing.
  ///   - progress: Called every 65,536 records with their number; what it throws ends the import,
  ///     and the graph is as before.
  /// - Returns: What became of every record.
  /// - Throws: ``OptionError``; ``ImportError`` with the place in the source; ``FileError``;
  ///   `StoreError`.
  /// - Complexity: O(*n*) in the records, and one scan of the graph where it is not empty and the
  ///   format has keys.
  public func importGraph(
    from source: ImportSource, as plugin: FormatPlugin, options: OptionSettings = [:],
    progress: ((Int) throws -> Void)? = nil
  ) throws -> ImportReport {
    let ability = try plugin.importAbility()
    let ofPolicy = Set(ImportPolicy.list.map(\.name))
    let known = ofPolicy.union(ability.options.map(\.name))
    if let (name, _) = options.entries.first(where: { !known.contains($0.name) }) {
      throw OptionError(unknown: name, known: known.sorted())
    }
    let prepared = try ability.prepared(options.filter { !ofPolicy.contains($0) })
    let policy = try ImportPolicy(options.filter { ofPolicy.contains($0) })
    let run = ImportRun(
      format: plugin.name, source: source.name, options: prepared.values)
    var report = ImportReport(run: run)
    try load { loader in
      var sink = GraphLoadSink(
        loader, into: self, run: run, policy: policy, progress: progress)
      try prepared.worker.read(source, into: &sink)
      try sink.finish(files: source.filesRead)
      report = sink.report
    }
    return report
  }
}
