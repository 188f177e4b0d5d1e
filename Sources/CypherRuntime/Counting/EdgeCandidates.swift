import CypherPlan
import GraphIndex

/// Relationships that wait until there are enough of them for their predicates to be computed.
struct EdgeCandidates {
  private let hop: Tally.Hop
  private let context: ExecutionContext
  private var owners: [Int32] = []
  private var nodes: [NodePosition] = []
  private var handles: [RelationshipHandle] = []
  private var times: [UInt64] = []

  init(_ hop: Tally.Hop, _ context: ExecutionContext) {
    self.hop = hop
    self.context = context
  }

  /// Adds a relationship that counts `times` for its owner's sum, if it satisfies the predicates.
  mutating func add(
    _ owner: Int32, _ node: NodePosition, _ handle: RelationshipHandle, times count: UInt64,
    to sums: inout [UInt64]
  ) throws {
    guard count > 0 else { return }
    owners.append(owner)
    nodes.append(node)
    handles.append(handle)
    times.append(count)
    if owners.count >= 2048 { try settle(&sums) }
  }

  /// Adds what satisfies the predicates to its owner's sum.
  mutating func settle(_ sums: inout [UInt64]) throws {
    guard !owners.isEmpty else { return }
    var batch = Batch(count: owners.count)
    batch.columns[hop.to] = .nodes(nodes)
    batch.columns[hop.relationship] = .relationships(handles)
    var rows = batch.rows
    let evaluator = Evaluator(context: context)
    for predicate in hop.edgePredicates where rows.selectedCount > 0 {
      rows = try evaluator.filter(predicate, batch, rows)
    }
    try rows.forEach { row in
      let owner = Int(owners[row])
      sums[owner] = try sum(sums[owner], times[row])
    }
    owners.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    handles.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
  }
}
