import GraphModel

extension Column {
  /// The bytes that `rows` rows take: those of the arrays, and what their values take besides.
  func footprint(rows: Int) -> Int {
    guard case .values(let values) = self else { return rows * bytesPerRow }
    return values.reduce(values.count * MemoryLayout<Value>.stride) { $0 + $1.footprint }
  }
}

extension Batch {
  /// The bytes that the rows take, besides what their values take that was claimed for them.
  ///
  /// However few they are, the batch and its columns take some.
  var bytesOfRows: Int { 512 + count * 16 + columns.bytesPerRow * count }

  /// The bytes that all columns take.
  var footprint: Int { count * 8 + columns.footprint(rows: count) }
}
