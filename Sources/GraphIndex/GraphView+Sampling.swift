import GraphModel

extension GraphView {
  /// The values of `key`, null where there is none, of some of the nodes in `range` whose label set
  /// `mask` allows.
  ///
  /// Sixteen short runs at even distances, so that little is read of what is still in the file.
  ///
  /// - Returns: Nothing where a change has touched the key, no node has it, or its texts lie scattered
  ///   in the file.
  /// - Complexity: O(256) values.
  public func sample(
    ofNodeKey key: Int, in range: Range<NodePosition>, mask: [Bool]
  ) -> [Value] {
    let range = range.clamped(to: 0..<NodePosition(base.nodeCount))
    guard labelSetsAreBase, !range.isEmpty, let column = nodeColumn(key) else { return [] }
    switch column.storage {
    case .codes(_, let dictionary)
    where !dictionary.isInMemory && dictionary.bytes.count > 1 << chunkBits:
      return []
    case .values: return []
    default: break
    }
    let runs = 16
    let length = min(16, max(1, range.count / runs))
    var values: [Value] = []
    for run in 0..<min(runs, range.count) {
      let start = range.lowerBound + NodePosition(run * (range.count - length) / runs)
      for position in start..<(start + NodePosition(length)) {
        if mask[Int(base.labelSets[Int(position)])] { values.append(column[position]) }
      }
    }
    return values
  }
}
