import CypherPlan
import GraphModel

extension Evaluator {
  func conjunction(
    _ parts: [BoundExpression], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    try narrowing(parts, batch, rows, decisive: 0)
  }

  func disjunction(
    _ parts: [BoundExpression], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    try narrowing(parts, batch, rows, decisive: 1)
  }

  /// AND (decided by false) and OR (decided by true): each operand is evaluated only for the rows that
  /// no operand before has decided.
  private func narrowing(
    _ parts: [BoundExpression], _ batch: Batch, _ rows: Selection, decisive: UInt8
  ) throws -> Column {
    var result = [UInt8](repeating: 1 - decisive, count: batch.count)
    var open = rows
    for part in parts {
      if open.selectedCount == 0 { break }
      let truth = try truths(try evaluate(part, batch, open), open)
      open = open.filtered { row in
        if truth[row] == decisive {
          result[row] = decisive
          return false
        }
        if truth[row] == 2 { result[row] = 2 }
        return true
      }
    }
    return .booleans(result)
  }

  func exclusive(_ parts: [BoundExpression], _ batch: Batch, _ rows: Selection) throws -> Column {
    var result = try truths(try evaluate(parts[0], batch, rows), rows)
    for part in parts.dropFirst() {
      let truth = try truths(try evaluate(part, batch, rows), rows)
      rows.forEach { row in
        result[row] = result[row] == 2 || truth[row] == 2 ? 2 : result[row] ^ truth[row]
      }
    }
    return .booleans(result)
  }

  func negation(_ part: BoundExpression, _ batch: Batch, _ rows: Selection) throws -> Column {
    var truth = try truths(try evaluate(part, batch, rows), rows)
    rows.forEach { if truth[$0] != 2 { truth[$0] = 1 - truth[$0] } }
    return .booleans(truth)
  }

  func coalesce(_ parts: [BoundExpression], _ batch: Batch, _ rows: Selection) throws -> Column {
    var result = [Value](repeating: .null, count: batch.count)
    var open = rows
    var kept = 0
    for part in parts {
      if open.selectedCount == 0 { break }
      let column = try evaluate(part, batch, open)
      kept += context.keptByLatest
      open = open.filtered { row in
        let value = column.value(row, view)
        result[row] = value
        return value.isNull
      }
    }
    context.keepValues(kept)
    return .values(result)
  }

  func conditional(
    _ branches: [BoundExpression.Branch], _ otherwise: BoundExpression?, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    var result = [Value](repeating: .null, count: batch.count)
    var open = rows
    var kept = 0
    for branch in branches {
      if open.selectedCount == 0 { break }
      let truth = try truths(try evaluate(branch.condition, batch, open), open)
      let taken = open.filtered { truth[$0] == 1 }
      open = open.filtered { truth[$0] != 1 }
      if taken.selectedCount > 0 {
        let column = try evaluate(branch.result, batch, taken)
        kept += context.keptByLatest
        taken.forEach { result[$0] = column.value($0, view) }
      }
    }
    if let otherwise, open.selectedCount > 0 {
      let column = try evaluate(otherwise, batch, open)
      kept += context.keptByLatest
      open.forEach { result[$0] = column.value($0, view) }
    }
    context.keepValues(kept)
    return .values(result)
  }
}
