import CypherPlan
import GraphModel

/// SKIP and LIMIT; a row that stands for many is split (decision 3). In an inner plan they hold for each outer
/// row.
final class PageOperator: Operator {
  private let skip: BoundExpression?
  private let limit: BoundExpression?
  private var toSkip: [Int: UInt64] = [:]
  private var toGive: [Int: UInt64] = [:]
  private var skipCount: UInt64 = 0
  private var limitCount: UInt64 = .max
  private var isPrepared = false
  private var isDone = false

  init(_ page: Page, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    skip = page.skip
    limit = page.limit
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    toSkip = [:]
    toGive = [:]
    isDone = false
    super.reset()
  }

  override func produce() throws -> Batch? {
    if !isPrepared {
      skipCount = try count(skip, "SKIP") ?? 0
      limitCount = try count(limit, "LIMIT") ?? .max
      isPrepared = true
    }
    if isDone || (limitCount == 0 && !context.isUpdating) { return nil }
    guard var batch = try input?.next() else { return nil }
    var multiplicity = batch.multiplicity
    var kept: [Int32] = []
    batch.rows.forEach { row in
      let group = batch.ordinals.map { Int($0[row]) } ?? 0
      var times = batch.times(row)
      let skipping = min(times, toSkip[group] ?? skipCount)
      if skipping > 0 { toSkip[group] = (toSkip[group] ?? skipCount) - skipping }
      times -= skipping
      let giving = min(times, toGive[group] ?? limitCount)
      if limitCount != .max { toGive[group] = (toGive[group] ?? limitCount) - giving }
      if giving == 0 { return }
      kept.append(Int32(row))
      if giving != batch.times(row) || multiplicity != nil {
        if multiplicity == nil { multiplicity = [UInt64](repeating: 1, count: batch.count) }
        multiplicity?[row] = giving
      }
    }
    batch.multiplicity = multiplicity
    batch.selection = kept
    // LIMIT never shortens a write: what lies below is read to its end.
    if batch.ordinals == nil, toGive[0] == 0, !context.isUpdating { isDone = true }
    return batch
  }

  private func count(_ expression: BoundExpression?, _ clause: String) throws -> UInt64? {
    guard let expression else { return nil }
    let value = try evaluator.constant(expression)
    guard case .integer(let count) = value, count >= 0 else {
      throw Diagnostic.badCount(clause, value).located(at: expression.span)
    }
    return UInt64(count)
  }
}

extension OperatorMaker {
  func make(_ page: Page) -> Operator {
    PageOperator(page, step, input: input, context: context)
  }
}
