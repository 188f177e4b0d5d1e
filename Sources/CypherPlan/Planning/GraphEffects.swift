import CypherFunctions
import GraphModel

/// What a clause reads of the graph and what it changes in it, as far as the text shows.
///
/// It errs on the side of too much: two clauses whose effects do not meet can run for all rows, one
/// after the other, with the same result as when both run for each row in turn.
package struct GraphEffects {
  /// A set of names, or all there are.
  package struct Names {
    var names: Set<Text> = []
    var isAll = false

    static let all = Names(isAll: true)

    var isEmpty: Bool { names.isEmpty && !isAll }

    mutating func formUnion(_ other: Names) {
      names.formUnion(other.names)
      isAll = isAll || other.isAll
    }

    func meets(_ other: Names) -> Bool {
      if isAll { return !other.isEmpty }
      return other.isAll ? !isEmpty : !names.isDisjoint(with: other.names)
    }
  }

  private var readKeys = Names()
  private var writtenKeys = Names()
  private var readLabels = Names()
  private var writtenLabels = Names()
  private var matchedTypes = Names()
  private var createdTypes = Names()
  /// For each node that a pattern looks for, labels that it must have.
  private var matchedNodes = LabelSets()
  /// The labels of each node that is made.
  private var createdNodes = LabelSets()
  private var matches: Bool { !matchedNodes.isEmpty || !matchedTypes.isEmpty }
  private var deletes = false

  init() {}

  /// Whether the order in which this clause and `other` run for different rows may show.
  func meet(_ other: GraphEffects) -> Bool {
    affect(other) || other.affect(self) || writtenKeys.meets(other.writtenKeys)
      || writtenLabels.meets(other.writtenLabels) || deletes && other.deletes
  }

  private func affect(_ reader: GraphEffects) -> Bool {
    writtenKeys.meets(reader.readKeys) || writtenLabels.meets(reader.readLabels)
      || createdTypes.meets(reader.matchedTypes)
      || deletes && (reader.matches || !reader.readKeys.isEmpty || reader.isUpdating)
      || createdNodes.holdSuperset(of: reader.matchedNodes)
  }

  /// Adds what `other` reads and changes.
  mutating func formUnion(_ other: GraphEffects) {
    readKeys.formUnion(other.readKeys)
    writtenKeys.formUnion(other.writtenKeys)
    readLabels.formUnion(other.readLabels)
    writtenLabels.formUnion(other.writtenLabels)
    matchedTypes.formUnion(other.matchedTypes)
    createdTypes.formUnion(other.createdTypes)
    for labels in other.matchedNodes.all { matchedNodes.insert(labels) }
    for labels in other.createdNodes.all { createdNodes.insert(labels) }
    deletes = deletes || other.deletes
  }

  private var isUpdating: Bool {
    !writtenKeys.isEmpty || !writtenLabels.isEmpty || !createdTypes.isEmpty
      || !createdNodes.isEmpty || deletes
  }
}

extension [BoundClause] {
  /// Whether the clauses must run one row after the other, since a row may see what they did for an
  /// earlier one.
  ///
  /// Each clause alone sees to the order of its own rows.
  ///
  /// - Complexity: O(names in the clauses).
  var mustRunRowByRow: Bool {
    var before = GraphEffects()
    for clause in self {
      let effects = GraphEffects(of: clause)
      if before.meet(effects) { return true }
      before.formUnion(effects)
    }
    return false
  }
}

/// The labels of several nodes.
private struct LabelSets {
  private(set) var all: Set<Set<Text>> = []
  private var byLabel: [Text: [Set<Text>]] = [:]

  var isEmpty: Bool { all.isEmpty }

  mutating func insert(_ labels: Set<Text>) {
    guard all.insert(labels).inserted else { return }
    for label in labels { byLabel[label, default: []].append(labels) }
  }

  /// Whether one of the sets holds all labels of one of `others`.
  func holdSuperset(of others: LabelSets) -> Bool {
    if others.all.contains([]) { return !isEmpty }
    guard all.count < others.all.count else {
      return others.all.contains { wanted in
        wanted.first.flatMap { byLabel[$0] }?.contains(where: wanted.isSubset) ?? false
      }
    }
    return all.contains { made in
      made.contains { others.byLabel[$0]?.contains { $0.isSubset(of: made) } ?? false }
    }
  }
}

extension GraphEffects {
  init(of clause: BoundClause) {
    self.init()
    add(clause)
  }

  private mutating func add(_ clause: BoundClause) {
    switch clause {
    case .match(let match): add(match)
    case .unwind(let list, _): add(list)
    case .projection(let projection): add(projection)
    case .create(let create): add(create)
    case .merge(let merge):
      add(merge.match)
      add(merge.create)
      for item in merge.onCreate + merge.onMatch { add(item) }
    case .set(let items): for item in items { add(item) }
    case .remove(let items): for item in items { add(item) }
    case .delete(let items, _):
      deletes = true
      for item in items { add(item) }
    case .call(let call):
      for argument in call.arguments { add(argument) }
      addEverything()
    case .subquery(let subquery): add(subquery.query)
    case .forEach(_, let list, let updates):
      add(list)
      for update in updates { add(update) }
    }
  }

  private mutating func add(_ query: BoundQuery) {
    for part in query.parts {
      for clause in part.clauses { add(clause) }
    }
  }

  /// A procedure may read all that there is.
  private mutating func addEverything() {
    readKeys = .all
    readLabels = .all
    matchedTypes = .all
    matchedNodes.insert([])
  }

  private mutating func add(_ match: BoundMatch) {
    for node in match.pattern.nodes {
      let names = node.labels.flatMap(\.names)
      readLabels.formUnion(Names(names: Set(names)))
      if !node.isBound { matchedNodes.insert(node.labels.requiredNames) }
    }
    for relationship in match.pattern.relationships {
      if let types = relationship.types, types.isPositive {
        matchedTypes.formUnion(Names(names: Set(types.names)))
      } else {
        matchedTypes = .all
      }
      for property in relationship.properties {
        readKeys.names.insert(property.key)
        add(property.value)
      }
    }
    for predicate in match.predicates { add(predicate) }
  }

  private mutating func add(_ projection: BoundProjection) {
    for item in projection.items { add(item.value) }
    for key in projection.aggregation?.keys ?? [] { add(key.value) }
    for aggregate in projection.aggregation?.aggregates ?? [] {
      for argument in [aggregate.argument].compactMap({ $0 }) + aggregate.extra { add(argument) }
    }
    for key in projection.order { add(key.value) }
    for part in [projection.skip, projection.limit, projection.predicate] {
      if let part { add(part) }
    }
  }

  private mutating func add(_ create: BoundCreate) {
    for node in create.nodes {
      createdNodes.insert(Set(node.labels))
      if let properties = node.properties { add(properties) }
    }
    for relationship in create.relationships {
      createdTypes.names.insert(relationship.type)
      if let properties = relationship.properties { add(properties) }
    }
  }

  private mutating func add(_ item: BoundSetItem) {
    switch item {
    case .property(let target, let key, let value):
      writtenKeys.names.insert(key)
      add(target)
      add(value)
    case .replace(let target, let map), .merge(let target, let map):
      writtenKeys.formUnion(item.writtenKeys)
      add(target)
      add(map)
      if map.mayBeEntity { readKeys = .all }
    case .labels(let target, let labels):
      writtenLabels.names.formUnion(labels)
      add(target)
    }
  }

  private mutating func add(_ item: BoundRemoveItem) {
    switch item {
    case .property(let target, let key):
      writtenKeys.names.insert(key)
      add(target)
    case .labels(let target, let labels):
      writtenLabels.names.formUnion(labels)
      add(target)
    }
  }

  private mutating func add(_ expression: BoundExpression) {
    if case .subquery(let subquery) = expression.kind { add(subquery.query) }
    readKeys.formUnion(expression.ownKeysRead)
    readLabels.formUnion(expression.ownLabelsRead)
    for child in expression.children { add(child) }
  }
}

extension [LabelPredicate] {
  /// Names that a node must have as labels to satisfy all the predicates.
  fileprivate var requiredNames: Set<Text> {
    reduce(into: []) { names, predicate in
      switch predicate {
      case .name(let name): names.insert(name)
      case .and(let parts): names.formUnion(parts.requiredNames)
      case .any, .or, .not: break
      }
    }
  }
}

extension LabelPredicate {
  /// Whether only the types that it names can satisfy it.
  fileprivate var isPositive: Bool {
    switch self {
    case .name: true
    case .any, .not: false
    case .or(let parts), .and(let parts): parts.allSatisfy(\.isPositive)
    }
  }
}
