import GraphModel
import WordCatalog

/// Something that is wrong, doubtful or worth knowing wherever it is found in a graph.
///
///     for (rule, finding) in try CheckRule.findings(in: CheckedGraph(graph)) {
///       print(rule.code, finding.message)
///     }
///
/// A rule is a file in `Rules` and a line of ``all``; `dolen check`, `:check` and the list of rules in the
/// manual read that.
public struct CheckRule: Sendable {
  /// The name by which scripts and people call it; it never changes.
  public let code: String
  /// How grave its findings are.
  public let severity: CheckSeverity
  /// What it finds.
  public let summary: @Sendable (Words) -> String
  /// What is done about its findings.
  public let advice: @Sendable (Words) -> String
  /// Finds it.
  let find: @Sendable (CheckedGraph) throws -> [CheckFinding]
  /// Mends all that was found in one transaction, and says what it changed; nil where only a person can.
  let mend: (@Sendable (CheckedGraph, [CheckFinding]) throws -> [String])?

  init(
    _ code: String, _ severity: CheckSeverity, _ summary: @escaping @Sendable (Words) -> String,
    advice: @escaping @Sendable (Words) -> String,
    mend: (@Sendable (CheckedGraph, [CheckFinding]) throws -> [String])? = nil,
    find: @escaping @Sendable (CheckedGraph) throws -> [CheckFinding]
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.advice = advice
    self.mend = mend
    self.find = find
  }

  /// Every rule: those of the schema, those of reviews, then those of an update.
  public static let all: [CheckRule] =
    ofSchema + [
      .claimWithoutWords, .claimWithoutPlace, .stanceUnlikeType, .unknownStudy,
      .studyWithoutOutcome, .restsOnOneStudy, .contradiction, .flowNumbers,
      .possibleDuplicates, .doubtfulIdentity, .countedTwice,
    ] + ofTemplate

  /// Those that hold a graph against a schema.
  static let ofSchema: [CheckRule] = [
    .noLabel, .unknownLabel, .unknownType, .wrongEnds, .missingProperty, .unknownProperty,
    .wrongType, .duplicateKey,
  ]

  /// Those that hold new studies against the template of an update.
  static let ofTemplate: [CheckRule] = [
    .templateArrival, .templateFieldMissing, .templateFieldType, .templateFieldValue,
    .templateCriterion, .templateCriterionUnknown,
  ]

  /// The rule of a code; nil where there is none.
  public static func named(_ code: String) -> CheckRule? { all.first { $0.code == code } }

  /// The codes of the rules that can mend what they find.
  public static var mendingCodes: [String] { all.filter { $0.mend != nil }.map(\.code) }

  /// Whether it holds a graph against a schema.
  public var isOfSchema: Bool { Self.ofSchema.contains { $0.code == code } }

  /// Whether it holds new studies against the template of an update.
  public var isOfTemplate: Bool { Self.ofTemplate.contains { $0.code == code } }

  /// Whether it can mend what it finds.
  public var canMend: Bool { mend != nil }

  /// What it finds in a graph.
  ///
  /// - Throws: What reading the graph throws.
  /// - Complexity: O(*n*) in the elements that it looks at; that of duplicates O(*n* log *n*) in the works.
  public func findings(in graph: CheckedGraph) throws -> [CheckFinding] { try find(graph) }

  /// What all rules, or some, find in a graph.
  public static func findings(
    of rules: [CheckRule] = all, in graph: CheckedGraph
  ) throws -> [(rule: CheckRule, finding: CheckFinding)] {
    try rules.flatMap { rule in try rule.findings(in: graph).map { (rule, $0) } }
  }

  /// Mends what was found, and says what was changed.
  ///
  /// - Returns: A sentence for each change; empty where the rule cannot mend.
  /// - Throws: What writing the graph throws; it is then as it was.
  public func mend(_ findings: [CheckFinding], in graph: CheckedGraph) throws -> [String] {
    guard let mend, !findings.isEmpty else { return [] }
    let changes = try mend(graph, findings)
    graph.forget()
    return changes
  }
}
