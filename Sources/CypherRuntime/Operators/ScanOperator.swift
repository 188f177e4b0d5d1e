import CypherPlan
import GraphIndex
import GraphModel

/// Every node that satisfies the labels, for each row: a walk over positions that looks only at label
/// sets.
final class ScanOperator: Operator {
  private let scan: NodeScan
  private var outer: Batch?
  private var rows: [Int32] = []
  private var row = 0
  private var ranges: [Range<NodePosition>] = []
  private var range = 0
  private var position: NodePosition = 0
  private var mask: [Bool]?

  init(_ scan: NodeScan, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.scan = scan
    super.init(step, input: input, context: context)
  }

  override func reset() {
    outer = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    owners.reserveCapacity(batchSize)
    while nodes.count < batchSize {
      if outer == nil {
        guard nodes.isEmpty else { break }
        guard let batch = try input?.next() else { return nil }
        prepare(batch)
      }
      guard row < rows.count else {
        if nodes.isEmpty {
          outer = nil
          continue
        }
        break
      }
      try fill(&owners, &nodes)
    }
    guard let outer else { return nil }
    var result = outer.gathered(owners, keeping: step.live)
    result.columns[scan.slot] = .nodes(nodes)
    if row >= rows.count { self.outer = nil }
    return result
  }

  private func prepare(_ batch: Batch) {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    range = 0
    ranges = extent()
    position = ranges.first?.lowerBound ?? 0
    mask =
      scan.labels.isEmpty
      ? nil
      : scan.labels.map { view.labelMask($0) }.reduce(
        [Bool](repeating: true, count: view.labelSets.count)
      ) { zip($0, $1).map { $0 && $1 } }
  }

  private func extent() -> [Range<NodePosition>] {
    let all = [0..<NodePosition(view.nodeLimit)]
    guard let name = scan.labels.flatMap(\.required).first else { return all }
    guard let label = view.labels.number(of: name) else { return [] }
    return view.extent(ofLabel: label)
  }

  private func fill(_ owners: inout [Int32], _ nodes: inout [NodePosition]) throws {
    guard range < ranges.count else {
      row += 1
      range = 0
      position = ranges.first?.lowerBound ?? 0
      return
    }
    let end = ranges[range].upperBound
    let before = position
    let owner = rows[row]
    let isClean = view.hasNoDeletedNodes
    if let mask, isClean, view.labelSetsAreBase {
      let sets = view.base.labelSets.pointer
      var position = position
      let room = batchSize - nodes.count
      var found = 0
      // At most so many are looked at that all could be taken.
      let last = min(end, position &+ NodePosition(room))
      let added = [NodePosition](unsafeUninitializedCapacity: room) { target, count in
        mask.withUnsafeBufferPointer { mask in
          while position < last {
            target[found] = position
            found &+= mask[Int(sets[Int(position)])] ? 1 : 0
            position &+= 1
          }
        }
        count = found
      }
      if nodes.isEmpty { nodes = added } else { nodes += added }
      owners.append(contentsOf: repeatElement(owner, count: found))
      self.position = position
    } else {
      while position < end, nodes.count < batchSize {
        if isClean || view.isLive(position), mask?[view.labelSet(of: position)] ?? true {
          nodes.append(position)
          owners.append(owner)
        }
        position += 1
      }
    }
    try context.tick(Int(position - before))
    if position >= end {
      range += 1
      if range < ranges.count { position = ranges[range].lowerBound }
    }
  }
}
