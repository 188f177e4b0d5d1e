import GraphModel

extension Value {
  /// The bytes of an element in an array that grows: for a moment, the old array and the new one are
  /// both there.
  static let grown = 2 * MemoryLayout<Value>.stride

  /// The bytes that a value takes besides its place in an array or a table, as the allocator gives
  /// them out.
  ///
  /// - Complexity: O(*n*) in the elements of lists and maps.
  var footprint: Int {
    switch self {
    // A text of up to 15 bytes lies in the value itself.
    case .text(let text):
      let count = text.string.utf8.count
      return count < 16 ? 0 : 48 + (count + 15) & ~15
    case .list(let values):
      return values.reduce(48 + values.count * MemoryLayout<Value>.stride) { $0 + $1.footprint }
    case .map(let map):
      return map.entries.values.reduce(128 + map.entries.count * 96) { $0 + $1.footprint }
    case .path(let path):
      return 96 + 16 * path.nodes.count + 64 * path.relationships.count
    case .relationship: return 64
    default: return 0
    }
  }
}

extension Column {
  /// The bytes that `rows` rows take: those of the arrays, and what their values take besides.
  func footprint(rows: Int) -> Int {
    guard case .values(let values) = self else { return rows * bytesPerRow }
    return values.reduce(values.count * MemoryLayout<Value>.stride) { $0 + $1.footprint }
  }
}

extension Batch {
  /// The bytes that all columns take.
  var footprint: Int { count * 8 + columns.footprint(rows: count) }
}
