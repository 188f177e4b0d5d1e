import Duplicates
import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

/// A graph as the rules look at it: what several of them need is read once.
///
///     let checked = try CheckedGraph(graph)
///     try CheckRule.findings(in: checked)
public final class CheckedGraph {
  /// The graph.
  public let graph: GraphSession
  /// The language of what is said.
  public let words: Words
  /// The schema that it is held against; nil where it has none, and only what a review needs is asked.
  public let schema: EvidenceSchema?
  /// What its new studies are held against; nil where no update is checked.
  public let template: UpdateTemplate?
  /// The graph whose studies are not new; nil where all are held against the template.
  private let before: GraphSession?
  private var keptTemplateFindings: [TemplateFinding]?
  private var keptClaims: [Claim]?
  private var keptProblems: [SchemaProblem]?
  private var keptPairs: [GraphDuplicates.Entry]?

  /// A claim: a relationship by which a source says something of a thing.
  struct Claim {
    var relationship: Relationship
    var contents: Relationship.Contents
    var source: Node
    var subject: Node
    /// Whether it is for or against the thing; nil where nothing says so.
    var stance: Stance?
  }

  /// What claims are of, where it is asked how firm that is: the labels of the evidence vocabulary.
  static let subjectLabels: [Text] = ["Factor", "Model", "Category"]

  /// The most problems of the schema that are told.
  private static let mostProblems = 10_000

  /// A graph to be looked at.
  ///
  /// - Parameters:
  ///   - schema: What it is held against; nil for the schema that lies in it, if any.
  ///   - template: What its new studies are held against.
  ///   - before: The graph whose studies are not new; nil where all are.
  /// - Throws: `EvidenceSchema.ReadingError` where that one cannot be read.
  public init(
    _ graph: GraphSession, schema: EvidenceSchema? = nil, template: UpdateTemplate? = nil,
    since before: GraphSession? = nil, words: Words = .english
  ) throws(EvidenceSchema.ReadingError) {
    self.graph = graph
    self.words = words
    self.template = template
    self.before = before
    if let schema {
      self.schema = schema
    } else if let text = graph.schemaText {
      self.schema = try EvidenceSchema(json: Array(text.utf8), words: words)
    } else {
      self.schema = nil
    }
  }

  /// Forgets what was read: the graph was changed.
  func forget() {
    keptClaims = nil
    keptProblems = nil
    keptTemplateFindings = nil
    keptPairs = nil
  }

  // MARK: What is there

  /// Where it is not as its schema says.
  func problems() throws -> [SchemaProblem] {
    if let keptProblems { return keptProblems }
    let found = try schema?.problems(in: graph, limit: Self.mostProblems, words: words) ?? []
    keptProblems = found
    return found
  }

  /// Where its new studies are not as the template asks.
  func templateFindings() throws -> [TemplateFinding] {
    if let keptTemplateFindings { return keptTemplateFindings }
    let found = try template?.findings(in: graph, since: before, words: words) ?? []
    keptTemplateFindings = found
    return found
  }

  /// All claims, in the order of their relationships.
  func claims() throws -> [Claim] {
    if let keptClaims { return keptClaims }
    let rules = graph.sourceSchema.relationshipRules
    let rows = try graph.run(
      "MATCH (s)-[r]->(x) WHERE r.stance IS NOT NULL OR type(r) IN $types "
        + "RETURN s, r, x ORDER BY id(r)",
      parameters: ["types": .list(SourceSchema.stances.keys.sorted().map { .string($0) })])
    var claims: [Claim] = []
    while let row = try rows.next() {
      guard case .node(let source) = row.values[0], isSource(source),
        case .relationship(let relationship) = row.values[1],
        let contents = relationship.contents, case .node(let subject) = row.values[2]
      else { continue }
      // Such as that a citation is none.
      if rules[contents.type.string] == SourceRule.none { continue }
      claims.append(
        Claim(
          relationship: relationship, contents: contents, source: source, subject: subject,
          stance: Stance(contents)))
    }
    keptClaims = claims
    return claims
  }

  /// The claims of each thing of the vocabulary, in the order of their first claims.
  func subjects() throws -> [(subject: Node, claims: [Claim])] {
    var places: [Int: Int] = [:]
    var found: [(subject: Node, claims: [Claim])] = []
    for claim in try claims() {
      let labels = claim.subject.contents?.labels ?? []
      guard labels.contains(where: Self.subjectLabels.contains) else { continue }
      if let place = places[claim.subject.id] {
        found[place].claims.append(claim)
      } else {
        places[claim.subject.id] = found.count
        found.append((claim.subject, [claim]))
      }
    }
    return found
  }

  /// The pairs of works that may be one and that nobody has decided.
  func openPairs() throws -> [GraphDuplicates.Entry] {
    if let keptPairs { return keptPairs }
    let pairs = try GraphDuplicates(graph).list().filter { $0.state == .open }
    keptPairs = pairs
    return pairs
  }

  /// All sources.
  func sources() throws -> [Node] {
    var found: [Node] = []
    try graph.forEachNode { node in if isSource(node) { found.append(node) } }
    return found
  }

  /// Whether the graph has nodes of a label.
  func has(_ label: String) -> Bool {
    graph.statistics.labels.contains { $0.name == label }
  }

  func isSource(_ node: Node) -> Bool {
    let labels = node.contents?.labels ?? []
    return graph.sourceSchema.labels.contains { labels.contains(Text($0.name)) }
  }

  /// The name by which others call a source; nil where it has none.
  func key(of source: Node) -> String? {
    guard let contents = source.contents else { return nil }
    for label in graph.sourceSchema.labels where contents.labels.contains(Text(label.name)) {
      if let name = contents.properties[Text(label.key)]?.scalarText { return name }
    }
    return nil
  }

  // MARK: How it is told

  func name(of node: Node) -> String { words.name(of: node) }

  func name(of claim: Claim) -> String {
    let name = words.relationshipName(
      type: claim.contents.type.string, from: name(of: claim.source),
      to: name(of: claim.subject))
    let id = claim.contents.properties["id"]?.scalarText
    return id.map { "\(name) (\($0))" } ?? name
  }

  func place(of node: Node, studies: [String] = []) -> CheckFinding.Place {
    let own = isSource(node) ? [key(of: node)].compactMap(\.self) : []
    return CheckFinding.Place(
      node: node.id, name: name(of: node), studies: studies.isEmpty ? own : studies,
      locator: node.contents.flatMap { Locator($0.properties) }?.text(in: words))
  }

  func place(of claim: Claim) -> CheckFinding.Place {
    CheckFinding.Place(
      relationship: claim.relationship.id, name: name(of: claim),
      studies: [key(of: claim.source)].compactMap(\.self),
      locator: Locator(claim.contents.properties)?.text(in: words))
  }

  /// A statement that sets a property of a relationship.
  static func setting(_ property: String, of relationship: Int, to value: String) -> String {
    "MATCH ()-[r]->() WHERE id(r) = \(relationship) SET r.\(property) = \(value)"
  }
}
