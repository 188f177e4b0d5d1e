import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel

/// Comprehensions, quantifiers and reduce: the elements of all rows' lists become rows of an inner
/// batch, so that predicates and projections run over them as over any other rows.
extension Evaluator {
  /// Elements of the rows' lists, end to end, in a batch of their own.
  private struct Elements {
    var batch: Batch
    /// The outer row of each element.
    var owners: [Int32]

    /// Calls `body` with the row of each element and what was found for that to rest on.
    func forEachBasis(
      _ handles: [AnnotationHandle]?, _ body: (_ owner: Int, AnnotationHandle) -> Void
    ) {
      guard let handles else { return }
      for (element, handle) in handles.enumerated() where handle != .one {
        body(Int(owners[element]), handle)
      }
    }
  }

  /// How many elements are worked on at a time: a list may have millions, and work on them must be
  /// ended soon after it was cancelled.
  private static let part = 1 << 15

  /// Calls `body` with the elements of all rows' lists, part by part, and returns the rows whose list
  /// is null.
  private func forEachPart(
    _ lambda: BoundExpression.Lambda, reading slots: SlotSet, _ batch: Batch, _ rows: Selection,
    _ body: (Elements) throws -> Void
  ) throws -> Set<Int> {
    let lists = try evaluate(lambda.list, batch, rows)
    var owners: [Int32] = []
    var values: [Value] = []
    var nulls: Set<Int> = []
    func finishPart() throws {
      try context.tick(values.count)
      var inner = batch.gathered(owners, keeping: slots)
      inner.multiplicity = nil
      inner.annotations = nil
      inner.ordinals = nil
      inner.columns[lambda.slot] = .values(values)
      try body(Elements(batch: inner, owners: owners))
      values.removeAll(keepingCapacity: true)
      owners.removeAll(keepingCapacity: true)
    }
    try rows.forEach { row in
      switch lists.value(row, view) {
      case .null: nulls.insert(row)
      case .list(let list):
        var start = 0
        while start < list.count {
          let end = min(list.count, start + Evaluator.part - values.count)
          values.append(contentsOf: list[start..<end])
          owners.append(contentsOf: repeatElement(Int32(row), count: end - start))
          start = end
          if values.count >= Evaluator.part { try finishPart() }
        }
      case let other: throw Diagnostic.notAList(other)
      }
    }
    if !values.isEmpty { try finishPart() }
    return nulls
  }

  func comprehension(
    _ lambda: BoundExpression.Lambda, _ projection: BoundExpression?, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    var slots = lambda.predicate?.slots ?? []
    slots.formUnion(projection?.slots ?? [])
    var lists = [[Value]](repeating: [], count: batch.count)
    var kept = 0
    let nulls = try forEachPart(lambda, reading: slots, batch, rows) { elements in
      let mark = context.memoryMark
      let ((chosen, column), handles) = try basis(
        elements.batch.count, isWanted: context.basis != nil
      ) {
        var chosen = elements.batch.rows
        if let predicate = lambda.predicate {
          chosen = try filter(predicate, elements.batch, chosen)
        }
        guard let projection else {
          return (chosen, elements.batch.columns[lambda.slot] ?? .constant(.null))
        }
        return (chosen, try evaluate(projection, elements.batch, chosen))
      }
      elements.forEachBasis(handles) { context.basis?.multiply($0, by: $1) }
      context.endExpression(mark, keepsValues: false)
      try chosen.forEach { row in
        let value = column.value(row, view)
        try context.pay(Value.grown)
        try context.pay(for: value)
        lists[Int(elements.owners[row])].append(value)
      }
      kept += context.memoryMark - mark
    }
    var result = [Value](repeating: .null, count: batch.count)
    rows.forEach { if !nulls.contains($0) { result[$0] = .list(lists[$0]) } }
    context.keepValues(kept)
    return .values(result)
  }

  func quantify(
    _ quantifier: Quantifier, _ lambda: BoundExpression.Lambda, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    var trues = [Int](repeating: 0, count: batch.count)
    var falses = trues
    var unknowns = trues
    let slots = lambda.predicate?.slots ?? []
    var reasons = context.annotation.map { QuantifierBasis(quantifier, batch.count, $0) }
    if context.basis == nil { reasons = nil }
    let nulls = try forEachPart(lambda, reading: slots, batch, rows) { elements in
      guard let predicate = lambda.predicate else { return }
      let all = elements.batch.rows
      let mark = context.memoryMark
      let (truth, handles) = try basis(elements.batch.count, isWanted: reasons != nil) {
        try truths(try evaluate(predicate, elements.batch, all), all)
      }
      context.endExpression(mark, keepsValues: false)
      if reasons != nil, let handles {
        all.forEach { row in
          reasons?.add(truth[row], handles[row], of: Int(elements.owners[row]))
        }
      }
      all.forEach { row in
        let owner = Int(elements.owners[row])
        switch truth[row] {
        case 0: falses[owner] += 1
        case 1: trues[owner] += 1
        default: unknowns[owner] += 1
        }
      }
    }
    return ternaries(batch, rows) { row in
      if nulls.contains(row) { return nil }
      let unknown = unknowns[row] > 0
      let truth: Bool? =
        switch quantifier {
        case .all: falses[row] > 0 ? false : (unknown ? nil : true)
        case .any: trues[row] > 0 ? true : (unknown ? nil : false)
        case .none: trues[row] > 0 ? false : (unknown ? nil : true)
        case .single: trues[row] > 1 ? false : (unknown ? nil : trues[row] == 1)
        }
      if let reasons { context.basis?.multiply(row, by: reasons.handle(row, truth)) }
      return truth
    }
  }

  func reduce(
    _ accumulator: Int, _ start: BoundExpression, _ lambda: BoundExpression.Lambda,
    _ step: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let first = try evaluate(start, batch, rows)
    let lists = try evaluate(lambda.list, batch, rows)
    var result = [Value](repeating: .null, count: batch.count)
    var remaining = [[Value]](repeating: [], count: batch.count)
    var open = try rows.filtered { row in
      switch lists.value(row, view) {
      case .null: return false
      case .list(let list):
        remaining[row] = list
        result[row] = first.value(row, view)
        return true
      case let other: throw Diagnostic.notAList(other)
      }
    }
    var inner = batch
    var index = 0
    let mark = context.memoryMark
    /// What the rows hold whose list is at its end.
    var ended = 0
    while true {
      let before = open
      open = open.filtered { index < remaining[$0].count }
      if open.selectedCount < before.selectedCount {
        let more = before.filtered { index >= remaining[$0].count }
        try more.forEach { ended += try context.hold(result[$0]) }
      }
      if open.selectedCount == 0 { break }
      var elements = [Value](repeating: .null, count: batch.count)
      open.forEach { elements[$0] = remaining[$0][index] }
      inner.columns[lambda.slot] = .values(elements)
      inner.columns[accumulator] = .values(result)
      let column = try evaluate(step, inner, open)
      // What was accumulated before is given back.
      context.endExpression(mark, keepsValues: column.holdsValues)
      try open.forEach { row in
        result[row] = column.value(row, view)
        // What grows is copied at each step.
        try context.tick(result[row].length / 16)
      }
      index += 1
    }
    context.endExpression(mark, keepsValues: false)
    context.release(ended)
    return try values(batch, rows) { result[$0] }
  }
}

extension Value {
  /// The bytes of a text or the elements of a list.
  fileprivate var length: Int {
    switch self {
    case .text(let text): text.string.utf8.count
    case .list(let values): values.count
    default: 0
    }
  }

}
