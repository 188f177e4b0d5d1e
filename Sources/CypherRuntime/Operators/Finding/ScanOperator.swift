import CypherPlan
import GraphIndex
import GraphModel

/// Every node that satisfies the labels, for each row: a walk over positions that looks only at label
/// sets.
final class ScanOperator: Operator {
  private let scan: NodeScan
  /// The only positions that are looked at; nil for all.
  var window: Range<NodePosition>?
  private var outer: Batch?
  private var rows: [Int32] = []
  private var row = 0
  /// Whether the outer batch is one row that gives nothing to the new ones.
  private var isBare = false
  private var extent = NodeExtent(ranges: [], mask: nil)
  private var range = 0
  private var position: NodePosition = 0

  init(_ scan: NodeScan, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.scan = scan
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    outer = nil
    super.reset()
  }

  /// The slot of the nodes.
  var slot: Int { scan.slot }

  override func degreeFactors(_: inout [DegreeProduct.Factor]) throws -> ScanOperator? { self }

  /// The nodes, where they are walked once and nobody has begun: below is the one row of a plan's
  /// beginning.
  func wholeExtent() throws -> NodeExtent? {
    guard outer == nil, view.labelSetsAreBase, view.hasNoDeletedNodes,
      try input?.takeOneRow() ?? false
    else { return nil }
    return extentInWindow()
  }

  private func extentInWindow() -> NodeExtent {
    var extent = NodeExtent(scan.labels, in: view)
    if let window {
      extent.ranges = extent.ranges.map { $0.clamped(to: window) }.filter { !$0.isEmpty }
    }
    return extent
  }

  override func knownTotal() throws -> UInt64? {
    guard let extent = try wholeExtent() else { return nil }
    let sets = view.base.labelSets.pointer
    var total = 0
    for range in extent.ranges {
      guard let mask = extent.mask else {
        total += range.count
        continue
      }
      for position in range { total &+= mask[Int(sets[Int(position)])] ? 1 : 0 }
      try context.tick(range.count)
    }
    context.noteRows(UInt64(total), step: step.number)
    return UInt64(total)
  }

  override func produce() throws -> Batch? {
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
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
    var result =
      isBare
      ? Batch(count: nodes.count)
      : outer.gathered(owners, keeping: step.live)
    result.columns[scan.slot] = .nodes(nodes)
    if row >= rows.count { self.outer = nil }
    return result
  }

  private func prepare(_ batch: Batch) {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    range = 0
    extent = extentInWindow()
    position = extent.ranges.first?.lowerBound ?? 0
    isBare =
      rows.count == 1 && batch.multiplicity == nil && batch.annotations == nil
      && batch.ordinals == nil
      && !batch.columns.slots.contains(where: step.live.contains)
  }

  private func fill(_ owners: inout [Int32], _ nodes: inout [NodePosition]) throws {
    guard range < extent.ranges.count else {
      row += 1
      range = 0
      position = extent.ranges.first?.lowerBound ?? 0
      return
    }
    let end = extent.ranges[range].upperBound
    let before = position
    let known = nodes.count
    if view.hasNoDeletedNodes, extent.mask == nil || view.labelSetsAreBase {
      // At most so many are looked at that all could be taken.
      let last = min(end, position &+ NodePosition(batchSize - nodes.count))
      let added = taken(position..<last)
      if nodes.isEmpty { nodes = added } else { nodes += added }
      position = last
    } else {
      let mask = extent.mask
      while position < end, nodes.count < batchSize {
        if view.isLive(position), mask?[view.labelSet(of: position)] ?? true {
          nodes.append(position)
        }
        position += 1
      }
    }
    if !isBare { owners.append(contentsOf: repeatElement(rows[row], count: nodes.count - known)) }
    try context.tick(Int(position - before))
    if position >= end {
      range += 1
      if range < extent.ranges.count { position = extent.ranges[range].lowerBound }
    }
  }

  /// The nodes of the base in `range` that the mask holds of.
  private func taken(_ range: Range<NodePosition>) -> [NodePosition] {
    guard let mask = extent.mask else {
      return [NodePosition](unsafeUninitializedCapacity: range.count) { target, count in
        for index in 0..<range.count {
          target[index] = range.lowerBound &+ NodePosition(truncatingIfNeeded: index)
        }
        count = range.count
      }
    }
    let sets = view.base.labelSets.pointer
    return [NodePosition](unsafeUninitializedCapacity: range.count) { target, count in
      mask.withUnsafeBufferPointer { mask in
        var found = 0
        for position in range {
          target[found] = position
          found &+= mask[Int(sets[Int(position)])] ? 1 : 0
        }
        count = found
      }
    }
  }
}

/// Where the nodes of a scan lie, and which of those there it takes.
struct NodeExtent {
  var ranges: [Range<NodePosition>]
  /// By label set: whether its nodes are taken; nil where all that lie in the ranges are.
  var mask: [Bool]?

  init(ranges: [Range<NodePosition>], mask: [Bool]?) {
    self.ranges = ranges
    self.mask = mask
  }

  /// The extent of the nodes that satisfy all of `labels`.
  init(_ labels: [LabelPredicate], in view: GraphView) {
    let masks = labels.map { view.labelMask($0) }
    mask = masks.first.map { first in
      masks.dropFirst().reduce(first) { zip($0, $1).map { $0 && $1 } }
    }
    ranges = [0..<NodePosition(view.nodeLimit)]
    guard let name = labels.flatMap(\.required).first else { return }
    guard let label = view.labels.number(of: name) else {
      ranges = []
      return
    }
    ranges = view.extent(ofLabel: label).filter { !$0.isEmpty }
    // Where every node in between has the label, and that is all that is asked, nobody has to look.
    if view.labelSetsAreBase, ranges.count == 1, view.count(ofLabel: label) == ranges[0].count,
      let mask,
      view.labelSets.sets.enumerated().allSatisfy({ mask[$0] || !$1.contains(label) })
    {
      self.mask = nil
    }
  }
}

extension OperatorMaker {
  mutating func make(_ scan: NodeScan) -> Operator {
    let made = ScanOperator(scan, step, input: input, context: context)
    self.scan = made
    return made
  }
}
