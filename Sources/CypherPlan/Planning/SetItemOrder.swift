import CypherFunctions
import GraphModel

/// In what order the items of a SET may be computed and applied for many rows.
///
/// SET goes from row to row, and a row sees what the clause did for the rows before it. Where that
/// cannot show, all rows go together.
package enum SetItemOrder: Sendable {
  /// All rows together, item by item.
  case together
  /// Together as long as no row reads or writes an entity that a row before it wrote, or writes one
  /// that a row before it read; the entities are those in the slots.
  case apart(read: [Int], written: [Int])
  /// One row after the other.
  case rowByRow

  /// The order that `items` need.
  package init(of items: [BoundSetItem]) {
    let written = items.reduce(into: GraphEffects.Names()) { $0.formUnion($1.writtenKeys) }
    let labels = GraphEffects.Names(names: Set(items.flatMap(\.writtenLabels)))
    var reads = Reads(keys: written, labels: labels)
    for item in items { reads.add(item) }
    let targets = items.map(\.target)
    let slots = targets.compactMap(\.ownSlot)
    let areKnown = slots.count == targets.count
    let overlap = Self.overlap(items)
    if reads.slots.isEmpty, !reads.isUnknown, !overlap {
      self = .together
    } else if reads.isUnknown || !areKnown {
      self = .rowByRow
    } else {
      self = .apart(read: reads.slots.sorted(), written: SlotSet(slots).sorted())
    }
  }

  /// Whether two items write the same key of what may be different entities.
  ///
  /// - Complexity: O(keys).
  private static func overlap(_ items: [BoundSetItem]) -> Bool {
    var owners: [Text: Int] = [:]
    var writers: Set<Int> = []
    var writesAll = false
    for (place, item) in items.enumerated() {
      let written = item.writtenKeys
      if written.isEmpty { continue }
      // What is no variable may be anything.
      let owner = item.target.ownSlot ?? -1 - place
      writers.insert(owner)
      writesAll = writesAll || written.isAll
      if writesAll, writers.count > 1 { return true }
      for key in written.names {
        guard owners.updateValue(owner, forKey: key).map({ $0 == owner }) ?? true else {
          return true
        }
      }
    }
    return false
  }

  /// Whether all order that rows need lies in the entities that `slots` hold.
  func lies(in slots: SlotSet) -> Bool {
    switch self {
    case .together: true
    case .apart(let read, let written): slots.isSuperset(of: read + written)
    case .rowByRow: false
    }
  }

  /// The reads of what the clause writes.
  private struct Reads {
    let keys: GraphEffects.Names
    let labels: GraphEffects.Names
    var slots: SlotSet = []
    var isUnknown = false

    mutating func add(_ item: BoundSetItem) {
      add(item.target, false)
      switch item {
      case .property(_, _, let value): add(value, false)
      case .replace(let target, let map):
        add(map, false)
        // What is replaced is removed, and so must be known.
        note(target, false)
        if map.mayBeEntity { note(map, false) }
      case .merge(_, let map):
        add(map, false)
        if map.mayBeEntity { note(map, false) }
      case .labels: break
      }
    }

    private mutating func add(_ expression: BoundExpression, _ isInside: Bool) {
      var isInside = isInside
      switch expression.kind {
      case .subquery: isUnknown = true
      case .comprehension, .quantifier, .reduce: isInside = true
      default: break
      }
      if expression.ownKeysRead.meets(keys) || expression.ownLabelsRead.meets(labels) {
        switch expression.kind {
        case .property(let owner, _), .hasLabels(let owner, _), .index(let owner, _),
          .mapExtension(let owner, _):
          note(owner, isInside)
        case .function(let function, let arguments):
          for argument in arguments { note(argument, isInside) }
          if function.reads == .graph { isUnknown = true }
        default: isUnknown = true
        }
      }
      for child in expression.children { add(child, isInside) }
    }

    /// Takes down that the entity `owner` is read; inside a list, the slot is not one of the row.
    private mutating func note(_ owner: BoundExpression, _ isInside: Bool) {
      guard owner.mayBeEntity else { return }
      if !isInside, let slot = owner.ownSlot {
        slots.insert(slot)
      } else {
        isUnknown = true
      }
    }
  }
}

extension BoundSetItem {
  var target: BoundExpression {
    switch self {
    case .property(let target, _, _), .replace(let target, _), .merge(let target, _),
      .labels(let target, _):
      target
    }
  }

  var writtenKeys: GraphEffects.Names {
    switch self {
    case .property(_, let key, _): .init(names: [key])
    case .replace: .all
    case .merge(_, let map):
      if case .map(let entries) = map.kind { .init(names: Set(entries.map(\.key))) } else { .all }
    case .labels: .init()
    }
  }

  var writtenLabels: [Text] {
    if case .labels(_, let labels) = self { labels } else { [] }
  }
}

extension BoundExpression {
  /// The slot, where the expression is nothing more.
  fileprivate var ownSlot: Int? { if case .slot(let slot) = kind { slot } else { nil } }

  /// Whether the value may be, or may hold, a node or relationship, whose state the graph has.
  ///
  /// Neither a property nor a parameter can.
  var mayBeEntity: Bool {
    switch kind {
    case .constant, .parameter: false
    case .property(let owner, _): !owner.type.isSubset(of: [.node, .relationship])
    default: !type.isDisjoint(with: [.node, .relationship, .path, .list, .map])
    }
  }

  /// The keys of entities that this expression itself reads, those inside it apart.
  var ownKeysRead: GraphEffects.Names {
    switch kind {
    case .property(let owner, let key): owner.mayBeEntity ? .init(names: [key]) : .init()
    case .index(let owner, _), .mapExtension(let owner, _): owner.mayBeEntity ? .all : .init()
    case .function(let function, let arguments):
      function.mayReadEntity(among: arguments) ? .all : .init()
    default: .init()
    }
  }

  /// The labels of entities that this expression itself reads.
  var ownLabelsRead: GraphEffects.Names {
    switch kind {
    case .hasLabels(_, let labels): labels.hasAny ? .all : .init(names: Set(labels.names))
    case .function(let function, let arguments):
      function.mayReadEntity(among: arguments) ? .all : .init()
    default: .init()
    }
  }
}

extension ScalarFunction {
  fileprivate func mayReadEntity(among arguments: [BoundExpression]) -> Bool {
    if reads == .graph { return true }
    return zip(arguments.indices, arguments).contains { index, argument in
      let accepted = parameters[min(index, parameters.count - 1)].type
      return argument.mayBeEntity
        && !accepted.isDisjoint(with: [.node, .relationship, .path, .list, .map])
    }
  }
}

extension LabelPredicate {
  fileprivate var hasAny: Bool {
    switch self {
    case .name: false
    case .any: true
    case .or(let parts), .and(let parts): parts.contains(where: \.hasAny)
    case .not(let part): part.hasAny
    }
  }
}
