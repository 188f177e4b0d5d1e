import GraphIndex
import GraphModel

/// count(DISTINCT x).
///
/// Three ways, the cheaper first. While the values of every group come in rising order, as they do
/// where the pattern was walked from them, the last one of each group says whether a value is new. When
/// one comes out of order, groups of nodes get a bit a node where that takes little memory; everything
/// else goes to a table of pairs.
final class DistinctCountState: AggregateState {
  private enum Way {
    case rising
    case bits
    case table
  }
  private var way = Way.rising
  private var counts: [Int] = []
  /// By group: the last word and one more, or 0.
  private var last: [UInt64] = []
  /// The pairs of group and node so far, each in one word, for when another way has to be taken.
  private var pairs: [UInt64] = []
  private var bitWords = 0
  private var bits: [NodeMemory<UInt64>?] = []
  private var table = GroupTable(width: 2)
  private let view: GraphView
  private let context: ExecutionContext

  /// The most bytes of bits.
  private static let mostBits = 32 << 20

  init(_ context: ExecutionContext) {
    self.context = context
    view = context.view
  }

  override func grow(to count: Int) {
    guard counts.count < count else { return }
    counts.append(contentsOf: repeatElement(0, count: count - counts.count))
    last.append(contentsOf: repeatElement(0, count: count - last.count))
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    try add(column, batch.rows, groups: groups)
  }

  private func add(_ column: Column, _ rows: Selection, groups: [Int32]) throws {
    switch (way, column) {
    case (.table, _): try addToTable(column, rows, groups)
    case (_, .nodes(let nodes)):
      if way == .rising, try addRising(nodes, rows, groups) { return }
      if way == .rising { try leaveRising() }
      if way == .bits { return try addToBits(nodes, rows, groups) }
      try addToTable(column, rows, groups)
    default: try leaveForTable(column, rows, groups)
    }
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    /// By group: how many parts have values of it.
    var sharers = [UInt8](repeating: 0, count: counts.count)
    let parts = try parts.map { part, groups in
      guard let part = part as? DistinctCountState else { throw NotMergeable() }
      return (state: part, groups: groups)
    }
    for (part, groups) in parts {
      for (count, group) in zip(part.counts, groups) where count > 0 {
        sharers[Int(group)] &+= sharers[Int(group)] < 2 ? 1 : 0
        counts[Int(group)] += count
      }
    }
    guard sharers.contains(2) else { return }
    // Only groups that several have met can have counted a value twice.
    let union = DistinctCountState(context)
    union.grow(to: counts.count)
    for (part, groups) in parts {
      try part.forEachValue { column, owners in
        let own = owners.map { groups[Int($0)] }
        let all = Selection(indices: nil, count: own.count)
        let shared = all.filtered { sharers[Int(own[$0])] == 2 }
        try union.add(column, shared, groups: own)
        try context.tick(own.count)
      }
    }
    for group in counts.indices where sharers[group] == 2 { counts[group] = union.counts[group] }
  }

  /// Calls `body` with all values and the group of each, some at a time.
  private func forEachValue(_ body: (Column, [Int32]) throws -> Void) throws {
    switch way {
    case .rising:
      try body(
        .nodes(pairs.map { NodePosition(truncatingIfNeeded: $0) }),
        pairs.map { Int32(truncatingIfNeeded: $0 >> 32) })
    case .bits:
      for (group, memory) in bits.enumerated() {
        guard let nodes = memory.map(Self.nodes) else { continue }
        try body(.nodes(nodes), [Int32](repeating: Int32(group), count: nodes.count))
      }
    case .table:
      for start in stride(from: 0, to: table.count, by: 4096) {
        let range = start..<min(start + 4096, table.count)
        let owners = table.column(0, range, view)
        try body(
          table.column(1, range, view),
          (0..<range.count).map { row in
            if case .integer(let owner) = owners.value(row, view) { Int32(owner) } else { 0 }
          })
      }
    }
  }

  /// The nodes whose bits are set.
  private static func nodes(of bits: NodeMemory<UInt64>) -> [NodePosition] {
    var nodes: [NodePosition] = []
    for word in 0..<bits.count {
      var rest = bits.pointer[word]
      while rest != 0 {
        nodes.append(NodePosition(word * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return nodes
  }

  override func result(_ group: Int) throws -> Value { .integer(counts[group]) }

  override func column(_ range: Range<Int>) throws -> Column {
    .integers(Array(counts[range]), nulls: nil)
  }

  /// Adds all rows while they rise; false, with nothing of this batch added, where one does not.
  private func addRising(
    _ nodes: [NodePosition], _ rows: Selection, _ groups: [Int32]
  ) throws -> Bool {
    let start = pairs.count
    var isRising = true
    // The only references are the local ones, so that the lists grow in place.
    var pairs: [UInt64] = []
    var last: [UInt64] = []
    var counts: [Int] = []
    swap(&pairs, &self.pairs)
    swap(&last, &self.last)
    swap(&counts, &self.counts)
    last.withUnsafeMutableBufferPointer { last in
      counts.withUnsafeMutableBufferPointer { counts in
        rows.forEach { row in
          let node = nodes[row]
          guard isRising, node != noNode else { return }
          let group = Int(groups[row])
          let word = UInt64(node) &+ 1
          if word > last[group] {
            last[group] = word
            counts[group] &+= 1
            pairs.append(UInt64(truncatingIfNeeded: group) << 32 | UInt64(node))
          } else if word < last[group] {
            isRising = false
          }
        }
        guard !isRising else { return }
        for pair in pairs[start...] { counts[Int(pair >> 32)] &-= 1 }
      }
    }
    if !isRising { pairs.removeSubrange(start...) }
    let added = pairs.count - start
    swap(&pairs, &self.pairs)
    swap(&last, &self.last)
    swap(&counts, &self.counts)
    try context.reserve(added * 8)
    return isRising
  }

  private func leaveRising() throws {
    let perGroup = (view.nodeLimit + 63) / 64 * 8
    last = []
    let known = pairs
    pairs = []
    try context.reserve(-known.count * 8)
    for index in counts.indices { counts[index] = 0 }
    if counts.count * perGroup <= Self.mostBits {
      way = .bits
      try addToBits(
        known.map { NodePosition(truncatingIfNeeded: $0) },
        Selection(indices: nil, count: known.count),
        known.map { Int32(truncatingIfNeeded: $0 >> 32) })
    } else {
      way = .table
      try addToTable(
        .nodes(known.map { NodePosition(truncatingIfNeeded: $0) }),
        Selection(indices: nil, count: known.count),
        known.map { Int32(truncatingIfNeeded: $0 >> 32) })
    }
  }

  private func addToBits(_ nodes: [NodePosition], _ rows: Selection, _ groups: [Int32]) throws {
    let words = (view.nodeLimit + 63) / 64
    if bits.isEmpty { bitWords = words }
    if words > bitWords || counts.count * words * 8 > Self.mostBits {
      try leaveBits()
      return try addToTable(.nodes(nodes), rows, groups)
    }
    while bits.count < counts.count {
      try context.reserve(words * 8)
      bits.append(NodeMemory(count: words))
    }
    counts.withUnsafeMutableBufferPointer { counts in
      bits.withUnsafeBufferPointer { bits in
        var group = -1
        var own: UnsafeMutablePointer<UInt64>?
        rows.forEach { row in
          let node = nodes[row]
          guard node != noNode else { return }
          if Int(groups[row]) != group {
            group = Int(groups[row])
            own = bits[group]?.pointer
          }
          guard let own else { return }
          let bit: UInt64 = 1 << UInt64(node & 63)
          if own[Int(node >> 6)] & bit == 0 {
            own[Int(node >> 6)] |= bit
            counts[group] &+= 1
          }
        }
      }
    }
  }

  private func leaveBits() throws {
    way = .table
    let known = bits
    bits = []
    for (group, memory) in known.enumerated() {
      guard let memory else { continue }
      counts[group] = 0
      let nodes = Self.nodes(of: memory)
      try addToTable(
        .nodes(nodes), Selection(indices: nil, count: nodes.count),
        [Int32](repeating: Int32(group), count: nodes.count))
      try context.reserve(-memory.count * 8)
    }
  }

  private func leaveForTable(_ column: Column, _ rows: Selection, _ groups: [Int32]) throws {
    switch way {
    case .rising:
      let known = pairs
      pairs = []
      last = []
      for index in counts.indices { counts[index] = 0 }
      try context.reserve(-known.count * 8)
      way = .table
      try addToTable(
        .nodes(known.map { NodePosition(truncatingIfNeeded: $0) }),
        Selection(indices: nil, count: known.count),
        known.map { Int32(truncatingIfNeeded: $0 >> 32) })
    case .bits: try leaveBits()
    case .table: break
    }
    try addToTable(column, rows, groups)
  }

  private func addToTable(_ column: Column, _ rows: Selection, _ groups: [Int32]) throws {
    let rows = column.hasNoNulls ? rows : rows.filtered { !column.isNull($0) }
    let before = table.count
    let numbers = try table.groups(of: [column], ordinals: groups, rows, context)
    var seen = before
    rows.forEach { row in
      // Numbers are given in order of appearance, so a new one is the next.
      if Int(numbers[row]) == seen {
        seen += 1
        counts[Int(groups[row])] += 1
      }
    }
    try context.reserve(table.growth())
  }
}
