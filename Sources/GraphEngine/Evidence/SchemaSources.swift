import CypherRuntime
import GraphIndex
import GraphModel

/// The sources of the elements of one view of a graph, as a schema says how they are found.
final class SchemaSources: ElementSources {
  let schema: SourceSchema
  let view: GraphView
  /// The nodes that are the sources, where a query has chosen them.
  private let chosen: Set<NodePosition>?
  /// By label set.
  private let isSource: [Bool]
  private let nodeRules: [SourceRule?]
  /// By label set: the number of the property that names its nodes.
  private let keys: [Int?]
  /// By type.
  private let rules: [SourceRule]
  /// By type: whether its relationships, or the nodes at their ends, may have sources.
  private var mayHave: [Bool?]
  /// By name: the sources that have it, once somebody has asked by name.
  private var named: [Text: [NodePosition]]?
  private var dependents: Dependents?

  /// - Parameter chosen: The nodes that are the sources, instead of those of the schema.
  init(_ schema: SourceSchema, in view: GraphView, chosen: Set<NodePosition>? = nil) {
    self.schema = schema
    self.view = view
    self.chosen = chosen
    let labels = schema.labels.map { view.labels.number(of: Text($0.name)) }
    isSource =
      view.labelSets.sets.map { set in
        chosen == nil && labels.contains { $0.map(set.contains) ?? false }
      }
    let nodeRules: [(Int, SourceRule)] =
      chosen != nil
      ? []
      : schema.nodeRules.compactMap { name, rule in
        rule == .none ? nil : view.labels.number(of: Text(name)).map { ($0, rule) }
      }.sorted { $0.0 < $1.0 }
    self.nodeRules = view.labelSets.sets.map { set in
      nodeRules.first { set.contains($0.0) }?.1
    }
    var named = schema.keys
    for label in schema.labels { named[label.name] = label.key }
    keys = view.labelSets.sets.map { set in
      // Of several labels the one that sources have counts, else the first that has a key.
      let names = set.map { view.labels[$0].string }
      let label = schema.labels.first { names.contains($0.name) }
      let key = label?.key ?? names.lazy.compactMap { named[$0] }.first ?? "id"
      return view.keys.number(of: Text(key))
    }
    rules = (0..<view.types.count).map { type in
      let known = schema.relationshipRules[view.types[type].string]
      switch known {
      case .property?, .path?: return chosen == nil ? known ?? .none : .ends(start: true, end: true)
      default: return known ?? .ends(start: true, end: true)
      }
    }
    mayHave = [Bool?](repeating: nil, count: rules.count)
  }

  // MARK: Nodes

  /// Whether the node is a source.
  func isSource(_ node: NodePosition) -> Bool {
    if let chosen { return chosen.contains(node) }
    return isSource[view.labelSet(of: node)]
  }

  func mayHaveSources(_ node: NodePosition, _ view: GraphView) -> Bool {
    if let chosen { return chosen.contains(node) }
    let set = view.labelSet(of: node)
    return isSource[set] || nodeRules[set] != nil
  }

  func sources(of node: NodePosition, _ view: GraphView) -> [NodePosition]? {
    if isSource(node) { return [node] }
    guard chosen == nil, let rule = nodeRules[view.labelSet(of: node)] else { return nil }
    switch rule {
    case .none, .ends: return nil
    case .property(let key):
      guard let key = view.keys.number(of: Text(key)) else { return nil }
      return known(sources(named: view.nodeProperty(node, key: key)))
    case .path(let steps, _): return known(sources(along: steps, from: node))
    }
  }

  // MARK: Relationships

  func mayHaveSources(_ relationship: RelationshipHandle, _ view: GraphView) -> Bool {
    let type = relationshipType(relationship)
    if let known = mayHave[type] { return known }
    let found = typeMayHaveSources(type)
    mayHave[type] = found
    return found
  }

  private func typeMayHaveSources(_ type: Int) -> Bool {
    if case .property = rules[type] { return true }
    if case .path = rules[type] { return true }
    guard chosen == nil, !view.isTouched(type: type), view.labelSetsAreBase else { return true }
    for isStart in [true, false] {
      let sets = view.endLabelSets(ofType: type, isStart: isStart) ?? []
      if sets.contains(where: { isSource[$0] || nodeRules[$0] != nil }) { return true }
    }
    return false
  }

  func sources(of relationship: RelationshipHandle, _ view: GraphView) -> [NodePosition]? {
    switch rules[relationshipType(relationship)] {
    case .none: return nil
    case .ends(let start, let end):
      let ends = view.ends(of: relationship)
      var found: [NodePosition] = []
      if start, isSource(ends.start) { found.append(ends.start) }
      if end, ends.end != ends.start || !start, isSource(ends.end) { found.append(ends.end) }
      return known(found)
    case .property(let key):
      guard let key = view.keys.number(of: Text(key)) else { return nil }
      return known(sources(named: view.relationshipProperty(relationship, key: key)))
    case .path(let steps, let fromEnd):
      let ends = view.ends(of: relationship)
      return known(sources(along: steps, from: fromEnd ? ends.end : ends.start))
    }
  }

  func endsThatCount(ofType type: Int) -> (start: Bool, end: Bool)? {
    switch rules[type] {
    case .none: (false, false)
    case .ends(let start, let end): (start, end)
    case .property, .path: nil
    }
  }

  // MARK: Finding sources

  /// What was found, once each in rising order; nil for nothing.
  private func known(_ found: [NodePosition]) -> [NodePosition]? {
    found.count < 2 ? (found.isEmpty ? nil : found) : Set(found).sorted()
  }

  private func sources(along steps: [SourceRule.Step], from node: NodePosition) -> [NodePosition] {
    var reached: Set<NodePosition> = [node]
    for step in steps {
      guard let type = view.types.number(of: Text(step.type)) else { return [] }
      var next: Set<NodePosition> = []
      for node in reached {
        for (goes, direction) in [
          (step.goesForward, Direction.outgoing), (step.goesBack, .incoming),
        ] where goes {
          view.forEachNeighbor(of: node, type: type, direction: direction) { other, _ in
            next.insert(other)
          }
        }
      }
      reached = next
    }
    return reached.filter(isSource)
  }

  /// The sources that a property names: names that no source has find none.
  private func sources(named value: Value) -> [NodePosition] {
    switch value {
    case .null: return []
    case .list(let list): return list.flatMap(sources(named:))
    default: return value.sourceName.flatMap { byName[$0] } ?? []
    }
  }

  /// The sources by their names.
  ///
  /// - Complexity: O(nodes) the first time.
  var byName: [Text: [NodePosition]] {
    if let named { return named }
    var found: [Text: [NodePosition]] = [:]
    for source in all { found[name(of: source), default: []].append(source) }
    named = found
    return found
  }

  /// Every source, in rising order.
  ///
  /// - Complexity: O(nodes between the first and the last source).
  var all: [NodePosition] {
    if let chosen { return chosen.sorted() }
    return nodes(where: { isSource[view.labelSet(of: $0)] }, labelled: schema.labels.map(\.name))
  }

  private func nodes(
    where holds: (NodePosition) -> Bool, labelled names: some Sequence<String>
  ) -> [NodePosition] {
    var found: Set<NodePosition> = []
    for name in names {
      guard let label = view.labels.number(of: Text(name)) else { continue }
      for range in view.extent(ofLabel: label) {
        for node in range where view.isLive(node) && holds(node) { found.insert(node) }
      }
    }
    return found.sorted()
  }

  /// What a source is called: its key as a text, or its number where it has none.
  func name(of source: NodePosition) -> Text {
    let key = keys[view.labelSet(of: source)]
    return key.flatMap { view.nodeProperty(source, key: $0).sourceName }
      ?? Text("#\(view.nodeID(source))")
  }

  // MARK: Leaving out

  /// Elements that have sources which are not at their ends.
  private struct Dependents {
    var nodes: [(node: NodePosition, sources: [NodePosition])] = []
    var relationships: [(handle: RelationshipHandle, sources: [NodePosition])] = []
    /// By source: the places of its nodes and relationships.
    var nodesBySource: [NodePosition: [Int]] = [:]
    var relationshipsBySource: [NodePosition: [Int]] = [:]
  }

  /// The graph without the given sources, and without all that has no source left.
  func view(without sources: Set<NodePosition>) -> GraphView {
    let dependents = knownDependents()
    var (nodes, relationships) = (sources, Set<RelationshipHandle>())
    for source in sources {
      for place in dependents.nodesBySource[source] ?? [] {
        let (node, needed) = dependents.nodes[place]
        if needed.allSatisfy(sources.contains) { nodes.insert(node) }
      }
      for place in dependents.relationshipsBySource[source] ?? [] {
        let (handle, needed) = dependents.relationships[place]
        if needed.allSatisfy(sources.contains) { relationships.insert(handle) }
      }
    }
    return view.without(nodes: nodes.sorted(), relationships: relationships.sorted())
  }

  /// - Complexity: O(elements whose sources a property or a path tells) the first time.
  private func knownDependents() -> Dependents {
    if let dependents { return dependents }
    var found = Dependents()
    if chosen == nil, nodeRules.contains(where: { $0 != nil }) {
      let ruled = nodes(
        where: { nodeRules[view.labelSet(of: $0)] != nil && !isSource($0) },
        labelled: schema.nodeRules.keys)
      for node in ruled {
        guard let sources = sources(of: node, view) else { continue }
        for source in sources { found.nodesBySource[source, default: []].append(found.nodes.count) }
        found.nodes.append((node, sources))
      }
    }
    for type in rules.indices {
      switch rules[type] {
      case .none, .ends: continue
      case .property, .path: break
      }
      var handles: [RelationshipHandle] = []
      view.forEachRelationship(type: type) { handle, _, _ in handles.append(handle) }
      for handle in handles {
        guard let sources = sources(of: handle, view) else { continue }
        for source in sources {
          found.relationshipsBySource[source, default: []].append(found.relationships.count)
        }
        found.relationships.append((handle, sources))
      }
    }
    dependents = found
    return found
  }
}

extension Value {
  /// The value as the name of a source; nil where it cannot be one.
  var sourceName: Text? {
    switch self {
    case .text(let text): text
    case .integer(let integer): Text("\(integer)")
    default: nil
    }
  }
}
