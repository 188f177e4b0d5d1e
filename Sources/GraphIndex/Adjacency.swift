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
      let start = Int(offsets.pointer[index])
      return start..<Int(offsets.pointer[index &+ 1])
    }

    /// The number of slots of `node`.
    @inlinable public func degree(of node: UInt32) -> Int { slots(of: node).count }
  }

  /// Sorts relationships into both directions.
  ///
  /// - Parameters:
  ///   - starts: The start of each relationship.
  ///   - ends: The end of each, in the same order.
  ///   - ids: The stored identifier of each.
  /// - Complexity: O(*r* + *n*) by counting sort, where *n* is the range of nodes that occur.
  public init(starts: [UInt32], ends: [UInt32], ids: [Int]) {
    hasLoops = zip(starts, ends).contains { $0 == $1 }
    let byEnd = CountingOrder(keys: ends)
    let order = CountingOrder(keys: starts, over: byEnd.order)
    let outNeighbors = FixedBuffer<UInt32>(count: starts.count) { target in
      for (slot, index) in order.order.enumerated() { target[slot] = ends[Int(index)] }
    }
    self.ids = FixedBuffer<Int>(count: starts.count) { target in
      for (slot, index) in order.order.enumerated() { target[slot] = ids[Int(index)] }
    }
    outgoing = Side(
      first: order.first, offsets: order.offsets, neighbors: outNeighbors, positions: nil)
    let startOfSlot = order.order.map { starts[Int($0)] }
    let back = CountingOrder(keys: Array(outNeighbors.buffer))
    let inNeighbors = FixedBuffer<UInt32>(count: starts.count) { target in
      for (slot, position) in back.order.enumerated() {
        target[slot] = startOfSlot[Int(position)]
      }
    }
    incoming = Side(
      first: back.first, offsets: back.offsets, neighbors: inNeighbors,
      positions: FixedBuffer(back.order))
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
    while low + 1 < high {
      let middle = (low + high) / 2
      if outgoing.offsets[middle] <= position { low = middle } else { high = middle }
    }
    // Nodes without slots share an offset with the next; the last of them holds the slot.
    return outgoing.first + UInt32(low)
  }

  private func checkInvariants() {
    #if INTERNAL_CHECKS
      for side in [outgoing, incoming] {
        let offsets = Array(side.offsets.buffer)
        precondition(zip(offsets, offsets.dropFirst()).allSatisfy(<=), "offsets must not fall")
        precondition(Int(offsets.last ?? 0) == count, "offsets must cover every relationship")
      }
    #endif
  }
}

/// The order of elements by a small integer key, with the offsets of each key: a counting sort,
/// stable with respect to the order that it starts from.
struct CountingOrder {
  let first: UInt32
  let offsets: FixedBuffer<UInt32>
  let order: [UInt32]

  init(keys: [UInt32], over previous: [UInt32]? = nil) {
    guard let low = keys.min(), let high = keys.max() else {
      first = 0
      offsets = FixedBuffer([0])
      order = []
      return
    }
    first = low
    var starts = [UInt32](repeating: 0, count: Int(high - low) + 2)
    for key in keys { starts[Int(key - low) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    offsets = FixedBuffer(starts)
    order = [UInt32](unsafeUninitializedCapacity: keys.count) { target, count in
      func place(_ element: UInt32) {
        let slot = Int(keys[Int(element)] - low)
        target[Int(starts[slot])] = element
        starts[slot] += 1
      }
      if let previous {
        for element in previous { place(element) }
      } else {
        for element in 0..<UInt32(keys.count) { place(element) }
      }
      count = keys.count
    }
  }
}
