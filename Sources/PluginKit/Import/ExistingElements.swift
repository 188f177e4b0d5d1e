import Duplicates
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
    /// The node that stands for it: another one where it was merged into that.
    var survivor: Int
    /// What the node is known by, as messages show it: `id "harden-2015"`.
    var key: String
    /// How the record differs from it; none where the record adds nothing.
    var differences: [ElementDifference]
    /// What it has of the properties that the record does not state.
    var unstated: [(key: Text, value: Value)]
  }

  /// A relationship that a record means.
  struct FoundRelationship {
    var id: Int
    var differences: [ElementDifference]
  }

  /// What a search for a relationship to be corrected has found.
  enum Correctable {
    case none
    case one(FoundRelationship)
    /// So many, and nothing that tells them apart.
    case doubtful(Int)
  }

  private let target: any RecordTarget
  private var scanned: Set<Text> = []
  private var keys = NodeKeys()
  /// What nodes of the graph say that were scanned, as long as nothing changed them.
  private var contents: [Int: Node.Contents] = [:]
  private var relationships: [RelationshipEnds: [Relationship]]?
  /// For each node that was merged into another, that other.
  private var survivors: [Int: Int] = [:]

  init(_ target: any RecordTarget) { self.target = target }

  /// How many nodes had the label before the import.
  func count(of label: Text) -> Int { target.count(of: label) }

  /// About how many bytes of memory the keys take.
  var byteCount: Int { keys.byteCount }

  // MARK: Nodes

  /// The node that has the record's first label and its key's value, among those of the graph and
  /// those noted since.
  mutating func node(for node: ImportedNode) throws -> Found? {
    guard let (property, value) = node.keyed else { return nil }
    try scan(for: property)
    guard let id = keys.node(node.labels.first, property, value),
      let contents = try contents(of: id)
    else { return nil }
    return Found(
      id: id, survivor: survivor(of: id), key: "\(property) \(ElementText.shown(value))",
      differences: ElementDifference.of(node.labels, node.properties, from: contents),
      unstated: node.unstated.compactMap { key in
        contents.properties[key].map { (key, $0) }
      })
  }

  /// The node that a relationship calls by its group and id, where the group is a label of the graph
  /// and its nodes keep the id as the property `id`.
  mutating func node(called reference: NodeReference) throws -> Int? {
    guard !reference.group.isEmpty, count(of: reference.group) > 0 else { return nil }
    try scan(for: "id")
    let id =
      keys.node(reference.group, "id", .text(reference.id))
      ?? Int(reference.id.string).flatMap { keys.node(reference.group, "id", .integer($0)) }
    return id.map { survivor(of: $0) }
  }

  /// The node that stands for a node: itself, where it was merged into no other.
  private func survivor(of id: Int) -> Int {
    var id = id
    while let next = survivors[id] { id = next }
    return id
  }

  /// Notes a node that the import made.
  mutating func note(_ node: ImportedNode, id: Int) {
    guard let (property, value) = node.keyed else { return }
    keys.set(node.labels.first, property, value, to: id)
  }

  /// Notes that a node no longer says what it said.
  mutating func noteChange(of id: Int) { contents[id] = nil }

  private func contents(of id: Int) throws -> Node.Contents? {
    if let known = contents[id] { return known }
    return try target.node(id).map {
      MergedRecord.original(Node.Contents(labels: $0.labels, properties: $0.properties))
    }
  }

  private mutating func scan(for property: Text) throws {
    guard !target.wasEmpty, scanned.insert(property).inserted else { return }
    if count(of: MergedRecord.label) > 0, survivors.isEmpty { try scanMerges() }
    var (keys, contents) = (self.keys, self.contents)
    try target.forEachNode { id, labels, properties in
      guard let value = properties[property] else { return }
      // One that was merged is still known by what it was.
      let plain = MergedRecord.original(Node.Contents(labels: labels, properties: properties))
      for label in plain.labels { keys.add(label, property, value, id: id) }
      contents[id] = plain
    }
    (self.keys, self.contents) = (keys, contents)
  }

  private mutating func scanMerges() throws {
    var survivors: [Int: Int] = [:]
    try target.forEachRelationship { _, contents in
      if contents.type == MergedRecord.type { survivors[contents.start] = contents.end }
    }
    self.survivors = survivors
  }

  // MARK: Relationships

  /// Whether the graph has a relationship of the same type, ends and properties that no earlier
  /// record has taken.
  mutating func takeRelationship(
    like relationship: ImportedRelationship, from start: Int, to end: Int
  ) throws -> Bool {
    let ends = RelationshipEnds(type: relationship.type, start: start, end: end)
    let match = try candidates(ends).firstIndex {
      ElementDifference.withoutRun($0.contents?.properties ?? MapValue())
        == ElementDifference.withoutRun(relationship.properties)
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
    let ends = RelationshipEnds(type: relationship.type, start: start, end: end)
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
        differences: ElementDifference.of(
          relationship.properties, from: old.contents?.properties ?? MapValue())))
  }

  /// Reads the relationships of the graph, before any is added.
  mutating func readRelationships() throws { _ = try candidates(nil) }

  /// How many relationships of the graph no record has taken, by their types and nodes.
  var untaken: [RelationshipEnds: Int] {
    (relationships ?? [:]).compactMapValues { $0.isEmpty ? nil : $0.count }
  }

  private mutating func candidates(_ ends: RelationshipEnds?) throws -> [Relationship] {
    if relationships == nil {
      var found: [RelationshipEnds: [Relationship]] = [:]
      try target.forEachRelationship { id, contents in
        let ends = RelationshipEnds(type: contents.type, start: contents.start, end: contents.end)
        found[ends, default: []].append(Relationship(id: id, contents: contents))
      }
      relationships = found
    }
    return ends.flatMap { relationships?[$0] } ?? []
  }
}

extension ImportedNode {
  /// The property by which the node is known, and its value; nil where the record states none.
  fileprivate var keyed: (property: Text, value: Value)? {
    guard let key, let value = properties[key], !value.isNull else { return nil }
    return (key, value)
  }
}
