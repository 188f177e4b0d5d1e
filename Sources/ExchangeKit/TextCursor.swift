import PluginKit

/// A place in the bytes of a text, which goes forward and knows its line and column: what scanners of
/// formats stand on.
///
///     var cursor = TextCursor(text)
///     while let byte = cursor.peek(), byte <= 0x20 { cursor.advance() }
///     cursor.place
public struct TextCursor: Sendable {
  @usableFromInline let text: DecodedText
  @usableFromInline var index = 0
  @usableFromInline var line = 1
  @usableFromInline var lineStart = 0

  /// The beginning of `text`.
  public init(_ text: DecodedText) { self.text = text }

  /// Where the next byte stands; columns count bytes.
  public var place: SourcePlace {
    SourcePlace(text.name, line: line, column: index - lineStart + 1)
  }

  /// Whether the next byte is the first of its line.
  public var isAtLineStart: Bool { index == lineStart }

  /// The byte at `offset` from here; nil behind the end.
  @inlinable
  public func peek(_ offset: Int = 0) -> UInt8? {
    index + offset < text.bytes.count ? text.bytes[index + offset] : nil
  }

  /// Goes on by a byte, or by `count` of them; not beyond the end.
  @inlinable
  public mutating func advance(_ count: Int = 1) {
    let end = min(index + count, text.bytes.count)
    while index < end {
      let byte = text.bytes[index]
      index += 1
      // CR alone ends a line as well.
      if byte == 0x0A || byte == 0x0D && peek() != 0x0A {
        line += 1
        lineStart = index
      }
    }
  }

  /// Goes on over bytes that `isTaken` takes, and returns them.
  @inlinable
  public mutating func take(while isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = index
    while let byte = peek(), isTaken(byte) { advance() }
    return text.bytes[start..<index]
  }

  /// Checks a text of which `count` bytes were taken so far.
  ///
  /// - Throws: `ImportError` where it is longer than any that is one, so that a quote that is missing does
  ///   not make a second copy of the rest of the file.
  @inlinable
  public func check(_ count: Int, from start: SourcePlace) throws {
    if count > BoundedParts.limit { throw Self.tooLong(from: start) }
  }

  @usableFromInline
  static func tooLong(from start: SourcePlace) -> ImportError {
    ImportError(
      "The text that begins here is longer than \(BoundedParts.limit >> 20) MB", at: start,
      hint: "The sign that closes it is missing, or the file is damaged")
  }

  /// Goes on to the end of the line, which is not taken.
  @inlinable
  public mutating func skipLine() {
    while let byte = peek(), byte != 0x0A, byte != 0x0D { advance() }
  }
}
