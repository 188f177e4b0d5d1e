import GraphEngine

extension ExportSubject {
  /// Writes the subject to `path`: a file, or a folder where the format is one.
  ///
  ///     let report = try ExportSubject(graph).export(
  ///       as: .dot, options: ["language": "cy"], to: "evidence.dot")
  ///
  /// The bytes go to a temporary file or folder beside it, which is put in its place at the end; if
  /// the export fails, nothing is left of it, and what was there before is as it was.
  ///
  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - replacing: Whether a file or folder of the format that is there gives way; a graph never does.
  /// - Throws: ``OptionError``, ``ExportError``, ``FileError``, what reading the graph throws.
  public func export(
    as plugin: FormatPlugin, options: OptionSettings = [:], to path: String,
    replacing: Bool = false
  ) throws -> ExportReport {
    let exporter = try plugin.exportAbility().prepared(options).worker
    return try plugin.format.write(to: path, replacing: replacing) {
      try exporter.write(self, to: $0)
    }
  }
}

extension FormatInfo {
  /// Lets `body` write to `path`, a file, a folder where the format is one, or standard output (`-`),
  /// which appears whole or not at all.
  ///
  /// - Returns: What `body` does, with the number of bytes.
  func write(
    to path: String, replacing: Bool, _ body: (any ExportSink) throws -> ExportReport
  ) throws -> ExportReport {
    if path == "-" {
      let sink = StandardOutputSink()
      var report = try body(sink)
      try sink.commit()
      report.bytes = sink.count
      return report
    }
    switch layout {
    case .file:
      let sink = try FileSink(path: path, replacing: replacing)
      var report = try body(sink)
      try sink.commit()
      report.bytes = sink.count
      return report
    case .folder(let marker, let owned):
      let sink = try FolderSink(path: path, marker: marker, owned: owned, replacing: replacing)
      do {
        var report = try body(sink)
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
