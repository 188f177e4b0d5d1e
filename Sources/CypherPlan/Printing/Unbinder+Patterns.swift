import CypherSyntax
import GraphModel

extension Unbinder {
  /// The paths of a pattern: those that have names, and each other relationship for itself.
  func patterns(_ bound: BoundPattern) -> [PathPattern] {
    var writer = PatternWriter(self)
    let paths = bound.paths
    var pathOf: [Int: Int] = [:]
    for (index, path) in paths.enumerated() {
      for relationship in path.parts.relationships { pathOf[relationship.slot] = index }
      if let node = path.parts.nodes.first, path.parts.relationships.isEmpty {
        writer.lone[node, default: []].append(path.slot)
      }
    }
    let slots = Dictionary(bound.relationships.map { ($0.slot, $0) }) { first, _ in first }
    let joined = Set(bound.relationships.flatMap { [$0.left, $0.right] })
    let asked = Dictionary(bound.nodes.map { ($0.slot, $0.labels) }) { first, _ in first }
    var rest = bound.relationships[...]
    var written: Set<Int> = []
    func labels(_ slot: Int) -> LabelExpression? { asked[slot].flatMap { self.labels($0) } }
    func write(_ next: BoundPatternRelationship) {
      guard let path = pathOf[next.slot] else {
        let ends = [bound.nodes[next.left].slot, bound.nodes[next.right].slot]
        writer.append(nil, ends, [{ pattern(next) }], next.search, labels: labels)
        return
      }
      guard written.insert(path).inserted else { return }
      let parts = paths[path].parts
      let relationships = parts.relationships.compactMap { slots[$0.slot] }
      writer.append(
        paths[path].slot, parts.nodes,
        relationships.map { relationship in { pattern(relationship) } },
        next.search, labels: labels)
    }
    // Nodes are written in the order in which they are bound, so that they are bound in it again.
    for (index, node) in bound.nodes.enumerated() {
      guard joined.contains(index) else {
        writer.append(loneNode: node.slot, labels: labels)
        continue
      }
      while !writer.isKnown(node.slot), let next = rest.popFirst() { write(next) }
    }
    for next in rest { write(next) }
    return writer.patterns
  }

  private func pattern(_ bound: BoundPatternRelationship) -> RelationshipPattern {
    RelationshipPattern(
      variable: name(bound.slot), types: bound.types.map(labels), direction: bound.direction,
      length: bound.length.map { .init(minimum: $0.minimum, maximum: $0.maximum) },
      properties: bound.properties.isEmpty ? nil : map(bound.properties), span: nowhere)
  }

  /// What CREATE makes.
  func patterns(_ bound: BoundCreate) -> [PathPattern] {
    var writer = PatternWriter(self)
    for node in bound.nodes { writer.made[node.slot] = node }
    for path in bound.paths where path.parts.relationships.isEmpty {
      for node in path.parts.nodes { writer.lone[node, default: []].append(path.slot) }
    }
    for node in bound.nodes { writer.append(loneNode: node.slot) { _ in nil } }
    let paths = Dictionary(
      bound.paths.compactMap { path in
        path.parts.relationships.first.map { ($0.slot, path) }
      }
    ) { first, _ in first }
    var rest = bound.relationships[...]
    while let next = rest.first {
      let path = paths[next.slot]
      let count = path?.parts.relationships.count ?? 1
      let nodes = path?.parts.nodes ?? [next.start, next.end]
      let relationships = zip(rest.prefix(count), nodes).map { made, from in
        { pattern(made, backwards: made.start != from) }
      }
      writer.append(path?.slot, nodes, relationships, .all) { _ in nil }
      rest = rest.dropFirst(count)
    }
    return writer.patterns
  }

  private func pattern(
    _ made: BoundCreate.NewRelationship, backwards: Bool
  ) -> RelationshipPattern {
    RelationshipPattern(
      variable: name(made.slot), types: .name(name(made.type)),
      direction: backwards ? .incoming : .outgoing, properties: made.properties.map(expression),
      span: nowhere)
  }

  /// The path that MERGE looks for and makes.
  func pattern(_ merge: BoundMerge) -> PathPattern {
    var writer = PatternWriter(self)
    for node in merge.create.nodes { writer.made[node.slot] = node }
    let pattern = merge.match.pattern
    let relationships = zip(pattern.relationships, merge.create.relationships).map { found, made in
      {
        RelationshipPattern(
          variable: name(found.slot), types: .name(name(made.type)), direction: found.direction,
          properties: made.properties.map(expression), span: nowhere)
      }
    }
    let ends = pattern.relationships.map { pattern.nodes[$0.right].slot }
    let first = pattern.relationships.first?.left ?? 0
    let nodes = [pattern.nodes[first].slot] + ends
    writer.append(pattern.paths.first?.slot, nodes, relationships, .all) { _ in nil }
    return writer.patterns[0]
  }
}

/// Puts paths together, each node with what is asked of it where it first occurs.
private struct PatternWriter {
  private(set) var patterns: [PathPattern] = []
  /// What is made, by slot.
  var made: [Int: BoundCreate.NewNode] = [:]
  /// Paths of one node, by its slot.
  var lone: [Int: [Int]] = [:]
  private var known: Set<Int> = []
  private let unbinder: Unbinder

  init(_ unbinder: Unbinder) { self.unbinder = unbinder }

  func isKnown(_ slot: Int) -> Bool { known.contains(slot) }

  mutating func append(loneNode slot: Int, labels: (Int) -> LabelExpression?) {
    let paths = lone[slot] ?? []
    for path in paths { append(path, [slot], [], .all, labels: labels) }
    if paths.isEmpty { append(nil, [slot], [], .all, labels: labels) }
  }

  /// - Parameter relationships: What makes each, so that variables are named in the order of the text.
  mutating func append(
    _ path: Int?, _ nodes: [Int], _ relationships: [() -> RelationshipPattern],
    _ search: PathSearch, labels: (Int) -> LabelExpression?
  ) {
    let variable = path.map { unbinder.name($0) }
    var made: [RelationshipPattern] = []
    let nodes = nodes.enumerated().map { place, slot in
      if place > 0 { made.append(relationships[place - 1]()) }
      return node(slot, labels: labels)
    }
    patterns.append(
      PathPattern(
        variable: variable, search: search, nodes: nodes, relationships: made,
        span: unbinder.nowhere))
  }

  private mutating func node(_ slot: Int, labels: (Int) -> LabelExpression?) -> NodePattern {
    let isNew = known.insert(slot).inserted
    let names = made[slot]?.labels.map { LabelPredicate.name($0) } ?? []
    return NodePattern(
      variable: unbinder.name(slot),
      labels: isNew ? labels(slot) ?? unbinder.labels(names) : nil,
      properties: isNew ? made[slot]?.properties.map(unbinder.expression) : nil,
      span: unbinder.nowhere)
  }
}
