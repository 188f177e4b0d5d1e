import CypherPlan
import GraphIndex
import GraphModel

/// SET: row by row, and in a row item by item from left to right; rows that do not touch each other's
/// entities go together.
final class SetOperator: UpdateOperator {
  private let items: [BoundSetItem]
  private let order: SetItemOrder

  init(_ items: [BoundSetItem], _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.items = items
    order = SetItemOrder(of: items)
    super.init(step, input: input, context: context)
  }

  override func update(_ batches: inout [Batch]) throws {
    let setter = PropertySetter(self, try mutation())
    for batch in batches { try setter.set(items, order, batch) }
  }
}

/// Computes and applies items of SET; MERGE uses it too.
struct PropertySetter {
  private unowned let host: UpdateOperator
  private let mutation: any GraphMutation

  /// What one item does to one entity.
  struct Change {
    enum Entity {
      case node(NodePosition)
      case relationship(RelationshipHandle)
    }
    var entity: Entity
    var properties: [(Text, Value)] = []
    var labels: [Text] = []
  }

  init(_ host: UpdateOperator, _ mutation: any GraphMutation) {
    self.host = host
    self.mutation = mutation
  }

  /// Applies the items to the rows of `batch`.
  func set(_ items: [BoundSetItem], _ order: SetItemOrder, _ batch: Batch) throws {
    try order.forEachRun(of: batch, host.view) { run in
      for item in items { try apply(try changes(item, run, run.rows)) }
    }
  }

  /// What the item does for the given rows.
  func changes(_ item: BoundSetItem, _ batch: Batch, _ rows: Selection) throws -> [Change] {
    var changes: [Change] = []
    switch item {
    case .property(let target, let key, let value):
      let entities = try host.evaluator.evaluate(target, batch, rows)
      let values = try host.evaluator.evaluate(value, batch, rows)
      try rows.forEach { row in
        guard let entity = try entity(entities, row) else { return }
        let property = values.value(row, host.view)
        try host.checkProperty(key, property, from: value)
        changes.append(Change(entity: entity, properties: [(key, property)]))
      }
    case .replace(let target, let map), .merge(let target, let map):
      let entities = try host.evaluator.evaluate(target, batch, rows)
      let maps = try host.evaluator.evaluate(map, batch, rows)
      var replaces = false
      if case .replace = item { replaces = true }
      try rows.forEach { row in
        guard let entity = try entity(entities, row) else { return }
        let value = maps.value(row, host.view)
        if value.isNull, !replaces { return }
        var entries = try host.entries(
          try host.evaluator.properties(of: value), nullsRemove: true, from: map)
        if replaces { entries = removals(of: entity, keeping: entries) + entries }
        changes.append(Change(entity: entity, properties: entries))
      }
    case .labels(let target, let labels):
      let entities = try host.evaluator.evaluate(target, batch, rows)
      try rows.forEach { row in
        guard let entity = try entity(entities, row) else { return }
        changes.append(Change(entity: entity, labels: labels))
      }
    }
    return changes
  }

  /// Applies changes in order.
  func apply(_ changes: [Change]) throws {
    for change in changes {
      switch change.entity {
      case .node(let position):
        if !change.properties.isEmpty {
          try mutation.setProperties(ofNode: position, change.properties)
        }
        if !change.labels.isEmpty { try mutation.addLabels(change.labels, to: position) }
      case .relationship(let handle):
        if !change.properties.isEmpty {
          try mutation.setProperties(ofRelationship: handle, change.properties)
        }
      }
      try host.payForChanges(mutation)
    }
  }

  /// The entity of a row, nil for null.
  func entity(_ column: Column, _ row: Int) throws -> Change.Entity? {
    let view = host.view
    if case .nodes(let nodes) = column {
      guard nodes[row] != noNode else { return nil }
      guard view.isLive(nodes[row]) else { throw Diagnostic.deletedEntity }
      return .node(nodes[row])
    }
    if case .relationships(let handles) = column {
      guard handles[row] != noRelationship else { return nil }
      guard view.isLive(handles[row]) else { throw Diagnostic.deletedEntity }
      return .relationship(handles[row])
    }
    switch column.value(row, view) {
    case .null: return nil
    case .node(let node):
      guard let position = view.position(ofNode: node.id), view.isLive(position) else {
        throw Diagnostic.deletedEntity
      }
      return .node(position)
    case .relationship(let relationship):
      guard let handle = view.handle(of: relationship), view.isLive(handle) else {
        throw Diagnostic.deletedEntity
      }
      return .relationship(handle)
    case let other: throw Diagnostic.notAnEntity(other)
    }
  }

  private func removals(
    of entity: Change.Entity, keeping entries: [(Text, Value)]
  ) -> [(Text, Value)] {
    let kept = Set(entries.map(\.0))
    let own =
      switch entity {
      case .node(let position): host.view.nodeProperties(position)
      case .relationship(let handle): host.view.relationshipProperties(handle)
      }
    return own.keys.filter { !kept.contains($0) }.map { ($0, .null) }
  }
}

/// REMOVE of properties and labels.
final class RemoveOperator: UpdateOperator {
  private let items: [BoundRemoveItem]

  init(_ items: [BoundRemoveItem], _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.items = items
    super.init(step, input: input, context: context)
  }

  override func update(_ batches: inout [Batch]) throws {
    let mutation = try mutation()
    let setter = PropertySetter(self, mutation)
    for item in items {
      for batch in batches {
        switch item {
        case .property(let target, let key):
          let null = BoundExpression(.constant(.null), .any, at: target.span)
          try setter.apply(
            try setter.changes(.property(target, key: key, value: null), batch, batch.rows))
        case .labels(let target, let labels):
          let nodes = try evaluator.evaluate(target, batch)
          try batch.rows.forEach { row in
            guard case .node(let position)? = try setter.entity(nodes, row) else { return }
            try mutation.removeLabels(labels, from: position)
            try payForChanges(mutation)
          }
        }
      }
    }
  }
}

/// DELETE and DETACH DELETE: relationships first, so that a node can go with them in one clause.
final class DeleteOperator: UpdateOperator {
  private let items: [BoundExpression]
  private let detach: Bool

  init(_ delete: Delete, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    items = delete.items
    detach = delete.detach
    super.init(step, input: input, context: context)
  }

  override func update(_ batches: inout [Batch]) throws {
    let mutation = try mutation()
    var nodes: Set<NodePosition> = []
    var handles: Set<RelationshipHandle> = []
    for batch in batches {
      for item in items {
        let column = try evaluator.evaluate(item, batch)
        try batch.rows.forEach { row in
          try gather(column.value(row, view), &nodes, &handles)
        }
      }
    }
    for handle in handles.sorted() where view.isLive(handle) {
      try mutation.deleteRelationship(handle)
      try payForChanges(mutation)
    }
    for node in nodes.sorted() where view.isLive(node) {
      var rest: [RelationshipHandle] = []
      for type in 0..<view.types.count {
        view.forEachNeighbor(of: node, type: type, direction: .either) { _, handle in
          rest.append(handle)
        }
      }
      if !detach, !rest.isEmpty {
        throw Diagnostic.connectedNode(view.nodeID(node), rest.count)
          .located(at: items.first?.span)
      }
      for handle in rest {
        try mutation.deleteRelationship(handle)
        try payForChanges(mutation)
      }
      try mutation.deleteNode(node)
      try payForChanges(mutation)
    }
  }

  private func gather(
    _ value: Value, _ nodes: inout Set<NodePosition>, _ handles: inout Set<RelationshipHandle>
  ) throws {
    switch value {
    case .null: break
    case .node(let node):
      if let position = view.position(ofNode: node.id) { nodes.insert(position) }
    case .relationship(let relationship):
      if let handle = view.handle(of: relationship) { handles.insert(handle) }
    case .path(let path):
      for node in path.nodes { try gather(.node(node), &nodes, &handles) }
      for relationship in path.relationships {
        try gather(.relationship(relationship), &nodes, &handles)
      }
    default: throw Diagnostic.notDeletable(value).located(at: items.first?.span)
    }
  }
}

extension OperatorMaker {
  func make(_ items: SetItems) -> Operator {
    SetOperator(items.items, step, input: input, context: context)
  }

  func make(_ items: RemoveItems) -> Operator {
    RemoveOperator(items.items, step, input: input, context: context)
  }

  func make(_ delete: Delete) -> Operator {
    DeleteOperator(delete, step, input: input, context: context)
  }
}
