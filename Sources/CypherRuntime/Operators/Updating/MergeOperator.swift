import CypherPlan
import GraphIndex
import GraphModel

/// MERGE: finds the pattern for each row or makes it; a row sees what the clause made for earlier rows.
///
/// All rows are matched at once. For a lone node, or one relationship between bound nodes, a row that
/// found nothing then only asks a table whether an earlier row made the same thing; any other
/// pattern is matched again for each such row. A lone node is looked for before the first is made: by
/// all rows together, so that where no index gives it, the nodes are looked at once.
final class MergeOperator: UpdateOperator {
  private let merge: Merge
  private let match: RunningPlan
  private let createOrder: SetItemOrder
  private let matchOrder: SetItemOrder

  init(_ merge: Merge, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.merge = merge
    match = RunningPlan(merge.match, context: context)
    createOrder = SetItemOrder(of: merge.bound.onCreate)
    matchOrder = SetItemOrder(of: merge.bound.onMatch)
    super.init(step, input: input, context: context)
  }

  override func update(_ batches: inout [Batch]) throws {
    let mutation = try mutation()
    var results: [Batch] = []
    let isSimple = merge.isSimple && batches.allSatisfy(leavesKeys)
    if isSimple, merge.bound.match.pattern.relationships.isEmpty, batches.count > 1 {
      batches = try sideBySide(batches)
    }
    for batch in batches {
      try checkNulls(batch)
      if isSimple {
        try mergeAtOnce(batch, mutation, &results)
      } else {
        try mergeRowByRow(batch, mutation, &results)
      }
    }
    batches = results
  }

  /// The rows of many batches in few, for each of which the nodes are gone through once.
  ///
  /// So many rows at once are worth a pass over the nodes, and few enough that a statement that is to end
  /// does between two of them.
  private func sideBySide(_ batches: [Batch]) throws -> [Batch] {
    var wide: [Batch] = []
    var next = 0
    while next < batches.count {
      let start = next
      var rows = 0
      while next < batches.count, rows < 1 << 18 {
        rows += batches[next].selectedCount
        next += 1
      }
      let parts = batches[start..<next]
      // They are there once more while they are put side by side.
      let bytes = parts.reduce(0) { $0 + $1.footprint }
      try context.reserve(bytes)
      wide.append(concatenated(parts.map { $0.compacted() }))
      context.release(bytes)
      try context.tick(rows)
    }
    return wide
  }

  /// Whether all that SET adds are maps without a key of what is looked for.
  private func leavesKeys(_ batch: Batch) -> Bool {
    let keys = merge.bound.patternKeys
    return merge.looksAt.allSatisfy { expression in
      // What raises an error may be asked of other rows than these.
      guard let column = try? evaluator.evaluate(expression, batch) else { return false }
      var isLeft = true
      batch.rows.forEach { row in
        guard isLeft else { return }
        switch column.value(row, view) {
        case .map(let map): isLeft = map.entries.allSatisfy { !keys.contains($0.key) }
        case .null: break
        default: isLeft = false
        }
      }
      return isLeft
    }
  }

  // MARK: Row by row

  private func mergeRowByRow(
    _ batch: Batch, _ mutation: any GraphMutation, _ results: inout [Batch]
  ) throws {
    var recent: [Batch] = []
    for row in batch.selection ?? Array(0..<Int32(batch.count)) {
      try mergeOne(batch.gathered([row]), mutation, &recent)
      if recent.count >= 256 { try keep(sideBySide(&recent), in: &results) }
    }
    if !recent.isEmpty { try keep(sideBySide(&recent), in: &results) }
  }

  /// The batches as one, which has room for its rows only: that of a single row has room for many.
  private func sideBySide(_ batches: inout [Batch]) -> Batch {
    defer { batches = [] }
    return concatenated(batches.map { $0.compacted() })
  }

  /// The batches end to end, with the claims of all of them, which rows of one batch share.
  private func concatenated(_ batches: [Batch]) -> Batch {
    var all = Batch.concatenated(batches, view)
    var known: Set<ObjectIdentifier> = []
    all.claims = batches.flatMap(\.claims).filter { known.insert(ObjectIdentifier($0)).inserted }
    return all
  }

  private func mergeOne(
    _ row: Batch, _ mutation: any GraphMutation, _ results: inout [Batch]
  ) throws {
    let (found, bytes) = try matches(of: row)
    defer { context.release(bytes) }
    if found.isEmpty {
      var batch = row
      batch.selection = nil
      try PatternCreator(merge.bound.create, self, mutation).create(in: &batch, batch.rows)
      try set(merge.bound.onCreate, createOrder, batch, mutation)
      results.append(batch)
      return
    }
    for batch in found {
      let joined = join(batch, with: row)
      try set(merge.bound.onMatch, matchOrder, joined, mutation)
      results.append(joined)
    }
  }

  /// Adds rows to those of the clause, which are there until the last was handed on.
  private func keep(_ batch: Batch, in results: inout [Batch]) throws {
    try context.reserve(batch.bytesOfRows)
    results.append(batch)
  }

  /// The matches for the rows of `batch`, and the memory that was taken for them.
  private func matches(of batch: Batch) throws -> (found: [Batch], bytes: Int) {
    let (argument, _) = batch.asArgument()
    match.root.reset()
    match.argument?.set(argument, ordinalCount: argument.count)
    var found: [Batch] = []
    var bytes = 0
    while let answer = try match.root.next() {
      let rows = try answer.flattened(context, keeping: nil).compacted()
      bytes += rows.bytesOfRows
      try context.reserve(rows.bytesOfRows)
      found.append(rows)
    }
    return (found, bytes)
  }

  private func join(_ answer: Batch, with outer: Batch) -> Batch {
    let ordinals = answer.ordinals ?? Array(repeating: 0, count: answer.count)
    var result = outer.gathered(ordinals)
    result.ordinals = outer.ordinals.map { gather($0, ordinals) }
    for slot in merge.produced {
      result.columns[slot] = answer.columns[slot] ?? result.columns[slot]
    }
    return result
  }

  private func set(
    _ items: [BoundSetItem], _ order: SetItemOrder, _ batch: Batch, _ mutation: any GraphMutation
  ) throws {
    try PropertySetter(self, mutation).set(items, order, batch)
  }

  // MARK: All rows at once

  private func mergeAtOnce(
    _ outer: Batch, _ mutation: any GraphMutation, _ results: inout [Batch]
  ) throws {
    let batch = outer.compacted()
    var seen = [Bool](repeating: false, count: batch.count)
    // Matches see what earlier batches of the clause made.
    var parts: [(rows: Batch, owners: [Int32])] = []
    let (found, bytes) = try matches(of: batch)
    defer { context.release(bytes) }
    for answer in found {
      for ordinal in answer.ordinals ?? [] { seen[Int(ordinal)] = true }
      let joined = join(answer, with: batch)
      try set(merge.bound.onMatch, matchOrder, joined, mutation)
      parts.append(
        (joined, answer.ordinals ?? [Int32](repeating: 0, count: answer.count)))
    }
    let missing = (0..<Int32(batch.count)).filter { !seen[Int($0)] }
    if !missing.isEmpty {
      for (rows, owners) in try create(batch.gathered(missing), mutation) {
        parts.append((rows, owners.map { missing[Int($0)] }))
      }
    }
    try keep(inOrder(parts), in: &results)
  }

  /// The parts in the order of the rows that each of theirs belongs to: what comes after may write for
  /// one row after the other.
  private func inOrder(_ parts: [(rows: Batch, owners: [Int32])]) throws -> Batch {
    if parts.count == 1 { return parts[0].rows }
    let owners = parts.flatMap(\.owners)
    try context.need(2 * parts.reduce(0) { $0 + $1.rows.footprint })
    let all = concatenated(parts.map(\.rows))
    let order = (0..<Int32(owners.count)).sorted {
      (owners[Int($0)], $0) < (owners[Int($1)], $1)
    }
    return all.gathered(order)
  }

  /// Makes what the rows ask for, once for those that ask for the same; gives them with their places.
  private func create(
    _ rest: Batch, _ mutation: any GraphMutation
  ) throws -> [(rows: Batch, owners: [Int32])] {
    // A list of values a row, and its place in a table.
    let bytes = rest.count * (160 + 2 * MemoryLayout<Value>.stride)
    try context.reserve(bytes)
    defer { context.release(bytes) }
    let keys = try signatures(rest)
    // The first row of each signature makes it, the others find it.
    var first: [[Value]: Int32] = [:]
    var makers: [Int32] = []
    var finders: [(row: Int32, maker: Int)] = []
    for (row, key) in keys.enumerated() {
      if row & 0xFFF == 0 { try context.tick(0x1000) }
      guard key.allSatisfy({ Value.equals($0, $0) == true }) else {
        // What is not equal to itself is not found again.
        makers.append(Int32(row))
        continue
      }
      if let maker = first[key] {
        finders.append((Int32(row), Int(maker)))
      } else {
        first[key] = Int32(makers.count)
        makers.append(Int32(row))
      }
    }
    var batch = rest.gathered(makers)
    try PatternCreator(merge.bound.create, self, mutation).create(in: &batch, batch.rows)
    try set(merge.bound.onCreate, createOrder, batch, mutation)
    let made = (rows: batch, owners: makers)
    guard !finders.isEmpty else { return [made] }
    var found = rest.gathered(finders.map(\.row))
    for slot in merge.produced {
      found.columns[slot] = batch.columns[slot]?.gathered(finders.map { Int32($0.maker) })
    }
    try set(merge.bound.onMatch, matchOrder, found, mutation)
    return [made, (found, finders.map(\.row))]
  }

  /// What each row asks for: the bound nodes and the values of the properties.
  private func signatures(_ batch: Batch) throws -> [[Value]] {
    let create = merge.bound.create
    var columns: [Column] = []
    for node in create.nodes {
      if let properties = node.properties {
        columns.append(try evaluator.evaluate(properties, batch))
      }
    }
    var keys = [[Value]](repeating: [], count: batch.count)
    for row in 0..<batch.count {
      if row & 0xFFF == 0 { try context.tick(0x1000) }
      keys[row] = columns.map { $0.value(row, view) }
    }
    for relationship in create.relationships {
      let starts = try batch.nodes(relationship.start, view)
      let ends = try batch.nodes(relationship.end, view)
      let either = merge.bound.match.pattern.relationships.first?.direction == .either
      let properties = try relationship.properties.map { try evaluator.evaluate($0, batch) }
      for row in 0..<batch.count {
        if row & 0xFFF == 0 { try context.tick(0x1000) }
        var pair = [Int(starts[row]), Int(ends[row])]
        if either { pair.sort() }
        keys[row] += pair.map { .integer($0) }
        if let properties { keys[row].append(properties.value(row, view)) }
      }
    }
    return keys
  }

  /// A null in what is looked for can never be found, and would be made again and again.
  private func checkNulls(_ batch: Batch) throws {
    let create = merge.bound.create
    for properties in create.nodes.compactMap(\.properties)
      + create.relationships.compactMap(\.properties)
    {
      guard case .map(let entries) = properties.kind else { continue }
      for entry in entries where entry.value.slots.isDisjoint(with: merge.produced) {
        let column = try evaluator.evaluate(entry.value, batch)
        try batch.rows.forEach { row in
          if column.isNull(row) {
            throw Diagnostic.mergeNull(entry.key).located(at: merge.bound.span)
          }
        }
      }
    }
  }
}

extension OperatorMaker {
  func make(_ merge: Merge) -> Operator {
    MergeOperator(merge, step, input: input, context: context)
  }
}
