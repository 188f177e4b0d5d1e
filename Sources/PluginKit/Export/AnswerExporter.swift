import GraphEngine

/// What writes the answers to queries in a format: rows of values, where ``GraphExporter`` writes nodes
/// and relationships.
///
/// What the format cannot hold goes into the report, never away in silence.
public protocol AnswerExporter: Sendable {
  /// Writes the rows of `answer`, the same bytes for the same rows.
  ///
  /// - Throws: ``ExportError``; ``FileError``; what running the query throws.
  func write(_ answer: ExportedAnswer, to output: some ExportSink) throws -> ExportReport
}

/// Writes answers as a format of rows does, such as the shell's.
public struct RowFormatExporter<Format: RowFormat>: AnswerExporter {
  private let format: Format

  /// An exporter for a format of rows.
  public init(_ format: Format) { self.format = format }

  /// Writes the rows.
  public func write(
    _ answer: ExportedAnswer, to output: some ExportSink
  ) throws -> ExportReport {
    var report = ExportReport()
    report.rows = try answer.write(as: format, to: output)
    return report
  }
}
