import GraphModel

/// The ids of one group of nodes and which node each one means, for imports of any format; also other texts
/// that are numbered.
///
/// Nodes are numbered from 0 in the order in which the load adds them. Integers near zero are places
/// in an array of 4 bytes each; other integers and texts are in open hash tables of 4 bytes a slot,
/// at most half full, beside the integers or the bytes themselves.
///
/// - Complexity: O(1) on average to add and to find; O(*n*) once, when integers turn out to be
///   sparse.
final class NumberedIDs {
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
    let key = ByteTable.Key(id)
    var slot = key.hash & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if texts.isEqual(entry, key) { return texts.node(entry) }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = UInt32(texts.count)
    texts.append(key, node: node)
    count &+= 1
    return nil
  }

  /// The node with the id.
  func find(_ id: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let key = ByteTable.Key(id)
    var slot = key.hash & (slots.count &- 1)
    while slots[slot] != Self.none {
      let entry = Int(slots[slot])
      if texts.isEqual(entry, key) { return texts.node(entry) }
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

  /// The text that was added as the `number`th, from 0.
  func text(_ number: Int) -> String { texts.string(number) }

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

/// Byte strings by number, each with the node that it means.
///
/// Of eight bytes and less, as most ids are, all stands in one entry of 16 bytes, so that a look-up in a
/// table that is larger than the processor's caches waits for memory once; longer ones lie one behind the
/// other.
struct ByteTable {
  /// A string that is looked for.
  struct Key {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    /// The bytes, where there are at most eight.
    fileprivate let word: UInt64
    let hash: Int

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      word = bytes.count <= 8 ? ByteTable.word(bytes) : 0
      hash = ByteTable.hash(bytes)
    }
  }

  private struct Entry {
    /// The bytes, where there are at most eight; else where they begin.
    var word: UInt64
    var count: UInt32
    var node: UInt32
  }

  private var entries: [Entry] = []
  private var long: [UInt8] = []

  var count: Int { entries.count }
  var byteCount: Int { long.capacity + MemoryLayout<Entry>.stride * entries.capacity }

  mutating func append(_ key: Key, node: UInt32) {
    let isShort = key.bytes.count <= 8
    entries.append(
      Entry(
        word: isShort ? key.word : UInt64(long.count), count: UInt32(key.bytes.count), node: node))
    if !isShort { long.append(contentsOf: key.bytes) }
  }

  /// The node of an entry.
  @inline(__always)
  func node(_ index: Int) -> UInt32 { entries[index].node }

  @inline(__always)
  func isEqual(_ index: Int, _ key: Key) -> Bool {
    let entry = entries[index]
    guard Int(entry.count) == key.bytes.count else { return false }
    if entry.count <= 8 { return entry.word == key.word }
    return long.withUnsafeBufferPointer {
      UnsafeBufferPointer(rebasing: $0[range(entry)]).isEqual(to: key.bytes)
    }
  }

  func hash(_ index: Int) -> Int { withBytes(of: index, Self.hash) }

  func string(_ index: Int) -> String {
    withBytes(of: index) { String(decoding: $0, as: UTF8.self) }
  }

  private func range(_ entry: Entry) -> Range<Int> {
    Int(entry.word)..<Int(entry.word) + Int(entry.count)
  }

  private func withBytes<R>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let entry = entries[index]
    guard entry.count <= 8 else {
      return long.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(entry)])) }
    }
    return withUnsafeBytes(of: entry.word.littleEndian) { word in
      body(UnsafeBufferPointer(rebasing: word.bindMemory(to: UInt8.self)[..<Int(entry.count)]))
    }
  }

  /// At most eight bytes as a number, the first the lowest.
  @inline(__always)
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for index in bytes.indices { word |= UInt64(bytes[index]) &<< UInt64(8 &* index) }
    return word
  }

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

extension UnsafeBufferPointer<UInt8> {
  /// Whether as many bytes, as many as there are, are the same.
  fileprivate func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
