import GraphModel

/// The label sets at which the relationships of one type start and end.
struct EndLabels: Sendable {
  var starts: Set<Int>
  var ends: Set<Int>
}

extension GraphView {
  /// Whether every relationship of `type` has at its start (or end) a node whose label set satisfies
  /// `mask`, so that a pattern need not look at the labels there.
  ///
  /// False where changes lie over the base: the answer is about the base.
  ///
  /// - Complexity: O(nodes that have such a relationship) at the first question, then O(label sets).
  public func everyEnd(ofType type: Int, isStart: Bool, satisfies mask: [Bool]) -> Bool {
    guard labelSetsAreBase, !isTouched(type: type), type < base.adjacency.count,
      let adjacency = base.adjacency[type]
    else { return false }
    let known: EndLabels
    if let cached = endLabels[type] {
      known = cached
    } else {
      known = EndLabels(
        starts: labelSets(at: adjacency.outgoing), ends: labelSets(at: adjacency.incoming))
      endLabels[type] = known
    }
    return (isStart ? known.starts : known.ends).allSatisfy { $0 < mask.count && mask[$0] }
  }

  /// The label sets of the nodes that have a slot.
  private func labelSets(at side: Adjacency.Side) -> Set<Int> {
    var seen = [Bool](repeating: false, count: labelSets.count)
    for index in 0..<(side.offsets.count - 1) where side.offsets[index] != side.offsets[index + 1] {
      seen[Int(base.labelSets[Int(side.first) + index])] = true
    }
    return Set(seen.indices.filter { seen[$0] })
  }
}
