import HashTreeCollections

/// A predicate of a pattern that waits for its variables.
struct PendingPredicate {
  let expression: BoundExpression
  /// What it reads.
  let slots: SlotSet
  /// The slot that was missing when it was last looked at: most predicates wait for long, and one look
  /// tells that they still do.
  private var awaited: Int?

  init(_ expression: BoundExpression) {
    self.expression = expression
    slots = expression.slots
    awaited = slots.first
  }

  /// Whether all that it reads is bound.
  mutating func isReady(_ bound: SlotSet) -> Bool {
    if let awaited, !bound.contains(awaited) { return false }
    awaited = slots.first { !bound.contains($0) }
    return awaited == nil
  }
}

/// By slot: what is known of the labels of a node.
package typealias NodeLabels = TreeDictionary<Int, [LabelPredicate]>

extension NodeLabels {
  /// More labels of a node than this say no more about how many nodes have them.
  private static let most = 16

  /// Adds what a pattern asks of its nodes.
  mutating func add(_ nodes: [BoundPatternNode]) {
    for node in nodes {
      for labels in node.labels where self[node.slot, default: []].count < Self.most {
        if !self[node.slot, default: []].contains(labels) {
          self[node.slot, default: []].append(labels)
        }
      }
    }
  }
}
