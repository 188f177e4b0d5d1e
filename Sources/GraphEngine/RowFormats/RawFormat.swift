import GraphModel

/// The values alone, as they are: without a header, quotes or escapes.
///
/// For one column whose values another program takes line by line, such as file names. Values of several
/// columns have a tab between them; a text with tabs or ends of lines cannot be told from several: `csv`
/// and `json` keep them apart. Null is empty.
public struct RawFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "raw" }
  /// What it is good for.
  public var summary: String { "The bare values, without header and quotes, for other programs" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    RawRowWriter(output: output)
  }
}

private struct RawRowWriter: RowWriter {
  private let out: AnswerText

  init(output: any ByteOutput) { out = AnswerText(output) }

  mutating func begin(_ columns: [String]) {}

  mutating func write(_ row: [Value]) throws {
    if row.isEmpty { return }
    for (index, value) in row.enumerated() {
      if index > 0 { try out.append("\t") }
      if !value.isNull { try out.append(plain: value) { [out] piece in try out.append(piece) } }
    }
    try out.endRow("\n")
  }

  mutating func end(_ summary: Summary) throws { try out.flush() }

  mutating func stop() throws {
    if try out.stop(), out.isWithinRow { try out.append("\n") }
    try out.flush()
  }
}
