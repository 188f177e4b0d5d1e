import CypherFunctions
import CypherSyntax
import GraphModel

extension Binder {
  /// Binds MATCH; variables of its patterns are then in scope.
  mutating func bind(_ match: MatchClause) throws(Diagnostic) -> BoundMatch {
    var predicates: [BoundExpression] = []
    let pattern = try bind(match.patterns, predicates: &predicates)
    if let condition = try bindPredicate(match.predicate) {
      predicates.append(contentsOf: condition.conjuncts)
    }
    return BoundMatch(optional: match.optional, pattern: pattern, predicates: predicates)
  }

  /// Binds path patterns that are matched together.
  mutating func bind(
    _ patterns: [PathPattern], predicates: inout [BoundExpression]
  ) throws(Diagnostic) -> BoundPattern {
    try checkSize(patterns)
    var bound = BoundPattern()
    // Slots from here on are of variables that the pattern itself has introduced.
    let known = slotCount
    var late: [(Expression, ValueType)] = []
    // Variables first, so that properties may name those of any part of the pattern.
    var properties: [(slot: Int, type: ValueType, map: Expression)] = []
    for pattern in patterns {
      try bind(pattern, into: &bound, known: known, properties: &properties, predicates: &late)
    }
    for (slot, type, map) in properties {
      for entry in try patternEntries(map) {
        let base = BoundExpression.slot(slot, type, at: entry.key.span)
        mentions.append(.init(kind: .key, name: entry.key))
        let property = BoundExpression(.property(base, entry.key.text), .any, at: entry.key.span)
        predicates.append(
          BoundExpression(
            .comparison(.equal, property, try bind(entry.value)), .boolean, at: entry.value.span))
      }
    }
    for (expression, _) in late {
      if let bound = try bindPredicate(expression) {
        predicates.append(contentsOf: bound.conjuncts)
      }
    }
    return bound
  }

  /// How many nodes and relationships the patterns of one clause may have that are looked for together.
  private static let largestPattern = 2_000

  private func checkSize(_ patterns: [PathPattern]) throws(Diagnostic) {
    var size = 0
    for pattern in patterns {
      size += pattern.nodes.count + pattern.relationships.count
      guard size <= Self.largestPattern else {
        throw .patternTooLarge(limit: Self.largestPattern, at: pattern.span)
      }
    }
  }

  private func patternEntries(
    _ map: Expression
  ) throws(Diagnostic) -> [(key: Name, value: Expression)] {
    switch map.kind {
    case .map(let entries): return entries
    case .parameter: throw .parameterMap(at: map.span)
    default: throw .wrongType("A pattern", expected: .map, found: .any, at: map.span)
    }
  }

  private mutating func bind(
    _ pattern: PathPattern, into bound: inout BoundPattern, known: Int,
    properties: inout [(slot: Int, type: ValueType, map: Expression)],
    predicates: inout [(Expression, ValueType)]
  ) throws(Diagnostic) {
    if let name = pattern.variable, scope[name.text] != nil { throw .variableAlreadyBound(name) }
    var nodes: [Int] = []
    for node in pattern.nodes {
      nodes.append(try bind(node, into: &bound, known: known))
      let slot = bound.nodes[nodes[nodes.count - 1]].slot
      if let map = node.properties { properties.append((slot, .node, map)) }
      if let predicate = node.predicate { predicates.append((predicate, .boolean)) }
    }
    var parts = BoundExpression.PathParts(
      nodes: nodes.map { bound.nodes[$0].slot }, relationships: [])
    for (index, relationship) in pattern.relationships.enumerated() {
      let made = try bind(
        relationship, between: nodes[index], nodes[index + 1], search: pattern.search,
        into: &bound, known: known)
      if relationship.length == nil, pattern.search == .all, let map = relationship.properties {
        properties.append((made.slot, .relationship, map))
      }
      if let predicate = relationship.predicate { predicates.append((predicate, .boolean)) }
      parts.relationships.append((made.slot, made.length != nil))
    }
    if let name = pattern.variable {
      // Also where a node or relationship of this very pattern has taken the name.
      guard scope[name.text] == nil else { throw .variableAlreadyBound(name) }
      let slot = newSlot()
      declare(name.text, slot: slot, .path)
      bound.paths.append((slot, parts))
    }
  }

  private mutating func bind(
    _ node: NodePattern, into bound: inout BoundPattern, known: Int
  ) throws(Diagnostic) -> Int {
    let labels = node.labels.map { [LabelPredicate($0)] } ?? []
    if let expression = node.labels { mention(expression, .label) }
    guard let name = node.variable else {
      bound.nodes.append(.init(slot: newSlot(), name: nil, isBound: false, labels: labels))
      return bound.nodes.count - 1
    }
    if let variable = scope[name.text] {
      if variable.type.isDisjoint(with: .node) {
        throw .variableTypeConflict(name, is: variable.type, wanted: "a node")
      }
      if let index = bound.nodes.firstIndex(where: { $0.slot == variable.slot }) {
        bound.nodes[index].labels += labels
        return index
      }
      bound.nodes.append(
        .init(slot: variable.slot, name: name.text, isBound: true, labels: labels))
      return bound.nodes.count - 1
    }
    let slot = newSlot()
    declare(name.text, slot: slot, .node)
    bound.nodes.append(.init(slot: slot, name: name.text, isBound: false, labels: labels))
    return bound.nodes.count - 1
  }

  private mutating func bind(
    _ relationship: RelationshipPattern, between left: Int, _ right: Int, search: PathSearch,
    into bound: inout BoundPattern, known: Int
  ) throws(Diagnostic) -> BoundPatternRelationship {
    let isList = relationship.length != nil || search != .all
    var slot: Int
    var isBound = false
    if let types = relationship.types { mention(types, .type) }
    if let name = relationship.variable {
      if let variable = scope[name.text] {
        if bound.relationships.contains(where: { $0.slot == variable.slot }) {
          throw .relationshipTwice(name)
        }
        let wanted: ValueType = isList ? .list : .relationship
        if variable.type.isDisjoint(with: wanted) || variable.slot >= known {
          throw .variableTypeConflict(
            name, is: variable.type, wanted: isList ? "a list of relationships" : "a relationship")
        }
        slot = variable.slot
        isBound = true
      } else {
        slot = newSlot()
        declare(name.text, slot: slot, isList ? .list : .relationship)
      }
    } else {
      slot = newSlot()
    }
    var length: BoundPatternRelationship.Length?
    if isList {
      let written = relationship.length
      length = .init(minimum: written?.minimum ?? 1, maximum: written == nil ? 1 : written?.maximum)
    }
    var properties: [(key: Text, value: BoundExpression)] = []
    if isList, let map = relationship.properties {
      for entry in try patternEntries(map) {
        mentions.append(.init(kind: .key, name: entry.key))
        properties.append((entry.key.text, try bind(entry.value)))
      }
    }
    if isList, let predicate = relationship.predicate {
      throw .unsupported(
        "WHERE inside a relationship of variable length", at: predicate.span,
        hint: "Use a property map, or all(r IN relationships(p) WHERE …)")
    }
    let made = BoundPatternRelationship(
      slot: slot, name: relationship.variable?.text, isBound: isBound, left: left, right: right,
      direction: relationship.direction, types: relationship.types.map(LabelPredicate.init),
      length: length, search: search, properties: properties, span: relationship.span)
    bound.relationships.append(made)
    return made
  }
}
