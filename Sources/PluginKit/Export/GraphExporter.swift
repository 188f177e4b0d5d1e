/// A format that can be written: a plugin's type, its options and its way from graph to bytes.
///
/// An exporter only writes bytes; where they go, that a file appears whole or not at all, and what
/// the command says afterwards is the same for all formats. It must not lose anything in silence:
/// what the format cannot hold goes into the report.
public protocol GraphExporter: Sendable {
  /// The options; ``NoOptions`` where there are none.
  associatedtype Options: FormatOptions = NoOptions

  /// What the format is called and can hold.
  static var format: FormatInfo { get }

  /// An exporter with the given options.
  ///
  /// - Throws: ``OptionError`` where options do not go together.
  init(options: Options) throws

  /// Writes `subject`, the same bytes for the same subject.
  ///
  /// - Throws: ``ExportError``; ``FileError``; what reading the graph throws.
  func write(_ subject: ExportSubject, to output: inout some ByteSink) throws -> ExportReport
}
