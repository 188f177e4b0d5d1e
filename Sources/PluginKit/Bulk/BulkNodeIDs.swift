import GraphModel

/// The ids of one group of nodes and which node of the load each one means.
///
/// Nodes are numbered from 0 in the order in which the load adds them. Integers near zero are places
/// in an array of 4 bytes each; other integers and texts are in open hash tables of 4 bytes a slot,
/// at most half full, beside the integers or the bytes themselves.
///
/// - Complexity: O(1) on average to add and to find; O(*n*) once, when integers turn out to be
///   sparse.
final class BulkNodeIDs {
  /// The type of the ids.
  enum Kind {
    case integer
    case text
  }

  /// What no node is numbered.
  static let none = UInt32.max

  let kind: Kind
  private(set) var count = 0
  /// For integers near zero: the node of each.
  private var dense: [UInt32] = []
  private var isDense: Bool
  /// The hash table: entry numbers, or `none`.
  private var slots: [UInt32] = []
  private var nodes: [UInt32] = []
  private var integers: [Int] = []
  private var texts = ByteTable()

  init(_ kind: Kind) {
    self.kind = kind
    isDense = kind == .integer
  }

  /// About how many bytes of memory it takes.
  var byteCount: Int {
    4 * (dense.capacity + slots.capacity + nodes.capacity) + 8 * integers.capacity
      + texts.byteCount
  }

  // MARK: Integers

  /// Gives the id to `node`, or returns the node that has it already.
  func insert(_ id: Int, node: UInt32) -> UInt32? {
    if isDense {
      // Up to eight empty places a node cost less than a hash table does.
      if id >= 0, id < 8 * (count &+ 1_024) { return insertDense(id, node) }
      becomeSparse()
    }
    if slots.count <= 2 * integers.count { growSlots() }
    var slot = Self.hash(id) & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if integers[entry] == id { return nodes[entry] }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = UInt32(integers.count)
    integers.append(id)
    nodes.append(node)
    count &+= 1
    return nil
  }

  /// The node with the id.
  @inline(__always)
  func find(_ id: Int) -> UInt32? {
    if isDense {
      guard id >= 0, id < dense.count, dense[id] != Self.none else { return nil }
      return dense[id]
    }
    return findSparse(id)
  }

  private func findSparse(_ id: Int) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.hash(id) & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if integers[entry] == id { return nodes[entry] }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  private func insertDense(_ id: Int, _ node: UInt32) -> UInt32? {
    if id >= dense.count {
      dense.append(contentsOf: repeatElement(Self.none, count: id &+ 1 &- dense.count))
    }
    if dense[id] != Self.none { return dense[id] }
    dense[id] = node
    count &+= 1
    return nil
  }

  private func becomeSparse() {
    isDense = false
    for (id, node) in dense.enumerated() where node != Self.none {
      integers.append(id)
      nodes.append(node)
    }
    dense = []
    growSlots()
  }

  // MARK: Texts

  /// Gives the id to `node`, or returns the node that has it already.
  func insert(_ id: UnsafeBufferPointer<UInt8>, node: UInt32) -> UInt32? {
    if slots.count <= 2 * texts.count { growSlots() }
    var slot = ByteTable.hash(id) & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if texts.isEqual(entry, id) { return nodes[entry] }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = UInt32(texts.count)
    texts.append(id)
    nodes.append(node)
    count &+= 1
    return nil
  }

  /// The node with the id.
  func find(_ id: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    var slot = ByteTable.hash(id) & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if texts.isEqual(entry, id) { return nodes[entry] }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Every id as text, for a hint.
  var shown: [String] {
    switch kind {
    case .text: (0..<texts.count).map(texts.string)
    case .integer:
      isDense
        ? dense.indices.filter { dense[$0] != Self.none }.map(String.init)
        : integers.map(String.init)
    }
  }

  // MARK: The hash table

  private func growSlots() {
    let entries = kind == .text ? texts.count : integers.count
    var capacity = max(64, slots.count)
    while capacity <= 2 * entries { capacity *= 2 }
    slots = [UInt32](repeating: Self.none, count: capacity)
    for entry in 0..<entries {
      var slot =
        (kind == .text ? texts.hash(entry) : Self.hash(integers[entry])) & (capacity &- 1)
      while slots[slot] != Self.none { slot = (slot &+ 1) & (capacity &- 1) }
      slots[slot] = UInt32(entry)
    }
  }

  /// Multiplies by an odd constant and brings the upper bits, which depend on all, to the bottom.
  private static func hash(_ id: Int) -> Int {
    let product = UInt(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (product ^ (product >> 29)) >> 8)
  }
}

/// Byte strings by number, one behind the other.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }
  var byteCount: Int { bytes.capacity + 8 * ends.capacity }

  mutating func append(_ new: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: new)
    ends.append(bytes.count)
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  func isEqual(_ index: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(index)
    guard range.count == other.count else { return false }
    for offset in 0..<range.count where bytes[range.lowerBound &+ offset] != other[offset] {
      return false
    }
    return true
  }

  func hash(_ index: Int) -> Int {
    bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[range(index)])) }
  }

  func string(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// FNV-1a by words of eight bytes, folded at the end.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt = 0xCBF2_9CE4_8422_2325
    var i = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while i &+ 8 <= bytes.count {
      hash =
        (hash ^ UInt(raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
        &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      i &+= 8
    }
    while i < bytes.count {
      hash = (hash ^ UInt(bytes[i])) &* 0x0000_0100_0000_01B3
      i &+= 1
    }
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) >> 8)
  }
}
