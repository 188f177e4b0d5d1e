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
    if context.basis != nil, parts.contains(where: \.looksBeyondRow) {
      return try weighing(parts, batch, rows, decisive: decisive)
    }
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

  /// The same, with what it rests on: on any of the operands that decide it, or on all where none does.
  /// Operands are asked, too, of rows that one before has decided, of which they might be as good a reason.
  private func weighing(
    _ parts: [BoundExpression], _ batch: Batch, _ rows: Selection, decisive: UInt8
  ) throws -> Column {
    guard let annotation = context.annotation else { return .constant(.null) }
    var result = [UInt8](repeating: 1 - decisive, count: batch.count)
    var reasons = [AnnotationHandle](repeating: .zero, count: batch.count)
    var all = [AnnotationHandle](repeating: .one, count: batch.count)
    var (open, decided) = (rows, rows.filtered { _ in false })
    for part in parts {
      let others = try truthsThatHold(part, batch, decided, decisive)
      decided.forEach { row in
        if let other = others[row] { reasons[row] = annotation.sum(reasons[row], other) }
      }
      if open.selectedCount == 0 { continue }
      let (truth, handles) = try basis(batch.count) {
        try truths(try evaluate(part, batch, open), open)
      }
      open.forEach { row in
        let handle = handles?[row] ?? .one
        if truth[row] == decisive {
          result[row] = decisive
          reasons[row] = handle
        } else {
          if truth[row] == 2 { result[row] = 2 }
          all[row] = annotation.product(all[row], handle)
        }
      }
      open = open.filtered { truth[$0] != decisive }
      decided = rows.filtered { result[$0] == decisive }
    }
    rows.forEach { row in
      context.basis?.multiply(row, by: result[row] == decisive ? reasons[row] : all[row])
    }
    return .booleans(result)
  }

  /// By row: what an operand rests on that decides it; nil for rows of which it does not.
  ///
  /// Without the operands before, of which a row is true already, an operand that fails would fail the
  /// query: it is no reason.
  private func truthsThatHold(
    _ part: BoundExpression, _ batch: Batch, _ rows: Selection, _ decisive: UInt8
  ) throws -> [Int: AnnotationHandle] {
    if rows.selectedCount == 0 { return [:] }
    let mark = context.memoryMark
    do {
      let (truth, handles) = try basis(batch.count) {
        try truths(try evaluate(part, batch, rows), rows)
      }
      context.endExpression(mark, keepsValues: false)
      var found: [Int: AnnotationHandle] = [:]
      rows.forEach { row in
        if truth[row] == decisive { found[row] = handles?[row] ?? .one }
      }
      return found
    } catch let error as Diagnostic
      where error.type != .limitExceeded && error.type != .interrupted
    {
      context.endExpression(mark, keepsValues: false)
      if rows.selectedCount == 1 { return [:] }
      var found: [Int: AnnotationHandle] = [:]
      try rows.forEach { row in
        let one = Selection(indices: [Int32(row)], count: rows.count)
        found.merge(try truthsThatHold(part, batch, one, decisive)) { first, _ in first }
      }
      return found
    }
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
