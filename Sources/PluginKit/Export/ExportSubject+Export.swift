import GraphEngine

extension ExportSubject {
  /// Writes the subject to `path`: a file, or a folder where the format is one.
  ///
  ///     let report = try ExportSubject(graph).export(
  ///       as: DOTExporter.self, options: .init(), to: "evidence.dot")
  ///
  /// The bytes go to a temporary file or folder beside it, which is put in its place at the end; if
  /// the export fails, nothing is left of it, and what was there before is as it was.
  ///
  /// - Parameter path: `-` is standard output.
  /// - Throws: ``ExportError``, ``FileError``, what reading the graph throws.
  public func export<Exporter: GraphExporter>(
    as format: Exporter.Type, options: Exporter.Options, to path: String
  ) throws -> ExportReport {
    let exporter = try Exporter(options: options)
    if path == "-" {
      var sink = StandardOutputSink()
      var report = try exporter.write(self, to: &sink)
      try sink.commit()
      report.bytes = sink.count
      return report
    }
    switch Exporter.format.layout {
    case .file:
      var sink = try FileSink(path: path)
      do {
        var report = try exporter.write(self, to: &sink)
        try sink.commit()
        report.bytes = sink.count
        return report
      } catch {
        sink.abandon()
        throw error
      }
    case .folder(let marker, let owned):
      var sink = try FolderSink(path: path, marker: marker, owned: owned)
      do {
        var report = try exporter.write(self, to: &sink)
        try sink.commit()
        report.bytes = sink.count
        return report
      } catch {
        sink.abandon()
        throw error
      }
    }
  }
}
