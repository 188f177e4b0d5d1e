import GraphEngine
import GraphModel
import WordCatalog

extension EvidenceSchema {
  /// Where `graph` is not as this schema says, first its nodes, then its relationships.
  ///
  ///     for problem in try EvidenceSchema.standard.problems(in: graph) { print(problem) }
  ///
  /// - Parameters:
  ///   - limit: The most problems that are returned.
  ///   - words: The language of the messages.
  /// - Throws: What reading the graph throws.
  /// - Complexity: O(*n*) in the properties of all nodes and relationships.
  public func problems(
    in graph: GraphSession, limit: Int = 1_000, words: Words = .english
  ) throws -> [SchemaProblem] {
    var checker = SchemaChecker(self, limit: limit, words: words)
    try graph.forEachNode { checker.check($0) }
    try graph.forEachRelationship { checker.check($0) }
    return checker.problems
  }
}

/// Holds one element after the other against a schema.
private struct SchemaChecker {
  var problems: [SchemaProblem] = []
  private let limit: Int
  private let words: Words
  private let labels: [Text: EvidenceSchema.Label]
  private let types: [Text: EvidenceSchema.RelationshipType]
  private var keys: [Key: Int] = [:]
  private var nodes: [Int: Named] = [:]
  /// What messages call the element that is looked at.
  private var subject = ""

  private struct Key: Hashable {
    var label: Text
    var value: Value
  }

  /// The label of a record that was merged into another.
  private static let mergedRecord: Text = "MergedRecord"
  /// What imports and merges leave on elements.
  private static let marks: Set<Text> = [
    "import_run", "merged_from", "read_from", "also_import_runs",
  ]

  /// A node's labels, and what messages call it.
  private struct Named {
    var labels: [Text]
    var name: String
  }

  init(_ schema: EvidenceSchema, limit: Int, words: Words) {
    self.limit = limit
    self.words = words
    labels = Dictionary(schema.labels.map { (Text($0.name), $0) }) { first, _ in first }
    types = Dictionary(schema.types.map { (Text($0.name), $0) }) { first, _ in first }
  }

  mutating func check(_ node: Node) {
    guard let contents = node.contents else { return }
    let name = words.name(of: node)
    subject = name
    nodes[node.id] = Named(labels: contents.labels, name: name)
    // What an import that was asked to leaves in the graph (see ImportRun in PluginKit), and records
    // that are part of another one (see MergedRecord in Duplicates).
    // So do conflicts that nobody has decided (see MergeConflict in GraphEngine).
    // What a person decided about a read review stands in the graph too (see ReviewDecision in GraphShell).
    if contents.labels == ["ImportRun"] || contents.labels == ["ReviewDecision"]
      || contents.labels == [MergeConflict.label]
      || contents.labels == [Self.mergedRecord]
    {
      return
    }
    let element = SchemaProblem.Element.node(node.id)
    if contents.labels.isEmpty { note(.noLabel, element, words.problemNoLabel(name)) }
    var known: [EvidenceSchema.Label] = []
    for label in contents.labels {
      if let found = labels[label] {
        known.append(found)
      } else {
        note(
          .unknownLabel, element,
          words.problemUnknownLabel(name, label: label.string),
          hint: suggestion(for: label, in: labels.keys))
      }
    }
    for label in known {
      check(contents.properties, requiring: label.properties, name, element)
      checkKey(of: node.id, contents, label, name)
    }
    if !known.isEmpty, known.count == contents.labels.count {
      check(contents.properties, allowing: known.flatMap(\.properties), name, element)
    }
  }

  mutating func check(_ relationship: Relationship) {
    guard let contents = relationship.contents else { return }
    let start = nodes[contents.start]?.name ?? words.nodePlace(contents.start)
    let end = nodes[contents.end]?.name ?? words.nodePlace(contents.end)
    let name = words.relationshipName(type: contents.type.string, from: start, to: end)
    let element = SchemaProblem.Element.relationship(relationship.id)
    subject = name
    if contents.type == MergeConflict.type, nodes[contents.start]?.labels == [MergeConflict.label] {
      return
    }
    if nodes[contents.start]?.labels == [Self.mergedRecord]
      || nodes[contents.end]?.labels == [Self.mergedRecord]
    {
      return
    }
    guard let type = types[contents.type] else {
      return note(
        .unknownType, element, words.problemUnknownType(name),
        hint: suggestion(for: contents.type, in: types.keys))
    }
    let starts = Set((nodes[contents.start]?.labels ?? []).map(\.string))
    let ends = Set((nodes[contents.end]?.labels ?? []).map(\.string))
    if !type.ends.contains(where: { starts.contains($0.start) && ends.contains($0.end) }) {
      note(
        .wrongEnds, element, words.problemWrongEnds(name),
        hint: words.allowedEnds(type.ends.map { ($0.start, $0.end) }))
    }
    check(contents.properties, requiring: type.properties, name, element)
    check(contents.properties, allowing: type.properties, name, element)
  }

  private mutating func check(
    _ properties: MapValue, requiring expected: [EvidenceSchema.Property], _ name: String,
    _ element: SchemaProblem.Element
  ) {
    for property in expected {
      guard let value = properties[Text(property.name)], !value.isNull else {
        if property.isRequired {
          note(
            .missingProperty, element,
            words.problemMissingProperty(name, property: property.name),
            hint: words.meaningOfProperty(property.summary))
        }
        continue
      }
      if !property.type.accepts(value) {
        note(
          .wrongType, element,
          words.problemWrongType(
            name, property: property.name, found: value.typeName,
            expected: property.type.title(in: words)))
      }
    }
  }

  private mutating func check(
    _ properties: MapValue, allowing expected: [EvidenceSchema.Property], _ name: String,
    _ element: SchemaProblem.Element
  ) {
    let names = expected.map(\.name)
    // The mark of such an import.
    for key in properties.entries.keys
    where !names.contains(key.string) && !Self.marks.contains(key) {
      note(
        .unknownProperty, element,
        words.problemUnknownProperty(name, property: key.string),
        hint: nearest(to: key.string, in: names).map(words.didYouMean))
    }
  }

  private mutating func checkKey(
    of id: Int, _ contents: Node.Contents, _ label: EvidenceSchema.Label, _ name: String
  ) {
    guard let value = contents.properties[Text(label.key)] else { return }
    let key = Key(label: Text(label.name), value: value)
    if let first = keys[key] {
      note(
        .duplicateKey, .node(id),
        words.problemDuplicateKey(name, first: first, second: id),
        hint: words.giveOwnKey(label: label.name, key: label.key))
    } else {
      keys[key] = id
    }
  }

  private mutating func note(
    _ kind: SchemaProblem.Kind, _ element: SchemaProblem.Element, _ message: String,
    hint: String? = nil
  ) {
    guard problems.count < limit else { return }
    problems.append(
      SchemaProblem(kind: kind, element: element, name: subject, message: message, hint: hint))
  }

  private func suggestion(for name: Text, in known: some Sequence<Text>) -> String? {
    nearest(to: name.string, in: known.map(\.string).sorted()).map(words.didYouMean)
  }
}

extension Words {
  /// `Study 'harden-2015'`, or what else tells a person which node is meant.
  package func name(of node: Node) -> String {
    let label = node.contents?.labels.first?.string
    for key: Text in ["id", "name_en", "name_cy", "name"] {
      switch node.contents?.properties[key] {
      case .text(let text)?: return namedNode(label: label, "'\(text)'")
      case .integer(let integer)?: return namedNode(label: label, "\(integer)")
      default: continue
      }
    }
    return unnamedNode(label: label, node.id)
  }
}
