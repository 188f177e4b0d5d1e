import GraphModel

/// Numbers texts in the order in which they first come, from 0.
///
///     let numbers = TextNumbers()
///     numbers.number(of: "a")   // (0, isNew: true)
///     numbers.number(of: "a")   // (0, isNew: false)
///
/// - Complexity: O(1) on average; the bytes of each text and some 20 more are kept.
public final class TextNumbers {
  private let ids = NumberedIDs(.text)

  /// No texts.
  public init() {}

  /// How many texts there are.
  public var count: Int { ids.count }

  /// The number of a text, which is given one where it has come for the first time.
  public func number(of text: Text) -> (number: Int, isNew: Bool) {
    text.withUTF8 { number(of: $0) }
  }

  /// The number of the text that `bytes` are in UTF-8, which is given one where it has come for the first
  /// time.
  @inline(__always)
  public func number(of bytes: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let next = UInt32(truncatingIfNeeded: ids.count)
    let earlier = ids.insert(bytes, node: next)
    return (Int(earlier ?? next), earlier == nil)
  }

  /// The text with a number that was given.
  public func text(_ number: Int) -> Text { Text(ids.text(number)) }
}
