import CypherPlan
import GraphIndex
import Platform

/// The neighbours of one node after another over fixed types and one direction, as plain lists.
///
/// Where there is one type, one direction and no change over the base, a list is the place in the
/// index itself; everywhere else it is put together in a buffer that the next call overwrites. Either
/// way the caller runs over a pointer, without a call, a check or a count of references a neighbour.
///
/// A reader holds what it points to and is good for as long as the graph does not change. For a few
/// nodes of a type that is still in the file it reads the parts that hold them; one made for many reads
/// the type whole.
final class NeighborReader {
  let types: [Int]
  let direction: Direction
  let view: GraphView
  /// Whether a list is the place in the index itself, so that it is sorted.
  let isPlain: Bool
  /// Whether it was made for a few nodes of what is not in memory, so that many cost too much.
  let isPartial: Bool
  private let loopsOnly: Bool
  private let kept: [Adjacency]
  /// One direction of one type, as pointers: copying them counts no reference.
  struct Arm {
    let type: UInt64
    let first: Int
    let limit: Int
    let offsets: UnsafePointer<UInt32>
    let neighbors: UnsafePointer<NodePosition>
    let positions: UnsafePointer<UInt32>?
    /// Whether a loop at the node is left to the other direction.
    let skipsLoops: Bool

    @inline(__always)
    func slots(of node: NodePosition) -> (start: Int, end: Int) {
      let index = Int(node) &- first
      guard index >= 0, index < limit else { return (0, 0) }
      let start = Int(offsets[index])
      // A file that was tampered with may hold offsets that fall.
      return (start, max(start, Int(offsets[index &+ 1])))
    }

    @inline(__always)
    func degree(of node: NodePosition) -> UInt64 {
      let (start, end) = slots(of: node)
      return UInt64(truncatingIfNeeded: end &- start)
    }

    func slots(from node: NodePosition, to target: NodePosition) -> Range<Int> {
      let (start, end) = slots(of: node)
      var low = start
      var high = end
      while low < high {
        let middle = (low &+ high) / 2
        if neighbors[middle] < target { low = middle &+ 1 } else { high = middle }
      }
      var last = low
      while last < end, neighbors[last] == target { last &+= 1 }
      return low..<last
    }
  }
  /// Every direction of every type; empty where changes or the file have to be asked.
  private let arms: UnsafeMutableBufferPointer<Arm>
  /// The only one, where ``isPlain``.
  let arm: Arm
  /// Whether ``arms`` tell everything.
  let canSearch: Bool
  private var buffer: UnsafeMutablePointer<NodePosition>
  private var capacity = 64
  private var filled = 0
  private var handleBuffer: [RelationshipHandle] = []

  /// A reader of the neighbours over `types`.
  ///
  /// - Parameters:
  ///   - isForFew: Whether only a few nodes will be asked about.
  ///   - loopsOnly: Whether only relationships that lead back to the node are found.
  init(
    _ view: GraphView, types: [Int], _ direction: Direction, isForFew: Bool = false,
    loopsOnly: Bool = false
  ) {
    self.view = view
    self.loopsOnly = loopsOnly
    self.direction = direction
    buffer = .allocate(capacity: capacity)
    // A type without relationships adds nothing to any list.
    let types = types.filter { view.isTouched(type: $0) || view.adjacency(type: $0) != nil }
    let kept = types.compactMap { view.adjacency(type: $0) }
    self.types = types
    self.kept = kept
    let isInMemory = kept.allSatisfy { adjacency in
      (direction == .incoming || adjacency.outgoing.isInMemory)
        && (direction == .outgoing || adjacency.incoming.isInMemory)
    }
    isPartial = isForFew && !isInMemory
    let isKnown = kept.count == types.count && !isPartial
    canSearch = isKnown && !loopsOnly
    var made: [Arm] = []
    if isKnown {
      for (type, adjacency) in zip(types, kept) {
        if direction != .incoming { made.append(Self.arm(type, adjacency.outgoing, false)) }
        if direction != .outgoing {
          made.append(
            Self.arm(type, adjacency.incoming, direction == .either && adjacency.hasLoops))
        }
      }
    }
    arms = .allocate(capacity: made.count)
    _ = arms.initialize(from: made)
    isPlain = canSearch && made.count <= 1
    arm =
      made.first
      ?? Arm(
        type: 0, first: 0, limit: 0, offsets: Self.nothing.pointer, neighbors: Self.nothing.pointer,
        positions: nil, skipsLoops: false)
  }

  private static func arm(_ type: Int, _ side: Adjacency.Side, _ skipsLoops: Bool) -> Arm {
    Arm(
      type: UInt64(truncatingIfNeeded: type) << 32, first: Int(side.first),
      limit: side.offsets.count - 1, offsets: side.offsets.pointer,
      neighbors: side.neighbors.pointer, positions: side.positions?.pointer,
      skipsLoops: skipsLoops)
  }

  deinit {
    buffer.deallocate()
    arms.deallocate()
  }

  private static let nothing = FixedBuffer<UInt32>([0])

  /// The slots of `node`, where ``isPlain``.
  @inline(__always)
  func slots(of node: NodePosition) -> (start: Int, end: Int) { arm.slots(of: node) }

  /// The offsets of `count` nodes side by side from `first` on, where ``isPlain``: how many of them
  /// come before the first that has a slot, where that one's offset is, and how many nodes from there on
  /// have an offset and a next one.
  func offsets(
    from first: NodePosition, count: Int
  ) -> (skipped: Int, offsets: UnsafePointer<UInt32>, covered: Int) {
    let start = Int(first) - arm.first
    let skipped = min(count, max(0, -start))
    let covered = max(0, min(start + count, arm.limit) - max(0, start))
    return (skipped, covered == 0 ? arm.offsets : arm.offsets + max(0, start), covered)
  }

  /// The neighbours of `node`, until the next call; a loop occurs once.
  @inline(__always)
  func list(of node: NodePosition) -> UnsafeBufferPointer<NodePosition> {
    guard isPlain else { return gathered(node) }
    let (start, end) = slots(of: node)
    return UnsafeBufferPointer(start: arm.neighbors + start, count: end &- start)
  }

  /// The relationships that lead to the neighbours of `node`, in the order of ``list(of:)``.
  func handles(of node: NodePosition) -> [RelationshipHandle] {
    handleBuffer.removeAll(keepingCapacity: true)
    guard isPlain else {
      guard node != noNode else { return [] }
      if canSearch {
        for arm in arms {
          let (start, end) = arm.slots(of: node)
          for slot in start..<end where !arm.skipsLoops || arm.neighbors[slot] != node {
            handleBuffer.append(
              arm.type | UInt64(arm.positions.map { $0[slot] } ?? UInt32(truncatingIfNeeded: slot)))
          }
        }
        return handleBuffer
      }
      for type in types {
        guard let adjacency = view.adjacency(type: type) else {
          view.forEachNeighbor(of: node, type: type, direction: direction) { _, handle in
            handleBuffer.append(handle)
          }
          continue
        }
        if direction != .incoming { appendHandles(adjacency.outgoing, type, node, false) }
        if direction != .outgoing {
          appendHandles(
            adjacency.incoming, type, node, direction == .either && adjacency.hasLoops)
        }
      }
      return handleBuffer
    }
    let (start, end) = slots(of: node)
    for slot in start..<end { handleBuffer.append(handle(at: slot)) }
    return handleBuffer
  }

  /// The relationship in a slot, where ``isPlain``.
  @inline(__always)
  func handle(at slot: Int) -> RelationshipHandle {
    arm.type | UInt64(arm.positions.map { $0[slot] } ?? UInt32(truncatingIfNeeded: slot))
  }

  /// The neighbour in a slot, where ``isPlain``.
  @inline(__always)
  func neighbor(at slot: Int) -> NodePosition { arm.neighbors[slot] }

  /// Where the neighbours lie, where ``isPlain``.
  @inline(__always)
  var neighborPointer: UnsafePointer<NodePosition> { arm.neighbors }

  /// The number of neighbours; a loop counts once.
  @inline(__always)
  func degree(of node: NodePosition) -> Int {
    guard isPlain else { return countedDegree(of: node) }
    let (start, end) = slots(of: node)
    return end &- start
  }

  private func countedDegree(of node: NodePosition) -> Int {
    guard canSearch, node != noNode else { return gathered(node).count }
    var degree = 0
    for arm in arms {
      let (start, end) = arm.slots(of: node)
      degree &+= end &- start
      if arm.skipsLoops { degree &-= arm.slots(from: node, to: node).count }
    }
    return degree
  }

  /// The sum of the degrees of `nodes`.
  ///
  /// - Complexity: O(nodes) where ``isPlain``.
  func degrees(of nodes: UnsafeBufferPointer<NodePosition>) -> UInt64 {
    var total = 0
    guard isPlain else {
      for node in nodes { total &+= countedDegree(of: node) }
      return UInt64(total)
    }
    let arm = arm
    for node in nodes {
      let (start, end) = arm.slots(of: node)
      total &+= end &- start
    }
    return UInt64(total)
  }

  /// The node at the other end of a relationship, if it is one of those that this reader finds at
  /// `node`.
  ///
  /// - Complexity: O(log *n*).
  func otherEnd(of handle: RelationshipHandle, at node: NodePosition) -> NodePosition? {
    guard types.contains(relationshipType(handle)) else { return nil }
    if isPlain, direction == .outgoing {
      // Outgoing slots are positions.
      let (start, end) = slots(of: node)
      let slot = Int(relationshipPosition(handle))
      return slot >= start && slot < end ? arm.neighbors[slot] : nil
    }
    if isPlain, kept.first?.end(of: relationshipPosition(handle)) != node { return nil }
    let ends = view.ends(of: handle)
    if direction != .incoming, ends.start == node { return ends.end }
    if direction != .outgoing, ends.end == node { return ends.start }
    return nil
  }

  /// The slots of `node` that lead to `target`, where ``isPlain``.
  ///
  /// - Complexity: O(log degree).
  func slots(from node: NodePosition, to target: NodePosition) -> Range<Int> {
    arm.slots(from: node, to: target)
  }

  /// How many relationships lead from `node` to `target`; a loop counts once.
  ///
  /// - Complexity: O(log degree) a type where ``canSearch``, O(degree) elsewhere.
  func count(from node: NodePosition, to target: NodePosition) -> Int {
    guard canSearch else {
      return gathered(node).reduce(0) { $0 + ($1 == target ? 1 : 0) }
    }
    var (node, target) = (node, target)
    // What is between two nodes is the same from both; the shorter lists are searched.
    if direction == .either, countedDegree(of: target) < countedDegree(of: node) {
      swap(&node, &target)
    }
    var count = 0
    for arm in arms where !arm.skipsLoops || node != target {
      count &+= arm.slots(from: node, to: target).count
    }
    return count
  }

  private func gathered(_ node: NodePosition) -> UnsafeBufferPointer<NodePosition> {
    filled = 0
    guard node != noNode else { return UnsafeBufferPointer(start: buffer, count: 0) }
    if loopsOnly, !arms.isEmpty {
      for arm in arms {
        let loops = arm.slots(from: node, to: node).count
        reserve(loops)
        for _ in 0..<loops {
          buffer[filled] = node
          filled &+= 1
        }
      }
      return UnsafeBufferPointer(start: buffer, count: filled)
    }
    if canSearch {
      for arm in arms {
        let (start, end) = arm.slots(of: node)
        reserve(end &- start)
        if arm.skipsLoops {
          for slot in start..<end where arm.neighbors[slot] != node {
            buffer[filled] = arm.neighbors[slot]
            filled &+= 1
          }
        } else {
          (buffer + filled).update(from: arm.neighbors + start, count: end &- start)
          filled &+= end &- start
        }
      }
      return UnsafeBufferPointer(start: buffer, count: filled)
    }
    for type in types {
      guard let adjacency = view.adjacency(type: type) else {
        view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, _ in
          reserve(1)
          buffer[filled] = neighbor
          filled &+= 1
        }
        continue
      }
      if direction != .incoming { append(adjacency.outgoing, node, skipsLoops: false) }
      if direction != .outgoing {
        append(adjacency.incoming, node, skipsLoops: direction == .either && adjacency.hasLoops)
      }
    }
    if loopsOnly {
      let loops = (0..<filled).reduce(0) { $0 + (buffer[$1] == node ? 1 : 0) }
      for place in 0..<loops { buffer[place] = node }
      filled = loops
    }
    return UnsafeBufferPointer(start: buffer, count: filled)
  }

  private func append(_ side: Adjacency.Side, _ node: NodePosition, skipsLoops: Bool) {
    let slots = side.slots(of: node)
    reserve(slots.count)
    let source = side.neighbors.pointer(covering: slots)
    for slot in slots where !skipsLoops || source[slot] != node {
      buffer[filled] = source[slot]
      filled &+= 1
    }
  }

  private func appendHandles(
    _ side: Adjacency.Side, _ type: Int, _ node: NodePosition, _ skipsLoops: Bool
  ) {
    let slots = side.slots(of: node)
    let neighbors = side.neighbors.pointer(covering: slots)
    let positions = side.positions?.pointer(covering: slots)
    for slot in slots where !skipsLoops || neighbors[slot] != node {
      let position = positions.map { $0[slot] } ?? UInt32(truncatingIfNeeded: slot)
      handleBuffer.append(relationshipHandle(type: type, position: position))
    }
  }

  private func reserve(_ count: Int) {
    guard filled + count > capacity else { return }
    let larger = max(capacity * 2, filled + count)
    let grown = UnsafeMutablePointer<NodePosition>.allocate(capacity: larger)
    grown.update(from: buffer, count: filled)
    buffer.deallocate()
    buffer = grown
    capacity = larger
  }
}

/// Zeroed memory a node, taken from the system as it is touched: a query that looks at ten nodes of a
/// million pays for ten.
final class NodeMemory<Element: FixedWidthInteger & BitwiseCopyable> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int) {
    self.count = count
    if let bytes = calloc(max(1, count), MemoryLayout<Element>.stride) {
      pointer = bytes.bindMemory(to: Element.self, capacity: max(1, count))
    } else {
      pointer = .allocate(capacity: max(1, count))
      pointer.initialize(repeating: 0, count: max(1, count))
    }
  }

  deinit { free(pointer) }

  @inline(__always)
  subscript(node: NodePosition) -> Element {
    get { pointer[Int(node)] }
    set { pointer[Int(node)] = newValue }
  }
}
