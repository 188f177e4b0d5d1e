import CypherPlan
import GraphIndex
import GraphModel

/// The nodes that an index, or an identifier, gives for each row.
final class SeekOperator: Operator {
  private let seek: NodeSeek

  init(_ seek: NodeSeek, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.seek = seek
    super.init(step, input: input, context: context)
  }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    let mask = seek.labels.map { view.labelMask($0) }
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    let find = try finder(batch)
    try batch.rows.forEach { row in
      for position in try find(row)
      where view.isLive(position)
        && mask.allSatisfy({ $0[view.labelSet(of: position)] })
      {
        owners.append(Int32(row))
        nodes.append(position)
      }
    }
    try context.tick(nodes.count)
    var result = batch.gathered(owners, keeping: step.live)
    result.columns[seek.slot] = .nodes(nodes)
    return result
  }

  /// What gives the positions for a row.
  private func finder(_ batch: Batch) throws -> (Int) throws -> [NodePosition] {
    let evaluator = evaluator
    let view = view
    guard case .index(let label, let keys) = seek.source else {
      guard case .equal(let values) = seek.key, let first = values.first else { return { _ in [] } }
      let column = try evaluator.evaluate(first, batch)
      return { row in
        guard case .integer(let id) = column.value(row, view) else { return [] }
        return view.position(ofNode: id).map { [$0] } ?? []
      }
    }
    let numbers = keys.compactMap { view.keys.number(of: $0) }
    guard let labelNumber = view.labels.number(of: label), numbers.count == keys.count,
      let index = view.index(label: labelNumber, keys: numbers)
    else {
      // The plan was made for a schema that is gone; plans are checked against it before they run.
      throw Diagnostic(
        .transactionError, .runtime, "StalePlan",
        "The index on \(label)(\(keys.map(\.string).joined(separator: ", "))) was dropped meanwhile",
        hint: "Run the query again")
    }
    return try finder(index, batch, evaluator)
  }

  private func finder(
    _ index: ValueIndex, _ batch: Batch, _ evaluator: Evaluator
  ) throws -> (Int) throws -> [NodePosition] {
    let view = view
    func positions(_ entities: [UInt64]) -> [NodePosition] { entities.map { UInt32($0) } }
    switch seek.key {
    case .equal(let values):
      let columns = try values.map { try evaluator.evaluate($0, batch) }
      return { row in
        let key = columns.map { $0.value(row, view) }
        if key.contains(where: \.isNull) { return [] }
        return positions(index.equal(to: key.count == 1 ? key[0] : .list(key)))
      }
    case .anyOf(let list):
      let column = try evaluator.evaluate(list, batch)
      return { row in
        guard case .list(let values) = column.value(row, view) else { return [] }
        let distinct = Set(values.filter { !$0.isNull })
        return positions(distinct.flatMap { index.equal(to: $0) }).sorted()
      }
    case .prefix(let text):
      let column = try evaluator.evaluate(text, batch)
      return { row in
        let prefix = column.value(row, view)
        guard case .text = prefix else { return [] }
        return positions(index.range(from: (prefix, true), to: nil))
      }
    case .range(let low, let high):
      let lows = try low.map { try evaluator.evaluate($0.value, batch) }
      let highs = try high.map { try evaluator.evaluate($0.value, batch) }
      return { row in
        let from = lows.map { ($0.value(row, view), low?.inclusive ?? false) }
        let to = highs.map { ($0.value(row, view), high?.inclusive ?? false) }
        if from?.0.isNull == true || to?.0.isNull == true { return [] }
        return positions(index.range(from: from, to: to))
      }
    }
  }
}
