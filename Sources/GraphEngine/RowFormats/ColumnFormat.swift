/// Aligned columns without a frame, for people and for what is pasted into a message.
///
/// Cells are shown, cut and counted as in ``TableFormat``.
public struct ColumnFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "column" }
  /// What it is good for.
  public var summary: String { "Aligned columns without a frame, cut to the terminal's width" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    TableRowWriter(output: output, layout: layout, frame: .columns)
  }
}
