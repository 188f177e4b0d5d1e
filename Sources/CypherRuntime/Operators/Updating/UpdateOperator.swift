import CypherPlan
import GraphIndex
import GraphModel

/// A step that changes the graph: it takes in all its rows, changes the graph for each, and only then
/// hands them on, so that the clause sees nothing of its own (decision 9).
class UpdateOperator: Operator {
  private var pending: [Batch]?

  override final func reset() {
    pending = nil
    super.reset()
  }

  override final func produce() throws -> Batch? {
    if pending == nil {
      var batches: [Batch] = []
      while let batch = try input?.next() {
        let flat = try batch.flattened(context, keeping: nil)
        try context.reserve(flat.bytesOfRows)
        batches.append(flat)
      }
      try update(&batches)
      for index in batches.indices { batches[index].columns.keep(step.live) }
      pending = batches.reversed()
    }
    return pending?.popLast()
  }

  /// Changes the graph for all rows of all batches.
  func update(_ batches: inout [Batch]) throws {}

  /// Pays for what has been written since this was last called.
  func payForChanges(_ mutation: any GraphMutation) throws(Diagnostic) {
    let bytes = mutation.takeGrowth()
    if bytes > 0 { try context.reserve(bytes) }
    try context.tick(ExecutionContext.effortOfChange + bytes >> 8)
  }

  /// How to write, or an error where the graph is open for reading only.
  func mutation() throws -> any GraphMutation {
    guard let mutation = context.mutation else {
      throw Diagnostic(
        .transactionError, .runtime, "ReadOnly",
        "The graph is open for reading only; nothing was changed",
        hint: "Open it without --read-only")
    }
    return mutation
  }

  /// The entries of a property map, checked for what a property can hold.
  ///
  /// - Parameters:
  ///   - nullsRemove: Whether a null is kept, to remove the property, or dropped.
  ///   - source: The expression that the map comes from.
  func entries(
    _ map: MapValue, nullsRemove: Bool, from source: BoundExpression?
  ) throws(Diagnostic) -> [(Text, Value)] {
    var entries: [(Text, Value)] = []
    for (key, value) in map.entries {
      if value.isNull, !nullsRemove { continue }
      // Where it stands is looked for only where it is wrong.
      try checkProperty(key, value, from: source?.entry(key) ?? source)
      entries.append((key, value))
    }
    return entries
  }

  /// Refuses a value that a property cannot hold.
  func checkProperty(
    _ key: Text, _ value: Value, from source: @autoclosure () -> BoundExpression?
  ) throws(Diagnostic) {
    if value.isNull || value.isStorable { return }
    throw Diagnostic.badProperty(key, value).located(at: source()?.span)
  }
}

extension BoundExpression {
  /// The value of `key`, where the expression is a map that is written out.
  fileprivate func entry(_ key: Text) -> BoundExpression? {
    guard case .map(let entries) = kind else { return nil }
    return entries.last { $0.key == key }?.value
  }
}

/// CREATE: nodes, then relationships, row by row.
final class CreateOperator: UpdateOperator {
  private let create: BoundCreate

  init(_ create: BoundCreate, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.create = create
    super.init(step, input: input, context: context)
  }

  override func update(_ batches: inout [Batch]) throws {
    let creator = PatternCreator(create, self, try mutation())
    for index in batches.indices { try creator.create(in: &batches[index], batches[index].rows) }
  }
}

/// Makes what a pattern says for rows of a batch; CREATE and MERGE share it.
struct PatternCreator {
  private let create: BoundCreate
  private unowned let host: UpdateOperator
  private let mutation: any GraphMutation

  init(_ create: BoundCreate, _ host: UpdateOperator, _ mutation: any GraphMutation) {
    self.create = create
    self.host = host
    self.mutation = mutation
  }

  /// Fills the slots of the pattern for the given rows.
  func create(in batch: inout Batch, _ rows: Selection) throws {
    for node in create.nodes {
      let properties = try node.properties.map { try host.evaluator.evaluate($0, batch, rows) }
      var made = try batch.nodes(node.slot, host.view)
      try rows.forEach { row in
        let map = try self.properties(properties, row)
        made[row] = try mutation.createNode(
          labels: node.labels,
          properties: try host.entries(map, nullsRemove: false, from: node.properties))
        try host.payForChanges(mutation)
      }
      batch.columns[node.slot] = .nodes(made)
    }
    for relationship in create.relationships {
      try createRelationship(relationship, in: &batch, rows)
    }
    for path in create.paths {
      batch.columns[path.slot] = try host.evaluator.paths(path.parts, batch, batch.rows)
    }
  }

  private func createRelationship(
    _ relationship: BoundCreate.NewRelationship, in batch: inout Batch, _ rows: Selection
  ) throws {
    let properties = try relationship.properties.map {
      try host.evaluator.evaluate($0, batch, rows)
    }
    let starts = try batch.nodes(relationship.start, host.view)
    let ends = try batch.nodes(relationship.end, host.view)
    var made = try batch.handles(relationship.slot, host.view)
    try rows.forEach { row in
      guard starts[row] != noNode, ends[row] != noNode else {
        throw Diagnostic.createMissingEnd(relationship.type).located(at: relationship.span)
      }
      guard host.view.isLive(starts[row]), host.view.isLive(ends[row]) else {
        throw Diagnostic.deletedEntity.located(at: relationship.span)
      }
      let map = try self.properties(properties, row)
      made[row] = try mutation.createRelationship(
        type: relationship.type, start: starts[row], end: ends[row],
        properties: try host.entries(map, nullsRemove: false, from: relationship.properties))
      try host.payForChanges(mutation)
    }
    batch.columns[relationship.slot] = .relationships(made)
  }

  private func properties(_ column: Column?, _ row: Int) throws -> MapValue {
    guard let column else { return MapValue() }
    switch column.value(row, host.view) {
    case .map(let map): return map
    case .null: return MapValue()
    case let other: return try host.evaluator.properties(of: other)
    }
  }
}

extension OperatorMaker {
  func make(_ create: Create) -> Operator {
    CreateOperator(create.bound, step, input: input, context: context)
  }
}
