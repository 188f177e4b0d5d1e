import CypherPlan
import GraphModel

/// The first of the rows that agree on the given slots; its multiplicity is 1.
///
/// Where rows carry an annotation, the first stands for all of them, so that none leaves before the
/// last has come.
final class DistinctOperator: Operator {
  private let slots: [Int]
  private var table: GroupTable?
  /// With an annotation: the rows that are left to hand on, the next batch last.
  private var summed: [Batch]?

  init(_ distinct: Distinct, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    slots = distinct.slots
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { context.annotation == nil }

  override func reset() {
    table = nil
    summed = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    guard let annotation = context.annotation else {
      guard let batch = try input?.next() else { return nil }
      return try firsts(of: batch).rows
    }
    if summed == nil { summed = try gathered(annotation).reversed() }
    return summed?.popLast()
  }

  /// The rows of `batch` whose like has not been seen, the group of each row, and how many there are.
  private func firsts(of batch: Batch) throws -> (rows: Batch, groups: [Int32], count: Int) {
    var batch = batch
    var table = self.table ?? GroupTable(width: slots.count + (batch.ordinals == nil ? 0 : 1))
    // The only reference is the local one, so that the table grows in place.
    self.table = nil
    let before = table.count
    let columns = slots.map { batch.columns[$0] ?? .constant(.null) }
    let groups = try table.groups(of: columns, ordinals: batch.ordinals, batch.rows, context)
    try context.reserve(table.growth())
    var seen = before
    let rows = batch.rows.filtered { row in
      // Numbers are given in order of appearance, so a new one is the next.
      guard Int(groups[row]) == seen else { return false }
      seen += 1
      return true
    }
    batch.selection = rows.indices
    batch.multiplicity = nil
    self.table = table
    try context.tick(batch.count)
    return (batch, groups, table.count)
  }

  /// All distinct rows, each with the sum of what stood beside its like.
  private func gathered(_ annotation: any Annotation) throws -> [Batch] {
    var kept: [Batch] = []
    var sums = GroupAnnotations(.either)
    while let batch = try input?.next() {
      let firsts = try firsts(of: batch)
      try sums.add(batch, groups: firsts.groups, count: firsts.count, annotation, context)
      guard firsts.rows.selectedCount > 0 else { continue }
      let rows = firsts.rows.compacted(keeping: step.live)
      try context.reserve(rows.footprint)
      kept.append(rows)
    }
    var start = 0
    for index in kept.indices {
      let end = start + kept[index].count
      kept[index].annotations = sums.handles(start..<end, annotation)
      start = end
    }
    return kept
  }
}

extension OperatorMaker {
  func make(_ distinct: Distinct) -> Operator {
    DistinctOperator(distinct, step, input: input, context: context)
  }
}
