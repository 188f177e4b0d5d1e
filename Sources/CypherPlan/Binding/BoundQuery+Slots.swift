/// Which slots parts of a query read: the ground of liveness and of what a subquery imports.
extension BoundQuery {
  package var slotsRead: SlotSet {
    var slots: SlotSet = []
    for part in parts {
      for clause in part.clauses { slots.formUnion(clause.slotsRead) }
    }
    for outputs in partOutputs { slots.formUnion(outputs) }
    return slots
  }
}

extension BoundClause {
  package var slotsRead: SlotSet {
    switch self {
    case .match(let match): return match.slotsRead
    case .unwind(let list, _): return list.slots
    case .projection(let projection): return projection.slotsRead
    case .create(let create): return create.slotsRead
    case .merge(let merge):
      return (merge.onCreate + merge.onMatch).reduce(
        into: merge.match.slotsRead.union(merge.create.slotsRead)
      ) { $0.formUnion($1.slotsRead) }
    case .set(let items): return items.reduce(into: SlotSet()) { $0.formUnion($1.slotsRead) }
    case .remove(let items): return items.reduce(into: SlotSet()) { $0.formUnion($1.slotsRead) }
    case .delete(let items, _): return items.slotsRead
    case .call(let call):
      return call.arguments.reduce(into: call.predicate?.slots ?? []) { $0.formUnion($1.slots) }
    case .subquery(let subquery): return subquery.imports
    case .forEach(_, let list, let updates):
      return updates.reduce(into: list.slots) { $0.formUnion($1.slotsRead) }
    }
  }
}

extension BoundMatch {
  var slotsRead: SlotSet {
    var slots = SlotSet(pattern.nodes.filter(\.isBound).map(\.slot))
    slots.formUnion(pattern.relationships.filter(\.isBound).map(\.slot))
    for relationship in pattern.relationships {
      for property in relationship.properties { slots.formUnion(property.value.slots) }
    }
    for predicate in predicates { slots.formUnion(predicate.slots) }
    return slots
  }
}

extension BoundProjection {
  var slotsRead: SlotSet {
    var slots: SlotSet = SlotSet(outputs)
    for item in items { slots.formUnion(item.value.slots) }
    for key in order { slots.formUnion(key.value.slots) }
    for key in aggregation?.keys ?? [] { slots.formUnion(key.value.slots) }
    for aggregate in aggregation?.aggregates ?? [] { slots.formUnion(aggregate.slotsRead) }
    if let predicate { slots.formUnion(predicate.slots) }
    return slots
  }
}

extension BoundAggregate {
  package var slotsRead: SlotSet {
    extra.reduce(into: argument?.slots ?? []) { $0.formUnion($1.slots) }
  }
}

extension BoundCreate {
  package var slotsRead: SlotSet {
    var slots: SlotSet = []
    for node in nodes { slots.formUnion(node.properties?.slots ?? []) }
    for relationship in relationships {
      slots.formUnion(relationship.properties?.slots ?? [])
      slots.formUnion([relationship.start, relationship.end])
    }
    return slots.subtracting(nodes.map(\.slot))
  }
}

extension BoundSetItem {
  package var slotsRead: SlotSet {
    switch self {
    case .property(let entity, _, let value): entity.slots.union(value.slots)
    case .replace(let entity, let value), .merge(let entity, let value):
      entity.slots.union(value.slots)
    case .labels(let entity, _): entity.slots
    }
  }
}

extension BoundRemoveItem {
  package var slotsRead: SlotSet {
    switch self {
    case .property(let entity, _): entity.slots
    case .labels(let entity, _): entity.slots
    }
  }
}
