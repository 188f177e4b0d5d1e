/// Gathers the relationships of one type, in rising order of identifiers, into an ``Adjacency``.
struct AdjacencyBuilder {
  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt32] = []
  private var ids = IdentifierRun()

  /// How many relationships there are.
  var count: Int { starts.count }

  /// Adds a relationship and returns its place in the order of addition.
  mutating func add(id: Int, start: UInt32, end: UInt32) -> UInt32 {
    starts.append(start)
    ends.append(end)
    ids.append(id)
    return UInt32(starts.count - 1)
  }

  /// Sorts the relationships into both directions.
  ///
  /// - Returns: The adjacency, and for each place the position; nil where they are the same.
  /// - Complexity: O(*r* + *n*) by counting sort, where *n* is the range of nodes that occur; no
  ///   sorting at all where the relationships came in order, as tables mostly hold them.
  consuming func adjacency() -> (adjacency: Adjacency, positions: [UInt32]?) {
    var hasLoops = false
    var isSorted = true
    for index in starts.indices {
      if starts[index] == ends[index] { hasLoops = true }
      if index > 0, isSorted {
        isSorted =
          starts[index - 1] < starts[index]
          || (starts[index - 1] == starts[index] && ends[index - 1] <= ends[index])
      }
    }
    guard !isSorted else {
      let outgoing = Adjacency.Side(
        keys: starts, neighbors: FixedBuffer(ends), positions: nil)
      return (
        Adjacency(
          outgoing: outgoing, incoming: Self.incoming(of: outgoing, ends: ends),
          ids: ids.buffer(count: starts.count), hasLoops: hasLoops), nil
      )
    }
    let order = Self.order(by: starts, over: Self.order(by: ends, over: nil))
    let sortedEnds = order.map { ends[Int($0)] }
    let outgoing = Adjacency.Side(
      keys: starts, neighbors: FixedBuffer(sortedEnds), positions: nil)
    var positions = [UInt32](repeating: 0, count: order.count)
    for (position, place) in order.enumerated() { positions[Int(place)] = UInt32(position) }
    let identifiers = ids
    let sortedIDs = FixedBuffer<Int>(count: order.count) { target in
      for (position, place) in order.enumerated() {
        target.initializeElement(at: position, to: identifiers[Int(place)])
      }
    }
    return (
      Adjacency(
        outgoing: outgoing, incoming: Self.incoming(of: outgoing, ends: sortedEnds),
        ids: sortedIDs, hasLoops: hasLoops), positions
    )
  }

  /// The other direction, sorted by (end, start) because it is filled in the order of starts.
  private static func incoming(of outgoing: Adjacency.Side, ends: [UInt32]) -> Adjacency.Side {
    let counted = NodeOffsets(keys: ends)
    var cursor = counted.offsets
    let neighbors = FixedBuffer<UInt32>.uninitialized(count: ends.count)
    let positions = FixedBuffer<UInt32>.uninitialized(count: ends.count)
    let offsets = outgoing.offsets.buffer
    for index in 0..<max(0, offsets.count - 1) {
      let start = outgoing.first + UInt32(index)
      for slot in Int(offsets[index])..<Int(offsets[index + 1]) {
        let key = Int(ends[slot] - counted.first)
        let target = Int(cursor[key])
        cursor[key] += 1
        neighbors.storage[target] = start
        positions.storage[target] = UInt32(slot)
      }
    }
    return Adjacency.Side(
      first: counted.first, offsets: FixedBuffer(counted.offsets), neighbors: neighbors,
      positions: positions)
  }

  /// The places in the order of their keys, those of equal keys as they were.
  private static func order(by keys: [UInt32], over previous: [UInt32]?) -> [UInt32] {
    let counted = NodeOffsets(keys: keys)
    var cursor = counted.offsets
    return [UInt32](unsafeUninitializedCapacity: keys.count) { target, count in
      for index in keys.indices {
        let place = previous.map { $0[index] } ?? UInt32(index)
        let key = Int(keys[Int(place)] - counted.first)
        target[Int(cursor[key])] = place
        cursor[key] += 1
      }
      count = keys.count
    }
  }
}

extension Adjacency.Side {
  /// A side whose slots lie in the order of `neighbors`, with the given nodes.
  fileprivate init(
    keys: [UInt32], neighbors: FixedBuffer<UInt32>, positions: FixedBuffer<UInt32>?
  ) {
    let counted = NodeOffsets(keys: keys)
    self.init(
      first: counted.first, offsets: FixedBuffer(counted.offsets), neighbors: neighbors,
      positions: positions)
  }
}

/// Where the slots of each node begin, counted from how often it occurs.
private struct NodeOffsets {
  var first: UInt32 = 0
  var offsets: [UInt32] = [0]

  init(keys: [UInt32]) {
    guard var low = keys.first else { return }
    var high = low
    for key in keys {
      low = min(low, key)
      high = max(high, key)
    }
    first = low
    offsets = Array(repeating: 0, count: Int(high - low) + 2)
    for key in keys { offsets[Int(key - low) + 1] += 1 }
    for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
  }
}

/// Rising identifiers, of which the first is enough as long as none is left out.
struct IdentifierRun {
  private var first = 0
  private var count = 0
  private var all: [Int]?

  mutating func append(_ id: Int) {
    if count == 0 { first = id }
    if all == nil, id != first + count { all = Array(first..<(first + count)) }
    all?.append(id)
    count += 1
  }

  subscript(index: Int) -> Int { all?[index] ?? first + index }

  /// Whether they are 0, 1, 2 and so on.
  var isIdentity: Bool { all == nil && (first == 0 || count == 0) }

  func buffer(count: Int) -> FixedBuffer<Int> {
    FixedBuffer(count: count) { target in
      for index in 0..<count { target.initializeElement(at: index, to: self[index]) }
    }
  }
}
