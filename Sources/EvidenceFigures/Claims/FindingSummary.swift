import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

/// A summary of findings: what was found, on how many studies it rests, and how sure people are of it.
///
/// A finding is a node, of the label `Finding` or any other. The studies of a `Finding` are those that it
/// `RESTS_ON`; of other things those that make claims of them. Certainty (GRADE) and confidence
/// (GRADE-CERQual) are properties: `grade_certainty`, `grade_risk_of_bias`, …, `cerqual_confidence`,
/// `cerqual_coherence`, …, with `grade_explanation` and `cerqual_explanation` in free words.
public struct FindingSummary: Sendable {
  /// The findings, in the order of their numbers and ids.
  public let findings: [Finding]
  /// Where they come from.
  public let origin: FigureOrigin

  /// One finding.
  public struct Finding: Sendable {
    /// What it is called.
    public var heading: GapMap.Heading
    /// How many studies it rests on.
    public var studies: Int
    /// How many claims of each stance are made of it.
    public var stances: [Stance: Int]
    /// The effect, where one is stored.
    public var effect: String?
    /// The certainty of GRADE; nil where none is stored.
    public var certainty: String?
    /// The confidence of CERQual; nil where none is stored.
    public var confidence: String?
    fileprivate var reasons: [(judgement: Judgement, value: String)]
    fileprivate var explanations: [String]
  }

  /// The findings of `graph`.
  ///
  /// - Parameters:
  ///   - label: The label of the findings; nil for `Finding`, or `Factor` where there is none.
  ///   - epoch: As ``FigureOrigin`` has it.
  /// - Throws: `Diagnostic` where the graph cannot be read; ``FigureFailure`` where there is none, or what
  ///   is stored is no judgement.
  public init(of label: Text? = nil, in graph: GraphSession, epoch: Int? = nil) throws {
    let hasFindings = graph.statistics.labels.contains { $0.name == "Finding" && $0.count > 0 }
    let label = label ?? (hasFindings ? "Finding" : "Factor")
    let name = Value.quotedName(label)
    let query = """
      MATCH (x:\(name))
      OPTIONAL MATCH (x)-[:RESTS_ON]->(own)
      WITH x, collect(DISTINCT own) AS rests
      OPTIONAL MATCH (s)-[r]->(x) WHERE r.stance IS NOT NULL
        OR type(r) IN ['SUPPORTS', 'REPORTS_BARRIER', 'REPORTS_MIXED', 'DISCUSSES']
      WITH x, rests, collect(DISTINCT s) AS claiming, collect(r) AS claims
      RETURN x, rests, claiming, claims ORDER BY x.number, x.id
      """
    var findings: [Finding] = []
    let rows = try graph.run(query)
    while let row = try rows.next() { findings.append(try Finding(row.values)) }
    guard !findings.isEmpty else { throw FigureFailure.nothing(label: label.string) }
    self.findings = findings
    origin = try FigureOrigin([("findings", query)], of: graph, epoch: epoch)
  }

  /// A row for each finding.
  public func table(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.findingHeading, words.studiesHeading, words.claimsHeading, words.effectHeading,
        words.certaintyHeading, words.confidenceHeading, words.judgementReasonsHeading,
      ])
    for finding in findings {
      let claims = Stance.allCases.compactMap { stance in
        finding.stances[stance].map { "\(stance.text(in: words)) \($0)" }
      }
      let reasons =
        finding.reasons.map { reason in
          "\(reason.judgement.title?(words) ?? ""): \(reason.judgement.text(reason.value, in: words))"
        } + finding.explanations
      table.rows.append([
        .string(finding.heading.name(in: words)), .integer(finding.studies),
        .string(claims.joined(separator: ", ")), .string(finding.effect ?? words.notStated),
        .string(
          finding.certainty.map { Judgement.certainty.text($0, in: words) } ?? words.notStated),
        .string(
          finding.confidence.map { Judgement.confidence.text($0, in: words) } ?? words.notStated),
        .string(reasons.joined(separator: "; ")),
      ])
    }
    return table
  }

  /// The summary as a document of Markdown.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func markdown(title: String = "", in words: Words) throws -> String {
    let shown = title.isEmpty ? words.findingsTitle : title
    return [
      "# \(MarkdownText.escaped(shown))", try table(in: words).text(as: .markdown),
      words.findingsNote, origin.line(in: words),
    ].joined(separator: "\n\n") + "\n"
  }
}

extension FindingSummary.Finding {
  /// The finding of a row: itself, what it rests on, who makes claims of it, the claims.
  fileprivate init(_ values: [Value]) throws(FigureFailure) {
    heading = GapMap.Heading(values[0])
    var properties = MapValue()
    if case .node(let node) = values[0] { properties = node.contents?.properties ?? MapValue() }
    func count(_ value: Value) -> Int { if case .list(let list) = value { list.count } else { 0 } }
    let rests = count(values[1])
    studies = rests > 0 ? rests : count(values[2])
    stances = [:]
    if case .list(let claims) = values[3] {
      for case .relationship(let claim) in claims {
        if let stance = claim.contents.flatMap(Stance.init) { stances[stance, default: 0] += 1 }
      }
    }
    effect = properties["effect"]?.scalarText
    certainty = try Judgement.certainty.stored(properties, of: heading.id)
    confidence = try Judgement.confidence.stored(properties, of: heading.id)
    reasons = []
    for judgement in Judgement.gradeReasons + Judgement.cerqualReasons {
      guard let value = try judgement.stored(properties, of: heading.id),
        !judgement.plain.contains(value)
      else { continue }
      reasons.append((judgement, value))
    }
    let keys: [Text] = ["grade_explanation", "cerqual_explanation"]
    explanations = keys.compactMap { properties[$0]?.scalarText }
  }
}
