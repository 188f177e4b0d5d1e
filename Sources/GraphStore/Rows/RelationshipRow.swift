/// A stored relationship, lent to a closure.
///
/// The buffer belongs to the store and is good until the closure returns; copy what is to last.
@frozen
public struct RelationshipRow {
  /// The identifier.
  public let id: Int
  /// The number of the type.
  public let type: Int
  /// The identifier of the start node.
  public let start: Int
  /// The identifier of the end node.
  public let end: Int
  /// The properties as a JSON object in UTF-8, not checked; nil where there are none.
  public let properties: UnsafeBufferPointer<UInt8>?
}
