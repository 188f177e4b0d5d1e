import CypherPlan
import GraphIndex
import GraphModel

/// A row for each element of a list; null gives none, and any other value stands for itself.
final class UnwindOperator: Operator {
  private let list: BoundExpression
  private let slot: Int
  private var outer: Batch?
  private var column: Column = .constant(.null)
  private var rows: [Int32] = []
  private var row = 0
  private var element = 0
  /// The bounds of `range(…)`, whose numbers are counted here instead of being made as a list.
  private let bounds: [BoundExpression]?
  private var boundColumns: [Column] = []

  init(_ unwind: Unwind, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    list = unwind.list
    slot = unwind.slot
    if case .function(let function, let arguments) = list.kind, function.meaning == .integerRange {
      bounds = arguments
    } else {
      bounds = nil
    }
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    letGo()
    super.reset()
  }

  override func produce() throws -> Batch? {
    if outer == nil {
      guard var batch = try input?.next() else { return nil }
      if let bounds {
        boundColumns = try carrying(&batch) { batch in
          try bounds.map { try evaluator.evaluate($0, batch) }
        }
        outer = batch
      } else {
        let (lists, claim) = try carrying(&batch) { try evaluator.evaluateHeld(list, $0) }
        outer = batch
        column = lists
        // The rows that are made of them hold their elements.
        if let claim { outer?.claims.append(claim) }
      }
      rows = batch.selection ?? Array(0..<Int32(batch.count))
      row = 0
      element = 0
    }
    guard let outer else { return nil }
    if bounds != nil { return try countedUp(outer) }
    var owners: [Int32] = []
    var values: [Value] = []
    while row < rows.count, values.count < batchSize {
      switch column.value(Int(rows[row]), view) {
      case .null: row += 1
      case .list(let list):
        let end = min(list.count, element + batchSize - values.count)
        values.append(contentsOf: list[element..<end])
        owners.append(contentsOf: repeatElement(rows[row], count: end - element))
        element = end
        if element >= list.count {
          row += 1
          element = 0
        }
      case let single:
        values.append(single)
        owners.append(rows[row])
        row += 1
      }
    }
    try context.tick(values.count)
    var result = outer.gathered(owners, keeping: step.live)
    result.columns[slot] = .values(values).narrowed()
    if row >= rows.count { letGo() }
    return result
  }

  private func letGo() {
    outer = nil
    column = .constant(.null)
  }

  /// The next numbers of the ranges: what the list would hold, which may not fit into memory.
  private func countedUp(_ outer: Batch) throws -> Batch {
    var owners: [Int32] = []
    var numbers: [Int] = []
    while row < rows.count, numbers.count < batchSize {
      guard let range = try range(Int(rows[row])) else {
        row += 1
        continue
      }
      let end = min(range.count, element + batchSize - numbers.count)
      for index in element..<end { numbers.append(range.start &+ index &* range.step) }
      owners.append(contentsOf: repeatElement(rows[row], count: end - element))
      element = end
      if element >= range.count {
        row += 1
        element = 0
      }
    }
    try context.tick(numbers.count)
    var result = outer.gathered(owners, keeping: step.live)
    result.columns[slot] = .integers(numbers, nulls: nil)
    if row >= rows.count { self.outer = nil }
    return result
  }

  /// The range of a row; nil where it is empty or null.
  ///
  /// What is no range of integers, or one of more numbers than can be counted, is left to the
  /// function, which knows the words for it.
  private func range(_ row: Int) throws -> (start: Int, step: Int, count: Int)? {
    let values = boundColumns.map { $0.value(row, view) }
    if values.contains(where: \.isNull) { return nil }
    let numbers = values.compactMap { value in
      if case .integer(let number) = value { number } else { nil }
    }
    let step = numbers.count > 2 ? numbers[2] : 1
    guard numbers.count == values.count, numbers.count >= 2, step != 0 else {
      return try refused()
    }
    let (start, end) = (numbers[0], numbers[1])
    guard step > 0 ? start <= end : start >= end else { return nil }
    // Between the least and the greatest integer there are more than an Int counts.
    let distance = UInt(bitPattern: step > 0 ? end &- start : start &- end)
    let steps = distance / step.magnitude
    return steps < UInt(Int.max) ? (start, step, Int(steps) + 1) : try refused()
  }

  /// Lets the function say what is wrong.
  private func refused() throws -> (start: Int, step: Int, count: Int)? {
    guard let outer else { return nil }
    _ = try evaluator.evaluate(list, outer)
    return nil
  }
}

extension Column {
  /// Values that are all integers as a column of integers.
  func narrowed() -> Column {
    guard case .values(let values) = self else { return self }
    var integers: [Int] = []
    integers.reserveCapacity(values.count)
    for value in values {
      guard case .integer(let integer) = value else { return self }
      integers.append(integer)
    }
    return .integers(integers, nulls: nil)
  }
}

extension OperatorMaker {
  func make(_ unwind: Unwind) -> Operator {
    UnwindOperator(unwind, step, input: input, context: context)
  }
}
