// What values take of memory, counted as trees: what two places share is counted at both. Whoever
// walks a value, to compare, hash, copy, write or print it, walks the tree; where the tree is paid
// for when the value is made, none of them can take longer than the memory of a query allows.
extension Value {
  /// The bytes of an element in an array that grows: for a moment, the old array and the new one are
  /// both there.
  package static let grown = 2 * MemoryLayout<Value>.stride

  /// The bytes that the value takes besides its place in an array or a table, as the allocator gives
  /// them out.
  ///
  /// - Complexity: O(*n*) in the elements of lists and maps, those that are shared as often as they
  ///   are met; no more than ``ValueLimit/treeBytes`` are counted, and ``ValueLimit/tooDeep`` is the
  ///   answer where they are nested more than ``ValueLimit/depth`` deep.
  @inlinable
  package var footprint: Int {
    switch self {
    case .null, .boolean, .integer, .float, .node: return 0
    case .date, .localTime, .time, .localDateTime: return 0
    default:
      var bytes = 0
      Value.add(self, to: &bytes, depth: 0)
      return bytes
    }
  }

  @usableFromInline
  package static func add(_ value: Value, to bytes: inout Int, depth: Int) {
    switch value {
    // A text of up to 15 bytes lies in the value itself.
    case .text(let text):
      let count = text.string.utf8.count
      if count >= 16 { bytes += 48 + (count + 15) & ~15 }
    case .list(let values):
      bytes += 48 + values.count * MemoryLayout<Value>.stride
      guard depth < ValueLimit.depth else { return bytes = ValueLimit.tooDeep }
      for value in values {
        if bytes > ValueLimit.treeBytes { return }
        add(value, to: &bytes, depth: depth + 1)
      }
    case .map(let map):
      bytes += 128 + map.entries.count * 96
      guard depth < ValueLimit.depth else { return bytes = ValueLimit.tooDeep }
      for value in map.entries.values {
        if bytes > ValueLimit.treeBytes { return }
        add(value, to: &bytes, depth: depth + 1)
      }
    case .path(let path):
      bytes += 96 + 16 * path.nodes.count + 64 * path.relationships.count
    case .relationship, .dateTime, .duration, .point: bytes += 64
    default: break
    }
  }

  /// Whether lists or maps stand in the value's own, so that its length does not tell how long it takes
  /// to walk it; long ones count as such.
  package var isNested: Bool {
    switch self {
    case .list(let values): values.count > 64 || values.contains(where: \.isContainer)
    case .map(let map): map.count > 64 || map.entries.values.contains(where: \.isContainer)
    case .path(let path): path.nodes.count > 64
    case .text(let text): text.string.utf8.count > 1 << 12
    default: false
    }
  }

  /// Whether it is a list or a map.
  package var isContainer: Bool {
    switch self {
    case .list, .map: true
    default: false
    }
  }
}
