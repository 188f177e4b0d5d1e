import CypherPlan
import GraphIndex
import GraphModel

/// The nodes that an index, or an identifier, gives for each row.
final class SeekOperator: Operator {
  private let seek: NodeSeek
  private var outer: Batch?
  private var rows: [Int32] = []
  private var row = 0
  private var find: (Int) throws -> [NodePosition] = { _ in [] }
  /// What was found for the row before `row`, and how many of it have been looked at.
  private var found: [NodePosition] = []
  private var taken = 0
  private var masks: [[Bool]] = []

  init(_ seek: NodeSeek, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.seek = seek
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    outer = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if outer == nil {
      guard let batch = try input?.next() else { return nil }
      outer = batch
      rows = batch.selection ?? Array(0..<Int32(batch.count))
      (row, found, taken) = (0, [], 0)
      masks = seek.labelsToCheck.map { view.labelMask($0) }
      find = try finder(batch)
    }
    guard let outer else { return nil }
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    while nodes.count < batchSize {
      if taken == found.count {
        guard row < rows.count else {
          self.outer = nil
          break
        }
        found = try find(Int(rows[row]))
        taken = 0
        row += 1
        try context.tick(found.count + 1)
        continue
      }
      let owner = rows[row - 1]
      while taken < found.count, nodes.count < batchSize {
        let position = found[taken]
        taken += 1
        if view.isLive(position), hasLabels(position) {
          owners.append(owner)
          nodes.append(position)
        }
      }
    }
    var result = outer.gathered(owners, keeping: step.live)
    result.columns[seek.slot] = .nodes(nodes)
    return result
  }

  private func hasLabels(_ position: NodePosition) -> Bool {
    if masks.isEmpty { return true }
    let set = view.labelSet(of: position)
    return masks.allSatisfy { $0[set] }
  }

  /// What gives the positions for a row.
  private func finder(_ batch: Batch) throws -> (Int) throws -> [NodePosition] {
    let view = view
    guard case .index(let label, let keys) = seek.source else {
      guard case .equal(let values) = seek.key, let first = values.first else { return { _ in [] } }
      let column = try evaluator.evaluate(first, batch)
      return { row in
        guard let id = column.value(row, view).asIdentifier else { return [] }
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
    let entities = try finder(seek.key, index, batch)
    return { row in try entities(row).map { NodePosition(truncatingIfNeeded: $0) } }
  }

  /// What gives the entries of an index for a row.
  private func finder(
    _ key: NodeSeek.Key, _ index: ValueIndex, _ batch: Batch
  ) throws -> (Int) throws -> [UInt64] {
    let (view, evaluator) = (view, evaluator)
    switch key {
    case .equal(let values):
      let columns = try values.map { try evaluator.evaluate($0, batch) }
      return { row in
        let key = columns.map { $0.value(row, view) }
        if key.contains(where: \.isNull) { return [] }
        let found = index.equal(to: key.count == 1 ? key[0] : .list(key))
        if key.allSatisfy(\.equalsWhatItFinds) { return found }
        return found.filter { entity in
          let position = NodePosition(truncatingIfNeeded: entity)
          return zip(index.keys, key).allSatisfy { number, value in
            Value.equals(view.nodeProperty(position, key: number), value) == true
          }
        }
      }
    case .anyOf(let list):
      let column = try evaluator.evaluate(list, batch)
      return { row in
        switch column.value(row, view) {
        case .null: return []
        case .list(let values):
          return Self.union(Set(values.filter { !$0.isNull }).map { index.equal(to: $0) })
        case let other: throw Diagnostic.notAList(other)
        }
      }
    case .prefix(let text):
      let column = try evaluator.evaluate(text, batch)
      return { row in
        guard case .text(let prefix) = column.value(row, view) else { return [] }
        return index.startingWith(prefix)
      }
    case .range(let low, let high):
      let lows = try low.map { try evaluator.evaluate($0.value, batch) }
      let highs = try high.map { try evaluator.evaluate($0.value, batch) }
      return { row in
        let from = lows.map { ($0.value(row, view), low?.inclusive ?? false) }
        let to = highs.map { ($0.value(row, view), high?.inclusive ?? false) }
        if from?.0.isNull == true || to?.0.isNull == true { return [] }
        return index.range(from: from, to: to)
      }
    case .either(let keys):
      let finders = try keys.map { try finder($0, index, batch) }
      return { row in Self.union(try finders.map { try $0(row) }) }
    }
  }

  /// Each entity once, in rising order.
  private static func union(_ lists: [[UInt64]]) -> [UInt64] {
    if lists.count == 1 { return lists[0] }
    var all = lists.flatMap { $0 }
    all.sort()
    var last: UInt64?
    all.removeAll { entity in
      defer { last = entity }
      return entity == last
    }
    return all
  }
}

extension Value {
  /// Whether what an index has under this value is equal to it by `=` too: not where a part of it is
  /// null or no number, which equal nothing.
  fileprivate var equalsWhatItFinds: Bool {
    switch self {
    case .integer, .text, .boolean: true
    default: false
    }
  }

  /// The identifier that is equal to it.
  fileprivate var asIdentifier: Int? {
    switch self {
    case .integer(let id): id
    case .float(let number): Int(exactly: number)
    default: nil
    }
  }
}

extension OperatorMaker {
  func make(_ seek: NodeSeek) -> Operator {
    SeekOperator(seek, step, input: input, context: context)
  }
}
