import CypherFunctions
import CypherSyntax
import GraphModel

extension Binder {
  /// Binds CREATE; what it makes is then in scope.
  mutating func bind(_ create: CreateClause) throws(Diagnostic) -> BoundCreate {
    isUpdating = true
    return try bindCreation(create.patterns, allowsEither: false)
  }

  /// Binds patterns that are to be made.
  private mutating func bindCreation(
    _ patterns: [PathPattern], allowsEither: Bool
  ) throws(Diagnostic) -> BoundCreate {
    var made = BoundCreate(nodes: [], relationships: [], paths: [])
    for pattern in patterns {
      if pattern.search != .all {
        throw .unsupported(
          "A shortest path in CREATE", at: pattern.span, hint: "Write the path out")
      }
      var nodes: [Int] = []
      for node in pattern.nodes {
        nodes.append(
          try bindNew(node, alone: pattern.relationships.isEmpty, into: &made))
      }
      var parts = BoundExpression.PathParts(nodes: nodes, relationships: [])
      for (index, relationship) in pattern.relationships.enumerated() {
        let slot = try bindNew(
          relationship, from: nodes[index], to: nodes[index + 1], allowsEither: allowsEither,
          into: &made)
        parts.relationships.append((slot, false))
      }
      if let name = pattern.variable {
        guard scope[name.text] == nil else { throw .variableAlreadyBound(name) }
        let slot = newSlot()
        declare(name.text, slot: slot, .path)
        made.paths.append((slot, parts))
      }
    }
    return made
  }

  /// Properties of what is made see what was there before, and what the clause has made so far.
  private mutating func bindNewProperties(
    _ map: Expression?
  ) throws(Diagnostic) -> BoundExpression? {
    guard let map else { return nil }
    let bound = try bind(map)
    try expect(bound, .map, "A pattern")
    return bound
  }

  private mutating func bindNew(
    _ node: NodePattern, alone: Bool, into made: inout BoundCreate
  ) throws(Diagnostic) -> Int {
    try meter.note()
    if let name = node.variable, let known = scope[name.text] {
      if known.type.isDisjoint(with: .node) {
        throw .variableTypeConflict(name, is: known.type, wanted: "a node")
      }
      if alone || node.labels != nil || node.properties != nil {
        throw .variableAlreadyBound(name)
      }
      return known.slot
    }
    if let predicate = node.predicate {
      throw Diagnostic(
        .syntaxError, .compile, "UnexpectedSyntax", "What is created cannot have a WHERE",
        at: predicate.span)
    }
    let labels = try plainLabels(node.labels, at: node.span)
    let properties = try bindNewProperties(node.properties)
    let slot = newSlot()
    if let name = node.variable { declare(name.text, slot: slot, .node) }
    made.nodes.append(.init(slot: slot, labels: labels, properties: properties))
    return slot
  }

  private func plainLabels(
    _ labels: LabelExpression?, at span: SourceSpan
  ) throws(Diagnostic) -> [Text] {
    guard let labels else { return [] }
    switch labels {
    case .name(let name): return [name.text]
    case .and(let parts):
      var names: [Text] = []
      for part in parts { names += try plainLabels(part, at: span) }
      return names
    default: throw .labelsToCreate(at: span)
    }
  }

  private mutating func bindNew(
    _ relationship: RelationshipPattern, from left: Int, to right: Int, allowsEither: Bool,
    into made: inout BoundCreate
  ) throws(Diagnostic) -> Int {
    try meter.note()
    if let name = relationship.variable, scope[name.text] != nil {
      throw .variableAlreadyBound(name)
    }
    if relationship.length != nil { throw .createVariableLength(at: relationship.span) }
    guard case .name(let type)? = relationship.types else {
      throw .noSingleType(at: relationship.span)
    }
    if relationship.direction == .either, !allowsEither {
      throw .needsDirection(at: relationship.span)
    }
    let properties = try bindNewProperties(relationship.properties)
    let slot = newSlot()
    if let name = relationship.variable { declare(name.text, slot: slot, .relationship) }
    let backwards = relationship.direction == .incoming
    made.relationships.append(
      .init(
        slot: slot, type: type.text, start: backwards ? right : left,
        end: backwards ? left : right, properties: properties, span: relationship.span))
    return slot
  }

  // MARK: MERGE

  /// Binds MERGE: the pattern to look for and, over the same slots, the pattern to make.
  mutating func bind(_ merge: MergeClause) throws(Diagnostic) -> BoundMerge {
    isUpdating = true
    let before = scope
    let pattern = merge.pattern
    if pattern.nodes.count == 1, let name = pattern.nodes[0].variable, scope[name.text] != nil {
      throw .variableAlreadyBound(name)
    }
    for node in pattern.nodes {
      if let name = node.variable, before[name.text] != nil,
        node.labels != nil || node.properties != nil
      {
        throw .variableAlreadyBound(name)
      }
    }
    for relationship in pattern.relationships {
      if let name = relationship.variable, scope[name.text] != nil {
        throw .variableAlreadyBound(name)
      }
      if relationship.length != nil { throw .createVariableLength(at: relationship.span) }
      guard case .name? = relationship.types else { throw .noSingleType(at: relationship.span) }
    }
    let mentionsBefore = mentions.count
    var predicates: [BoundExpression] = []
    let found = try bind([pattern], predicates: &predicates)
    // MERGE makes what it does not find: nothing in it can be a typo of something known.
    mentions.removeSubrange(mentionsBefore...)
    let after = scope
    scope = before
    let made = try bindCreation([pattern], allowsEither: true)
    scope = after
    let create = try aligned(made, with: found, pattern: pattern)
    let match = BoundMatch(optional: false, pattern: found, predicates: predicates)
    return BoundMerge(
      match: match, create: create, onCreate: try bind(merge.onCreate),
      onMatch: try bind(merge.onMatch), span: merge.span)
  }

  /// Lets the made entities have the slots of the found ones.
  private func aligned(
    _ made: BoundCreate, with found: BoundPattern, pattern: PathPattern
  ) throws(Diagnostic) -> BoundCreate {
    var slots: [Int: Int] = [:]
    var create = made
    // Both were made from the same pattern in the same order; a node that occurs twice was made once.
    let newNodes = found.nodes.filter { !$0.isBound }
    for (index, node) in newNodes.enumerated() where index < create.nodes.count {
      slots[create.nodes[index].slot] = node.slot
      create.nodes[index].slot = node.slot
    }
    for (index, relationship) in found.relationships.enumerated() {
      create.relationships[index].slot = relationship.slot
      let start = create.relationships[index].start
      let end = create.relationships[index].end
      create.relationships[index].start = slots[start] ?? start
      create.relationships[index].end = slots[end] ?? end
    }
    create.paths = found.paths
    return create
  }

  // MARK: SET, REMOVE, DELETE

  /// Binds the items of SET.
  mutating func bind(_ items: [SetItem]) throws(Diagnostic) -> [BoundSetItem] {
    isUpdating = true
    var bound: [BoundSetItem] = []
    for item in items { bound.append(try bind(item)) }
    return bound
  }

  private mutating func bind(_ item: SetItem) throws(Diagnostic) -> BoundSetItem {
    switch item {
    case .property(let entity, let key, let value):
      let target = try bind(entity)
      try expect(target, [.node, .relationship, .map], "SET")
      return .property(target, key: key.text, value: try bind(value))
    case .replace(let name, let value):
      let target = try bindEntity(name)
      return .replace(target, with: try bindMap(value))
    case .merge(let name, let value):
      let target = try bindEntity(name)
      return .merge(target, with: try bindMap(value))
    case .labels(let name, let labels):
      let target = try bind(Expression(.variable(name), at: name.span))
      try expect(target, .node, "SET of labels")
      return .labels(target, labels.map(\.text))
    }
  }

  private mutating func bindEntity(_ name: Name) throws(Diagnostic) -> BoundExpression {
    let target = try bind(Expression(.variable(name), at: name.span))
    try expect(target, [.node, .relationship], "SET")
    return target
  }

  private mutating func bindMap(_ value: Expression) throws(Diagnostic) -> BoundExpression {
    let bound = try bind(value)
    try expect(bound, [.map, .node, .relationship], "SET")
    return bound
  }

  /// Binds REMOVE.
  mutating func bind(_ remove: RemoveClause) throws(Diagnostic) -> [BoundRemoveItem] {
    isUpdating = true
    var bound: [BoundRemoveItem] = []
    for item in remove.items {
      switch item {
      case .property(let entity, let key):
        let target = try bind(entity)
        try expect(target, [.node, .relationship, .map], "REMOVE")
        bound.append(.property(target, key: key.text))
      case .labels(let name, let labels):
        let target = try bind(Expression(.variable(name), at: name.span))
        try expect(target, .node, "REMOVE of labels")
        bound.append(.labels(target, labels.map(\.text)))
      }
    }
    return bound
  }

  /// Binds DELETE.
  mutating func bind(_ delete: DeleteClause) throws(Diagnostic) -> BoundClause {
    isUpdating = true
    var items: [BoundExpression] = []
    for item in delete.items {
      if case .hasLabels = item.kind {
        throw .invalidDelete(
          "A label cannot be deleted", at: item.span, hint: "Use REMOVE n:Label")
      }
      let bound = try bind(item)
      if bound.type.isDisjoint(with: [.node, .relationship, .path]) {
        throw Diagnostic(
          .syntaxError, .compile, "InvalidArgumentType",
          "DELETE expects a node, relationship or path, but this is \(bound.type)", at: item.span)
      }
      items.append(bound)
    }
    return .delete(items, detach: delete.detach)
  }
}
