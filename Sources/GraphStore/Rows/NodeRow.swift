/// A stored node, lent to a closure.
///
/// The buffers belong to the store and are good until the closure returns; copy what is to last.
@frozen
public struct NodeRow {
  /// The identifier.
  public let id: Int
  /// The numbers of the labels, in rising order.
  public let labels: UnsafeBufferPointer<Int>
  /// The properties as a JSON object in UTF-8, not checked; nil where there are none.
  public let properties: UnsafeBufferPointer<UInt8>?
}
