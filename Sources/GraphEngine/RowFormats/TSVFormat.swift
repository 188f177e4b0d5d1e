/// Values with tabs between them, with line feeds.
///
/// Fields are written as ``CSVFormat`` has them, so that a tab within a text is no loss: such a field
/// stands in quotes, as spreadsheets, R's `read.delim` and pandas read it.
public struct TSVFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "tsv" }
  /// What it is good for.
  public var summary: String { "Values with tabs between them, to be pasted into spreadsheets" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    SeparatedRowWriter(output: output, separator: "\t")
  }
}
