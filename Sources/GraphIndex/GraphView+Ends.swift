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
  /// - Complexity: O(label sets); for a base that was built in memory, O(nodes that have such a
  ///   relationship) at the first question.
  public func everyEnd(ofType type: Int, isStart: Bool, satisfies mask: [Bool]) -> Bool {
    guard labelSetsAreBase, !isTouched(type: type), let known = base.endLabels(ofType: type) else {
      return false
    }
    return (isStart ? known.starts : known.ends).allSatisfy { $0 < mask.count && mask[$0] }
  }

  /// The label sets of the nodes at which the relationships of `type` start (or end) in the base; nil
  /// where there are none.
  ///
  /// For estimates: changes over the base are not looked at.
  public func endLabelSets(ofType type: Int, isStart: Bool) -> Set<Int>? {
    base.endLabels(ofType: type).map { isStart ? $0.starts : $0.ends }
  }
}
