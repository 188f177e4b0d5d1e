/// A format that can be read: a plugin's type, its options and its way through the bytes.
///
///     struct EdgeListImporter: GraphImporter {
///       static let format = FormatInfo(
///         name: "edge-list", title: "Edge list", summary: "Two ids on each line.",
///         extensions: ["edges"], holds: [])
///
///       init(options: NoOptions) {}
///
///       func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
///         let lines = LineReader(try source.stream())
///         while try lines.next() { … }
///       }
///     }
///
/// An importer only reads. What becomes of its records (duplicates, ends that are missing, nodes
/// that the graph has already, the transaction) is the sink's concern and the same for all formats.
public protocol GraphImporter: Sendable {
  /// The options; ``NoOptions`` where there are none.
  associatedtype Options: FormatOptions = NoOptions

  /// What the format is called and can hold.
  static var format: FormatInfo { get }

  /// An importer with the given options.
  ///
  /// - Throws: ``OptionError`` where options do not go together.
  init(options: Options) throws

  /// Reads `source` to its end and hands every record to `sink`, in the order of the source.
  ///
  /// - Throws: ``ImportError`` with the place of what is wrong; ``FileError``; what the sink throws.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws
}
