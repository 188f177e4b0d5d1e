import GraphEngine
import GraphModel

/// The nodes and relationships that a graph has before an import, looked up by what they say.
///
/// The graph is scanned once for nodes and once for relationships, and only when a record could
/// match: an import into an empty graph reads nothing.
struct ExistingElements {
  /// A node that a record means.
  struct Found {
    var id: Int
    /// What the node is known by, as messages show it: `id "harden-2015"`.
    var key: String
    /// What the node says.
    var contents: Node.Contents
    /// How the record differs from it; none where the record adds nothing.
    var differences: [Difference]
  }

  /// A relationship that a record means.
  struct FoundRelationship {
    var id: Int
    var differences: [Difference]
  }

  /// What a record says that the graph does not.
  enum Difference {
    case label(Text)
    case property(Text, before: Value?, after: Value)
  }

  /// What a search for a relationship to be corrected has found.
  enum Correctable {
    case none
    case one(FoundRelationship)
    /// So many, and nothing that tells them apart.
    case doubtful(Int)
  }

  /// The type and the nodes of a relationship.
  struct Ends: Hashable {
    var type: Text
    var start: Int
    var end: Int
  }

  private struct Key: Hashable {
    var label: Text?
    var property: Text
    var value: Value
  }

  private let graph: Graph
  private let wasEmpty: Bool
  private let counts: [Text: Int]
  private var scanned: Set<Text> = []
  private var nodes: [Key: Node] = [:]
  private var relationships: [Ends: [Relationship]]?

  init(_ graph: Graph) {
    self.graph = graph
    let statistics = graph.statistics
    wasEmpty = statistics.nodeCount == 0
    counts = Dictionary(statistics.labels.map { (Text($0.name), $0.count) }) { first, _ in first }
  }

  /// How many nodes had the label before the import.
  func count(of label: Text) -> Int { counts[label] ?? 0 }

  // MARK: Nodes

  /// The node that has the record's first label and its key's value, among those of the graph and
  /// those noted since.
  mutating func node(for node: ImportedNode) throws -> Found? {
    guard let property = node.key, let value = node.properties[property] else { return nil }
    try scan(for: property)
    let key = Key(label: node.labels.first, property: property, value: value)
    guard let found = nodes[key], let contents = found.contents else { return nil }
    return Found(
      id: found.id, key: "\(property) \(ElementText.shown(value))", contents: contents,
      differences: Self.differences(node.labels, node.properties, from: contents))
  }

  /// The node that a relationship calls by its group and id, where the group is a label of the graph
  /// and its nodes keep the id as the property `id`.
  mutating func node(called reference: NodeReference) throws -> Int? {
    guard !reference.group.isEmpty, count(of: reference.group) > 0 else { return nil }
    try scan(for: "id")
    var values: [Value] = [.text(reference.id)]
    if let number = Int(reference.id.string) { values.append(.integer(number)) }
    for value in values {
      if let node = nodes[Key(label: reference.group, property: "id", value: value)] {
        return node.id
      }
    }
    return nil
  }

  /// Notes a node that the import made, or changed from what it said before.
  mutating func note(_ node: ImportedNode, id: Int, over old: Node.Contents? = nil) {
    guard let property = node.key, let value = node.properties[property] else { return }
    var (labels, properties) = (node.labels, node.properties)
    if let old {
      labels = old.labels + node.labels.filter { !old.labels.contains($0) }
      properties = old.properties
      for (key, value) in node.properties.entries { properties[key] = value }
    }
    let contents = Node.Contents(labels: labels, properties: properties)
    nodes[Key(label: node.labels.first, property: property, value: value)] = Node(
      id: id, contents: contents)
  }

  private mutating func scan(for property: Text) throws {
    guard !wasEmpty, scanned.insert(property).inserted else { return }
    var found: [Key: Node] = [:]
    try graph.forEachNode { node in
      guard let contents = node.contents, let value = contents.properties[property] else { return }
      for label in contents.labels {
        let key = Key(label: label, property: property, value: value)
        if found[key] == nil { found[key] = node }
      }
    }
    nodes.merge(found) { noted, _ in noted }
  }

  // MARK: Relationships

  /// Whether the graph has a relationship of the same type, ends and properties that no earlier
  /// record has taken.
  mutating func takeRelationship(
    like relationship: ImportedRelationship, from start: Int, to end: Int
  ) throws -> Bool {
    let ends = Ends(type: relationship.type, start: start, end: end)
    let match = try candidates(ends).firstIndex {
      Self.withoutRun($0.contents?.properties ?? MapValue())
        == Self.withoutRun(relationship.properties)
    }
    guard let match else { return false }
    relationships?[ends]?.remove(at: match)
    return true
  }

  /// The relationship of the graph that a record corrects: the one that agrees with it in the property
  /// that identifies it, or the only one of its type between the two nodes.
  ///
  /// - Parameter isOnlyOne: Whether no other record could mean the same.
  mutating func relationship(
    correctedBy relationship: ImportedRelationship, from start: Int, to end: Int, isOnlyOne: Bool
  ) throws -> Correctable {
    let ends = Ends(type: relationship.type, start: start, end: end)
    let candidates = try candidates(ends)
    var match: Int?
    if let key = relationship.key, let value = relationship.properties[key] {
      match = candidates.firstIndex { $0.contents?.properties[key] == value }
      // One with another key is another relationship.
      if match == nil { return .none }
    } else if candidates.count == 1, isOnlyOne {
      match = 0
    }
    guard let match else { return candidates.isEmpty ? .none : .doubtful(candidates.count) }
    let old = candidates[match]
    relationships?[ends]?.remove(at: match)
    return .one(
      FoundRelationship(
        id: old.id,
        differences: Self.differences(
          of: relationship.properties, from: old.contents?.properties ?? MapValue())))
  }

  private mutating func candidates(_ ends: Ends) throws -> [Relationship] {
    if relationships == nil {
      var found: [Ends: [Relationship]] = [:]
      try graph.forEachRelationship { relationship in
        guard let contents = relationship.contents else { return }
        let ends = Ends(type: contents.type, start: contents.start, end: contents.end)
        found[ends, default: []].append(relationship)
      }
      relationships = found
    }
    return relationships?[ends] ?? []
  }

  // MARK: Differences

  /// How labels and properties differ from those of a node; what they do not state is no difference.
  static func differences(
    _ labels: [Text], _ properties: MapValue, from contents: Node.Contents
  ) -> [Difference] {
    labels.filter { !contents.labels.contains($0) }.map { .label($0) }
      + differences(of: properties, from: contents.properties)
  }

  private static func differences(
    of properties: MapValue, from old: MapValue
  ) -> [Difference] {
    withoutRun(properties).entries.compactMap { key, value in
      let before = old[key]
      // A null states nothing.
      return value.isNull || before == value ? nil : .property(key, before: before, after: value)
    }
  }

  /// The properties without the mark of the import that made them.
  private static func withoutRun(_ properties: MapValue) -> MapValue {
    guard properties[ImportRun.property] != nil else { return properties }
    var copy = properties
    copy[ImportRun.property] = nil
    return copy
  }
}

extension ExistingElements.Difference: CustomStringConvertible {
  /// The end of a sentence about the graph's element.
  var description: String {
    switch self {
    case .label(let label): "without the label \(label)"
    case .property(let key, nil, let after):
      "without \(key), here \(ElementText.shown(after))"
    case .property(let key, let before?, let after):
      "with \(key) \(ElementText.shown(before)), here \(ElementText.shown(after))"
    }
  }

  var label: Text? { if case .label(let label) = self { label } else { nil } }

  var assignment: (Text, Value)? {
    if case .property(let key, _, let after) = self { (key, after) } else { nil }
  }

  func change(of element: String, at place: SourcePlace) -> ImportReport.Change {
    switch self {
    case .label(let label):
      ImportReport.Change(
        element: element, property: nil, before: nil, after: .text(label), place: place)
    case .property(let key, let before, let after):
      ImportReport.Change(
        element: element, property: key, before: before, after: after, place: place)
    }
  }
}
