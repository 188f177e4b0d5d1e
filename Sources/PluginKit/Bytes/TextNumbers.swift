import GraphModel

/// Numbers texts in the order in which they first come, from 0.
///
///     let numbers = TextNumbers()
///     numbers.number(of: "a")   // (0, isNew: true)
///     numbers.number(of: "a")   // (0, isNew: false)
///
/// - Complexity: O(1) on average; the bytes of each text and some 20 more are kept.
public final class TextNumbers {
  private let ids = BulkNodeIDs(.text)

  /// No texts.
  public init() {}

  /// How many texts there are.
  public var count: Int { ids.count }

  /// The number of a text, which is given one where it has come for the first time.
  public func number(of text: Text) -> (number: Int, isNew: Bool) {
    let next = UInt32(truncatingIfNeeded: ids.count)
    let earlier = text.withUTF8 { ids.insert($0, node: next) }
    return (Int(earlier ?? next), earlier == nil)
  }
}
