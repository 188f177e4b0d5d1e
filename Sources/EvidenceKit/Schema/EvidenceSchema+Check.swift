import GraphEngine
import GraphModel

extension EvidenceSchema {
  /// Where `graph` is not as this schema says, first its nodes, then its relationships.
  ///
  ///     for problem in try EvidenceSchema.standard.problems(in: graph) { print(problem) }
  ///
  /// - Parameter limit: The most problems that are returned.
  /// - Throws: What reading the graph throws.
  /// - Complexity: O(*n*) in the properties of all nodes and relationships.
  public func problems(in graph: Graph, limit: Int = 1_000) throws -> [SchemaProblem] {
    var checker = SchemaChecker(self, limit: limit)
    try graph.forEachNode { checker.check($0) }
    try graph.forEachRelationship { checker.check($0) }
    return checker.problems
  }
}

/// Holds one element after the other against a schema.
private struct SchemaChecker {
  var problems: [SchemaProblem] = []
  private let limit: Int
  private let labels: [Text: EvidenceSchema.Label]
  private let types: [Text: EvidenceSchema.RelationshipType]
  private var keys: [Key: Int] = [:]
  private var nodes: [Int: Named] = [:]

  private struct Key: Hashable {
    var label: Text
    var value: Value
  }

  /// A node's labels, and what messages call it.
  private struct Named {
    var labels: [Text]
    var name: String
  }

  init(_ schema: EvidenceSchema, limit: Int) {
    self.limit = limit
    labels = Dictionary(schema.labels.map { (Text($0.name), $0) }) { first, _ in first }
    types = Dictionary(schema.types.map { (Text($0.name), $0) }) { first, _ in first }
  }

  mutating func check(_ node: Node) {
    guard let contents = node.contents else { return }
    let name = Self.name(of: node.id, contents)
    nodes[node.id] = Named(labels: contents.labels, name: name)
    // What an import that was asked to leaves in the graph (see ImportRun in PluginKit).
    if contents.labels == ["ImportRun"] { return }
    let element = SchemaProblem.Element.node(node.id)
    if contents.labels.isEmpty { note(.noLabel, element, "\(name) has no label") }
    var known: [EvidenceSchema.Label] = []
    for label in contents.labels {
      if let found = labels[label] {
        known.append(found)
      } else {
        note(
          .unknownLabel, element,
          "\(name) has the label '\(label)', which the schema does not know",
          hint: didYouMean(label.string, in: labels.keys.map(\.string).sorted()))
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
    let start = nodes[contents.start]?.name ?? "node \(contents.start)"
    let end = nodes[contents.end]?.name ?? "node \(contents.end)"
    let name = "\(contents.type) from \(start) to \(end)"
    let element = SchemaProblem.Element.relationship(relationship.id)
    guard let type = types[contents.type] else {
      return note(
        .unknownType, element, "\(name): the schema does not know this type",
        hint: didYouMean(contents.type.string, in: types.keys.map(\.string).sorted()))
    }
    let starts = Set((nodes[contents.start]?.labels ?? []).map(\.string))
    let ends = Set((nodes[contents.end]?.labels ?? []).map(\.string))
    if !type.ends.contains(where: { starts.contains($0.start) && ends.contains($0.end) }) {
      let allowed = type.ends.map { "\($0.start) to \($0.end)" }.joined(separator: ", ")
      note(
        .wrongEnds, element, "\(name): the type does not join these",
        hint: "It leads from \(allowed)")
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
            .missingProperty, element, "\(name) has no \(property.name)",
            hint: "It is \(property.summary)")
        }
        continue
      }
      if !property.type.accepts(value) {
        note(
          .wrongType, element,
          "\(name): \(property.name) is \(Self.article(value.typeName)), not \(property.type.title)"
        )
      }
    }
  }

  private mutating func check(
    _ properties: MapValue, allowing expected: [EvidenceSchema.Property], _ name: String,
    _ element: SchemaProblem.Element
  ) {
    let names = expected.map(\.name)
    // The mark of such an import.
    for key in properties.entries.keys where !names.contains(key.string) && key != "import_run" {
      note(
        .unknownProperty, element,
        "\(name) has a property '\(key)', which the schema does not know",
        hint: didYouMean(key.string, in: names))
    }
  }

  private mutating func checkKey(
    of id: Int, _ contents: Node.Contents, _ label: EvidenceSchema.Label, _ name: String
  ) {
    guard let value = contents.properties[Text(label.key)] else { return }
    let key = Key(label: Text(label.name), value: value)
    if let first = keys[key] {
      note(
        .duplicateKey, .node(id), "\(name) occurs twice: nodes \(first) and \(id)",
        hint: "Give each \(label.name) a \(label.key) of its own")
    } else {
      keys[key] = id
    }
  }

  private mutating func note(
    _ kind: SchemaProblem.Kind, _ element: SchemaProblem.Element, _ message: String,
    hint: String? = nil
  ) {
    guard problems.count < limit else { return }
    problems.append(SchemaProblem(kind: kind, element: element, message: message, hint: hint))
  }

  /// `Study 'harden-2015'`, or what else tells a person which node is meant.
  private static func name(of id: Int, _ contents: Node.Contents) -> String {
    let label = contents.labels.first?.string ?? "Node"
    for key: Text in ["id", "name_en", "name_cy", "name"] {
      switch contents.properties[key] {
      case .text(let text)?: return "\(label) '\(text)'"
      case .integer(let integer)?: return "\(label) \(integer)"
      default: continue
      }
    }
    return "\(label) (node \(id))"
  }

  private static func article(_ typeName: String) -> String {
    "AEIO".contains(typeName.prefix(1)) ? "an \(typeName)" : "a \(typeName)"
  }
}
