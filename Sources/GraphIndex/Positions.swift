import GraphModel

/// The place of a node in the index: graph-wide, dense, renumbered only by compaction.
public typealias NodePosition = UInt32

/// A relationship in the index: its type in the upper 32 bits, its place among the relationships of
/// that type in the lower 32.
public typealias RelationshipHandle = UInt64

/// What a column holds where there is no node.
public let noNode: NodePosition = .max

/// What a column holds where there is no relationship.
public let noRelationship: RelationshipHandle = .max

/// The handle of the relationship at `position` among those of `type`.
@inlinable
public func relationshipHandle(type: Int, position: UInt32) -> RelationshipHandle {
  UInt64(truncatingIfNeeded: type) << 32 | UInt64(position)
}

/// The type in a handle.
@inlinable
public func relationshipType(_ handle: RelationshipHandle) -> Int { Int(handle >> 32) }

/// The position in a handle.
@inlinable
public func relationshipPosition(_ handle: RelationshipHandle) -> UInt32 {
  UInt32(truncatingIfNeeded: handle)
}

/// Which relationships of a node are meant.
public enum Direction: Sendable, Hashable {
  /// Those that start at it.
  case outgoing
  /// Those that end at it.
  case incoming
  /// Both; a loop counts once.
  case either

  /// The direction seen from the other end.
  public var reversed: Direction {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .either: .either
    }
  }
}
