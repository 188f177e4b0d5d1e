/// What is wrong with a JSON text, and where; or why a value cannot be written as one.
///
///     JSONError: Expected ',' or ']' after an element of an array (line 2, column 7, byte 12)
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence.
  public var message: String
  /// Where, in bytes from the start; for a value that cannot be written, 0.
  public var offset: Int
  /// Where, as a person counts: lines from 1.
  public var line: Int
  /// Where, as a person counts: code points of the line from 1.
  public var column: Int

  /// The error `message` at the byte `offset` of `bytes`.
  ///
  /// - Complexity: O(`offset`).
  public init(_ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    self.message = message
    self.offset = offset
    line = 1
    column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }

  /// The error `message` about a value that cannot be written.
  public init(_ message: String) {
    self.message = message
    offset = 0
    line = 1
    column = 1
  }
}

extension JSONError: CustomStringConvertible {
  /// The message with its place.
  public var description: String { "\(message) (line \(line), column \(column), byte \(offset))" }
}
