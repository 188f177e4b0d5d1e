import GraphModel

/// The values of a row on a line, with a bar between them and without a header, for shell scripts.
///
/// Null is empty; a line end, a bar or a backslash in a value is escaped by a backslash.
public struct ListFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "list" }
  /// What it is good for.
  public var summary: String { "Values with bars between them, without a header, for scripts" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    ListRowWriter(out: AnswerText(output))
  }
}

private struct ListRowWriter: RowWriter {
  let out: AnswerText

  mutating func begin(_ columns: [String]) throws {}

  mutating func write(_ row: [Value]) throws {
    for (column, value) in row.enumerated() {
      if column > 0 { try out.append("|") }
      try BarEscaping().write(value, to: out)
    }
    try out.endRow("\n")
  }

  mutating func end(_ summary: Summary) throws { try out.flush() }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    try out.flush()
  }
}

/// A value on one line, in which a bar is none.
private final class BarEscaping: MarkupEscaping {
  override func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "|": "\\|"
    case "\\": "\\\\"
    default: nil
    }
  }
}
