/// One JSON object a line, its keys in the order of the columns.
public struct JSONLinesFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "jsonl" }
  /// What it is good for.
  public var summary: String { "One object a line, for programs that read row by row" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    JSONRowWriter(output: output, isArray: false)
  }
}

extension RowFormat where Self == JSONLinesFormat {
  /// One JSON object a line.
  public static var jsonl: JSONLinesFormat { JSONLinesFormat() }
}
