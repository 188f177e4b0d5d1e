/// What reads a format: its way through the bytes, with its options set.
///
///     struct EdgeListImporter: GraphImporter {
///       init(options: NoOptions) {}
///
///       func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
///         let lines = LineReader(try source.stream())
///         while try lines.next() { … }
///       }
///     }
///
/// An importer only reads. What becomes of its records (duplicates, ends that are missing, nodes
/// that the graph has already, the transaction) is the sink's concern and the same for all formats. The
/// format's name, options and signs stand on its ``FormatPlugin``.
public protocol GraphImporter: Sendable {
  /// Reads `source` to its end and hands every record to `sink`, in the order of the source.
  ///
  /// - Throws: ``ImportError`` with the place of what is wrong; ``FileError``; what the sink throws.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws
}
