/// The relationships of one type in compressed-sparse-row form, in both directions.
///
/// Outgoing slots are sorted by (start, end) and *are* the positions of the relationships;
/// incoming slots are sorted by (end, start) and carry the position. Offsets cover only the nodes
/// that occur, so that many sparse types stay cheap.
public final class Adjacency: Sendable {
  /// The relationships by start.
  public let outgoing: Side
  /// The relationships by end.
  public let incoming: Side
  /// The stored identifier of the relationship at each position.
  public let ids: FixedBuffer<Int>

  /// Whether any relationship starts where it ends.
  public let hasLoops: Bool

  /// How many relationships there are.
  public var count: Int { ids.count }

  /// One direction.
  public struct Side: Sendable {
    /// The first node that has a slot.
    public let first: UInt32
    /// Where each node's slots begin, from `first` on, and one more for the end.
    public let offsets: FixedBuffer<UInt32>
    /// The node at the other end of each slot.
    public let neighbors: FixedBuffer<UInt32>
    /// The relationship's position for each slot; nil where it is the slot itself.
    public let positions: FixedBuffer<UInt32>?

    /// The slots of `node`.
    @inlinable public func slots(of node: UInt32) -> Range<Int> {
      let index = Int(node) - Int(first)
      guard index >= 0, index < offsets.count - 1 else { return 0..<0 }
      let start = Int(offsets[index])
      // A file that was tampered with may hold offsets that fall.
      return start..<max(start, Int(offsets[index &+ 1]))
    }

    /// Whether nothing is left to be read from the file.
    public var isInMemory: Bool {
      offsets.isInMemory && neighbors.isInMemory && positions?.isInMemory ?? true
    }

    /// The number of slots of `node`.
    @inlinable public func degree(of node: UInt32) -> Int { slots(of: node).count }
  }

  init(outgoing: Side, incoming: Side, ids: FixedBuffer<Int>, hasLoops: Bool) {
    self.outgoing = outgoing
    self.incoming = incoming
    self.ids = ids
    self.hasLoops = hasLoops
    checkInvariants()
  }

  /// The side for a direction that is not `.either`.
  @inlinable public func side(_ direction: Direction) -> Side {
    direction == .incoming ? incoming : outgoing
  }

  /// The end of the relationship at `position`.
  @inlinable public func end(of position: UInt32) -> UInt32 {
    outgoing.neighbors.pointer[Int(position)]
  }

  /// The start of the relationship at `position`.
  ///
  /// - Complexity: O(log *n*).
  public func start(of position: UInt32) -> UInt32 {
    var low = 0
    var high = outgoing.offsets.count - 1
    if outgoing.offsets.isInMemory {
      let offsets = outgoing.offsets.pointer
      while low &+ 1 < high {
        let middle = (low &+ high) / 2
        if offsets[middle] <= position { low = middle } else { high = middle }
      }
      return outgoing.first + UInt32(low)
    }
    while low + 1 < high {
      let middle = (low + high) / 2
      if outgoing.offsets[middle] <= position { low = middle } else { high = middle }
    }
    // Nodes without slots share an offset with the next; the last of them holds the slot.
    return outgoing.first + UInt32(low)
  }

  private func checkInvariants() {
    #if INTERNAL_CHECKS
      for side in [outgoing, incoming] where side.offsets.isInMemory {
        let offsets = Array(side.offsets.buffer)
        precondition(zip(offsets, offsets.dropFirst()).allSatisfy(<=), "offsets must not fall")
        precondition(Int(offsets.last ?? 0) == count, "offsets must cover every relationship")
      }
    #endif
  }
}
