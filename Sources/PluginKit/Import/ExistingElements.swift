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
    /// The record's key as messages show it.
    var key: String
    /// How the contents differ, as the end of a sentence; nil where the record adds nothing.
    var difference: String?
  }

  private struct Key: Hashable {
    var label: Text?
    var property: Text
    var value: Value
  }

  private struct Ends: Hashable {
    var type: Text
    var start: Int
    var end: Int
  }

  private let graph: Graph
  private let wasEmpty: Bool
  private let counts: [Text: Int]
  private var scanned: Set<Text> = []
  private var nodes: [Key: Node] = [:]
  private var relationships: [Ends: [MapValue]]?

  init(_ graph: Graph) {
    self.graph = graph
    let statistics = graph.statistics
    wasEmpty = statistics.nodeCount == 0
    counts = Dictionary(statistics.labels.map { (Text($0.name), $0.count) }) { first, _ in first }
  }

  /// How many nodes had the label before the import.
  func count(of label: Text) -> Int { counts[label] ?? 0 }

  /// The node that has the record's first label and its key's value, among those of the graph and
  /// those noted since.
  mutating func node(for node: ImportedNode) throws -> Found? {
    guard let property = node.key, let value = node.properties[property] else { return nil }
    try scan(for: property)
    let key = Key(label: node.labels.first, property: property, value: value)
    guard let found = nodes[key], let contents = found.contents else { return nil }
    return Found(
      id: found.id, key: "with \(property) \(Self.shown(value))",
      difference: Self.difference(of: node, from: contents))
  }

  /// Notes a node that the import made.
  mutating func note(_ node: ImportedNode, id: Int) {
    guard let property = node.key, let value = node.properties[property] else { return }
    let contents = Node.Contents(labels: node.labels, properties: node.properties)
    nodes[Key(label: node.labels.first, property: property, value: value)] = Node(
      id: id, contents: contents)
  }

  /// Whether the graph has a relationship of the same type, ends and properties that no earlier
  /// record has taken.
  mutating func takeRelationship(
    like relationship: ImportedRelationship, from start: Int, to end: Int
  ) throws -> Bool {
    if relationships == nil {
      var found: [Ends: [MapValue]] = [:]
      try graph.forEachRelationship { relationship in
        guard let contents = relationship.contents else { return }
        let ends = Ends(type: contents.type, start: contents.start, end: contents.end)
        found[ends, default: []].append(contents.properties)
      }
      relationships = found
    }
    let ends = Ends(type: relationship.type, start: start, end: end)
    let candidates = relationships?[ends] ?? []
    let match = candidates.firstIndex {
      Self.withoutRun($0) == Self.withoutRun(relationship.properties)
    }
    guard let match else { return false }
    relationships?[ends]?.remove(at: match)
    return true
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

  private static func difference(
    of node: ImportedNode, from contents: Node.Contents
  ) -> String? {
    if let label = node.labels.first(where: { !contents.labels.contains($0) }) {
      return "without the label \(label)"
    }
    for (key, value) in withoutRun(node.properties).entries {
      guard let other = contents.properties[key] else {
        return "without \(key), here \(shown(value))"
      }
      if other != value { return "with \(key) \(shown(other)), here \(shown(value))" }
    }
    return nil
  }

  /// The properties without the mark of the import that made them.
  private static func withoutRun(_ properties: MapValue) -> MapValue {
    guard properties[ImportRun.property] != nil else { return properties }
    var copy = properties
    copy[ImportRun.property] = nil
    return copy
  }

  private static func shown(_ value: Value) -> String {
    var writer = JSONWriter(mode: .plain)
    guard (try? writer.write(value)) != nil else { return value.typeName }
    let text = writer.text
    return text.unicodeScalars.count <= 60 ? text : "\(text.prefix(60))…"
  }
}
