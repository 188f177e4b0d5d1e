/// A stretch of a query's text, as UTF-8 offsets.
///
/// Lines and columns are worked out only when a diagnostic is shown (``Diagnostic/rendered(in:)``).
public struct SourceSpan: Hashable, Sendable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte.
  public var end: Int

  /// The stretch from `start` up to `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The stretch from the start of this one to the end of `other`.
  public func through(_ other: SourceSpan) -> SourceSpan { SourceSpan(start, other.end) }
}

/// A place in a text as a person counts it, both from 1; columns count code points.
public struct SourcePosition: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column, in Unicode code points.
  public var column: Int

  /// The position of the byte `offset` of `text`.
  ///
  /// - Complexity: O(`offset`).
  public init(offset: Int, in text: String) {
    var line = 1
    var column = 1
    var index = 0
    for byte in text.utf8 {
      if index >= offset { break }
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
    self.line = line
    self.column = column
  }
}
