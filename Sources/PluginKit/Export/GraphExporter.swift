/// What writes a format: its way from graph to bytes, with its options set.
///
/// An exporter only writes bytes; where they go, that a file appears whole or not at all, and what
/// the command says afterwards is the same for all formats. It must not lose anything in silence:
/// what the format cannot hold goes into the report.
public protocol GraphExporter: Sendable {
  /// Writes `subject`, the same bytes for the same subject.
  ///
  /// - Throws: ``ExportError``; ``FileError``; what reading the graph throws.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport
}
